"""Filters that somebody saved under a name: their own, for each project by its address."""

from collections.abc import Iterable

from workbench.model.condition import Condition, packed, unpacked
from workbench.settings import Settings

LONGEST = 60  # characters of a name


class SavedFilters:
    """The filters of one project, in the settings; what is damaged there counts as not there."""

    def __init__(self, settings: Settings, address: str) -> None:
        self.settings = settings
        self.address = address

    def all(self) -> dict[str, tuple[Condition, ...]]:
        """By name, in the order in which they were saved."""
        held = {name: unpacked(data) for name, data in self._held().items()}
        return {name: conditions for name, conditions in held.items() if conditions}

    def _held(self) -> dict[str, object]:
        held: dict[str, object] = self.settings.get("filters", {}).get(self.address, {})
        return held

    def _keep(self, held: dict[str, object]) -> None:
        everywhere = {**self.settings.get("filters", {}), self.address: held}
        self.settings.set("filters", {address: found for address, found in everywhere.items() if found})

    def save(self, name: str, conditions: Iterable[Condition]) -> None:
        """Keep conditions under a name, in the place of those that had it."""
        self._keep({**self._held(), name: packed(conditions)})

    def rename(self, old: str, new: str) -> None:
        """Call a filter something else; it stays in its place, and another of that name goes."""
        held = {name: data for name, data in self._held().items() if name != new or name == old}
        self._keep({new if name == old else name: data for name, data in held.items()})

    def delete(self, name: str) -> None:
        """Forget a filter."""
        self._keep({known: data for known, data in self._held().items() if known != name})

    def name_of(self, conditions: Iterable[Condition]) -> str | None:
        """The name under which these conditions are saved."""
        wanted = set(conditions)
        return next((name for name, known in self.all().items() if set(known) == wanted), None)
