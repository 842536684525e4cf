"""Finding a scheme: one that ships, by its name, or a file; its guidelines are read with it."""

import errno
from pathlib import Path

from workbench.errors import SchemeError, explain_os
from workbench.model.scheme import Scheme
from workbench.model.scheme_file import read_scheme, with_guidelines
from workbench.places import resource


def shipped() -> list[str]:
    """The names of the schemes that ship with the program."""
    return sorted(path.parent.name for path in resource("schemes").glob("*/scheme.toml"))


def load_scheme(name_or_file: str | Path) -> Scheme:
    """The scheme of that name, or in that file. Raises SchemeError naming file and line."""
    scheme, _ = load_with_guidelines(name_or_file)
    return scheme


def load_with_guidelines(name_or_file: str | Path) -> tuple[Scheme, dict[str, str]]:
    """The scheme and the Markdown of its guidelines by the names that its file uses.

    Raises SchemeError naming file and line, ProjectError where a file can't be read.
    """
    path = _find(name_or_file)
    source = _read(path)
    bare = read_scheme(source, path.name)
    guidelines = {label.guideline: _guideline(path.parent, label.guideline) for label in bare.labels if label.guideline}
    return with_guidelines(bare, guidelines), guidelines


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SchemeError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise explain_os(error, str(path)) from None


def _is_file(path: Path) -> bool:
    """Whether there is such a file; what is too long for a name is a text."""
    try:
        return path.is_file()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise explain_os(error, str(path)) from None


def _find(name_or_file: str | Path) -> Path:
    by_name = resource("schemes") / str(name_or_file) / "scheme.toml"
    if str(name_or_file) in shipped():
        return by_name
    path = Path(name_or_file)
    if _is_file(path):
        return path
    raise SchemeError(f"there is no scheme {str(name_or_file)!r}; name a TOML file, or one of {', '.join(shipped())}")


def _guideline(folder: Path, name: str) -> str:
    """The Markdown file of that name beside the scheme; a text that names no file is the guideline itself."""
    path = folder / name
    if _is_file(path) and path.resolve().is_relative_to(folder.resolve()):
        return _read(path)
    return name
