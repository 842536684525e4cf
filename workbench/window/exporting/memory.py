"""What the export dialog remembers: format, folder and the choices that belong to no project."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from workbench.formats.base import Format
from workbench.project import Project
from workbench.project.export_source import ExportOptions
from workbench.settings import Settings

_NAME = "export"


class Memory:
    """Labels and layer are not kept: they belong to one project."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.kept: dict[str, str] = settings.get(_NAME, {})

    def format(self, known: Mapping[str, Format]) -> str:
        """The last format; at first the one that loses nothing."""
        last = self.kept.get("format", "")
        return last if last in known else next(name for name, item in known.items() if not item.cannot_hold)

    def values(self, known: Iterable[Format]) -> dict[str, str]:
        """The options of all formats, as they were last, or as they are proposed."""
        found: dict[str, str] = {}
        for option in (option for item in known for option in item.options):
            last = self.kept.get(option.name, "")
            there = any(choice.value == last for choice in option.choices)
            found[option.name] = last if there else option.proposed or option.choices[0].value
        return found

    def folder(self, project: Project) -> Path:
        """The last folder; else the project's own, or home."""
        last = self.kept.get("folder", "")
        if last and Path(last).is_dir():
            return Path(last)
        return Path.home() if "://" in project.address else Path(project.address).parent

    @property
    def articles(self) -> str:
        """``done`` or ``all``."""
        return "all" if self.kept.get("articles") == "all" else "done"

    @property
    def beside(self) -> bool:
        """Whether the list of losses is wanted."""
        return self.kept.get("beside") != "no"

    def keep(
        self, options: ExportOptions, articles: str, values: Mapping[str, str], folder: Path, beside: bool
    ) -> None:
        """Remember what was just used."""
        kept = {"format": options.format, "folder": str(folder.absolute()), "beside": "yes" if beside else "no"}
        kept["articles"] = articles if articles != "one" else self.articles
        self.settings.set(_NAME, {**kept, **values})
