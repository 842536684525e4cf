"""The errors that a person can cause: each is one sentence that says what happened and what to do."""

import errno


class WorkbenchError(Exception):
    """Something known went wrong; ``str(error)`` is the sentence to show. Anything else is a bug."""


class TextError(WorkbenchError):
    """A text holds what no text may hold (NUL, a lone surrogate), or an offset lies outside it."""


class SchemeError(WorkbenchError):
    """A scheme file is wrong, or a span, relation or attribute breaks the scheme."""


class FormatError(WorkbenchError):
    """An input can't be read, or an output can't hold what it was asked to."""


class SearchError(WorkbenchError):
    """What is looked for can't be: a regular expression is wrong, or takes too long.

    ``short`` says so where there is little room.
    """

    def __init__(self, sentence: str, short: str = "") -> None:
        super().__init__(sentence)
        self.short = short or sentence


class ProjectError(WorkbenchError):
    """A project can't be made, opened or written."""


class ThingError(ProjectError):
    """A span, a relation or the like can't be had under its id: the command line names it so, a window by words."""

    def __init__(self, kind: str, id: str, why: str) -> None:
        super().__init__(f"the {kind} {id!r} {why}")
        self.kind, self.id, self.why = kind, id, why

    def naming(self, words: str) -> ProjectError:
        """The same of ``words`` in the place of kind and id."""
        return ProjectError(f"the {words} {self.why}")


class ConflictError(ProjectError):
    """An action would overwrite what somebody else did since."""


def as_sentence(error: Exception) -> str:
    """What a known error says, as a sentence of its own."""
    text = capitalised(str(error))
    return text + ("" if text.endswith((".", "?", "!")) else ".")


def capitalised(text: str) -> str:
    """With a capital at its start; the name of a file, or a quoted one, stays as it is written."""
    first = text.split(maxsplit=1)[0].rstrip(":,;.") if text.strip() else ""
    return text if any(sign in first for sign in "./\\") else text[:1].upper() + text[1:]


def explain_os(error: OSError, name: str) -> ProjectError:
    """The known error behind a failed file operation on ``name``."""
    reasons = {
        errno.ENOSPC: "the disk is full; make room and try again",
        errno.EDQUOT: "your quota on this disk is used up; make room and try again",
        errno.EACCES: "you don't have the rights to it; change them, or choose another place",
        errno.EPERM: "you don't have the rights to it; change them, or choose another place",
        errno.EROFS: "the disk is read-only; choose another place",
        errno.ENOENT: "there is no such file or folder; check the name",
        errno.EISDIR: "this is a folder; name a file",
        errno.ENOTDIR: "a part of the path is a file, not a folder; check the name",
        errno.ELOOP: "its links lead round in a circle; name the file itself",
        errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    }
    reason = reasons.get(error.errno or 0, f"{error.strerror or error}; check the name and the rights")
    return ProjectError(f"{name}: {reason}")
