"""What the tests of formats share: writing into memory with the losses noted."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.formats.base import Format, Found, Loss, ReadOptions, Refusal, WriteOptions
from workbench.model.layer import Labelled
from workbench.schemes import load_scheme

NEWS = load_scheme("news")
Write = Callable[..., tuple[bytes, list[Loss]]]
Read = Callable[..., list[Found | Refusal]]


@pytest.fixture(scope="session")
def write() -> Write:
    """Items written in a format: the bytes and the losses."""

    def written(known: Format, items: list[Labelled], **options: object) -> tuple[bytes, list[Loss]]:
        assert known.write is not None
        losses: list[Loss] = []
        out = io.BytesIO()
        known.write(lambda: iter(items), out, WriteOptions(NEWS, losses.append, **options))  # type: ignore[arg-type]
        return out.getvalue(), losses

    return written


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Bytes read in a format, as a file of that format's ending or of ``name``."""

    def reading(
        known: Format, data: bytes, name: str | None = None, options: ReadOptions | None = None
    ) -> list[Found | Refusal]:
        assert known.read is not None
        file = tmp_path / (name or f"input{known.endings[0]}")
        file.write_bytes(data)
        return list(known.read(file, options or ReadOptions()))

    return reading
