"""Files for an import that are wrong in one place each."""

from pathlib import Path


def add_bad_files(folder: Path) -> None:
    """A text with a NUL, a record without text beside a good one, a row that is too short below a good one."""
    (folder / "nul.txt").write_bytes(b"a\0b")
    (folder / "rows.jsonl").write_text('{"id": "r1", "text": "One."}\n{"id": "r2"}\n')
    (folder / "table.csv").write_text("id,body\nc1,Table text.\nc2\n")
