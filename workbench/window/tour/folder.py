"""The folder that a tour fills: made, or rid of what an earlier tour left in it, and of nothing else."""

import re
from pathlib import Path

from workbench.errors import WorkbenchError, explain_os

MARK = ".workbench-tour"  # stands in a folder that a tour made
_OWN = re.compile(
    r"(story|sample)\.workbench(-wal|-shm|-journal|\.lock)?|settings\.json|broken\.jsonl|\d\d-[a-z-]+\.png"
    r"|gold\.(jsonl|conll|conll2003)(\.losses\.jsonl)?"
)


def make_room(folder: Path) -> None:
    """Make the folder, or take what an earlier tour left out of it; WorkbenchError where it holds anything else."""
    mark = folder / MARK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not mark.exists() and any(folder.iterdir()):
            raise WorkbenchError(f"{folder} holds other files; give a new or an empty folder")
        mark.write_text("workbench tour made this folder, and replaces what it left here.\n", encoding="utf-8")
        for file in folder.iterdir():
            if _OWN.fullmatch(file.name):
                file.unlink()
    except FileExistsError:
        raise WorkbenchError(f"{folder} is a file; give a new or an empty folder") from None
    except OSError as error:
        raise explain_os(error, str(folder)) from None
