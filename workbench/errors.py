"""The errors that a person can cause: each is one sentence that says what happened and what to do."""


class WorkbenchError(Exception):
    """Something known went wrong; ``str(error)`` is the sentence to show. Anything else is a bug."""


class TextError(WorkbenchError):
    """A text holds what no text may hold (NUL, a lone surrogate), or an offset lies outside it."""


class SchemeError(WorkbenchError):
    """A scheme file is wrong, or a span, relation or attribute breaks the scheme."""


class FormatError(WorkbenchError):
    """An input can't be read, or an output can't hold what it was asked to."""


class ProjectError(WorkbenchError):
    """A project can't be made, opened or written."""


class ConflictError(ProjectError):
    """An action would overwrite what somebody else did since."""
