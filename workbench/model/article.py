"""An article: its text exactly as decoded, and what is known about it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from workbench.errors import TextError


class Meta(NamedTuple):
    """What is known about an article; every field may be missing. ``published`` is a date as the source wrote it."""

    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


META_FIELDS = Meta._fields
NO_META = Meta()


@dataclass(frozen=True)
class Article:
    """One text under its key. The text never changes; a corrected text is a new revision.

    ``key`` is unique in a project. Offsets into ``text`` are code points.
    """

    key: str
    text: str
    meta: Meta = NO_META
    revision: int = 1
    other_keys: tuple[str, ...] = field(default=(), compare=False)

    @cached_property
    def sha256(self) -> str:
        """Digest of the text as UTF-8, in hexadecimal: two articles with the same digest are the same text."""
        return digest(self.text)


def digest(text: str) -> str:
    """SHA-256 of ``text`` as UTF-8, in hexadecimal."""
    from hashlib import sha256  # brings a library for cryptography along, so only once it is wanted

    return sha256(text.encode()).hexdigest()


def check_text(text: str) -> None:
    """Raise TextError where ``text`` holds NUL or a lone surrogate, naming the first one's position."""
    if (at := text.find("\0")) >= 0:
        raise TextError(f"the text holds a NUL character at {at}; remove it")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        raise TextError(
            f"the text holds a lone surrogate U+{code:04X} at {error.start}; it is not a character, replace it"
        ) from None


def check_key(key: str) -> None:
    """Raise TextError where ``key`` can't name an article: empty, over 500 characters, or not storable."""
    if not key:
        raise TextError("an article needs a key; give it an id")
    if len(key) > 500:
        raise TextError(f"the key {key[:30]!r}... has {len(key)} characters; 500 is the most")
    try:
        check_text(key)
    except TextError as error:
        raise TextError(f"the key {key!a} can't be stored: {error}") from None
