"""Finding a scheme: one that ships, by its name, or a file; its guidelines are read with it."""

from pathlib import Path

from workbench.errors import SchemeError
from workbench.model.scheme import Scheme
from workbench.model.scheme_file import read_scheme
from workbench.places import resource


def shipped() -> list[str]:
    """The names of the schemes that ship with the program."""
    return sorted(path.parent.name for path in resource("schemes").glob("*/scheme.toml"))


def load_scheme(name_or_file: str | Path) -> Scheme:
    """The scheme of that name, or in that file. Raises SchemeError naming file and line."""
    scheme, _ = load_with_guidelines(name_or_file)
    return scheme


def load_with_guidelines(name_or_file: str | Path) -> tuple[Scheme, dict[str, str]]:
    """The scheme and the Markdown of its guidelines by the names that its file uses."""
    path = _find(name_or_file)
    try:
        source = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SchemeError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise SchemeError(f"{path} can't be read: {error.strerror}") from None
    bare = read_scheme(source, path.name)
    guidelines = {label.guideline: _guideline(path.parent, label.guideline) for label in bare.labels if label.guideline}
    return read_scheme(source, path.name, guidelines), guidelines


def _find(name_or_file: str | Path) -> Path:
    by_name = resource("schemes") / str(name_or_file) / "scheme.toml"
    if str(name_or_file) in shipped():
        return by_name
    path = Path(name_or_file)
    if path.is_file():
        return path
    raise SchemeError(f"there is no scheme {str(name_or_file)!r}; name a TOML file, or one of {', '.join(shipped())}")


def _guideline(folder: Path, name: str) -> str:
    """The Markdown file of that name beside the scheme; a text that names no file is the guideline itself."""
    path = folder / name
    if len(name) < 200 and path.is_file() and path.resolve().is_relative_to(folder.resolve()):
        return path.read_text(encoding="utf-8")
    return name
