"""Exchange formats, one module each; a module with a ``FORMAT`` is found by being there.

A format says what it can't hold; what a file loses is told item by item.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from workbench.errors import FormatError
from workbench.formats.base import Format


@cache
def formats() -> dict[str, Format]:
    """All formats by name."""
    found: dict[str, Format] = {}
    for module in iter_modules(__path__):
        known = getattr(import_module(f"{__name__}.{module.name}"), "FORMAT", None)
        if isinstance(known, Format):
            found[known.name] = known
    return dict(sorted(found.items()))


def format_named(name: str) -> Format:
    """The format of that name; FormatError lists those that there are."""
    if name not in formats():
        raise FormatError(f"there is no format {name!r}; there are {', '.join(formats())}")
    return formats()[name]


def reader_for(path: Path) -> Format | None:
    """The format that reads files with this ending, if any."""
    ending = path.suffix.lower()
    return next((known for known in formats().values() if known.read and ending in known.endings), None)
