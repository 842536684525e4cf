"""What the program remembers between sessions: who works here, recent projects, how the window looks."""

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from workbench.places import settings_folder

MOST_RECENT = 9


class Settings:
    """A small JSON file; a damaged one is as good as none. Saved at once, aside and renamed."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or settings_folder() / "settings.json"
        self._values: dict[str, Any] = {}
        with contextlib.suppress(OSError, ValueError):
            found = json.loads(self.file.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                self._values = found

    def get(self, name: str, default: Any = None) -> Any:
        """What was remembered under ``name``."""
        return self._values.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Remember ``value``; where the disk refuses, only for this session."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            part = self.file.with_suffix(f".{os.getpid()}.part")
            part.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            part.replace(self.file)

    @property
    def name(self) -> str | None:
        """Who works at this machine."""
        found = self.get("name")
        return found if isinstance(found, str) and found else None

    def remember_project(self, where: str) -> None:
        """Put a project first among the recent ones."""
        recent = [item for item in self.get("recent", []) if item != where]
        self.set("recent", [where, *recent][:MOST_RECENT])
