"""What is worked out for the lines of blocks and kept, so that where one line changes, one is worked out anew."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class OnLine(Protocol):
    """Something that stands on a line of a block."""

    @property
    def line(self) -> int:
        """The number of the line."""
        ...


T = TypeVar("T", bound=OnLine)
Key = tuple[float, ...]
Make = Callable[[Collection[int] | None], list[T]]  # what stands on some lines of a block, or on all


class ByLine(Generic[T]):
    """Lists by blocks. Of ``most`` blocks, those asked for last are kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[int, tuple[Key, list[T]]] = {}
        self._spoilt: dict[int, set[int]] = {}

    def __len__(self) -> int:
        """Of how many blocks something is kept."""
        return len(self._held)

    def get(self, block: int, key: Key, make: Make[T]) -> list[T]:
        """What was made for a block with the same key, lines that were spoilt since made anew; else all is made."""
        known, spoilt = self._held.pop(block, None), self._spoilt.pop(block, None)
        if known is None or known[0] != key:
            known = key, make(None)
            if len(self._held) >= self._most:
                del self._held[next(iter(self._held))]
        elif spoilt:
            known = key, [*(item for item in known[1] if item.line not in spoilt), *make(spoilt)]
        self._held[block] = known
        return known[1]

    def spoil(self, block: int, lines: Iterable[int]) -> None:
        """Some lines of a block look otherwise now."""
        if block in self._held:
            self._spoilt.setdefault(block, set()).update(lines)

    def forget(self, blocks: range | None) -> None:
        """Forget some blocks, or all."""
        if blocks is None:
            self._held.clear()
            self._spoilt.clear()
            return
        for block in blocks if len(blocks) < len(self._held) else [block for block in self._held if block in blocks]:
            self._held.pop(block, None)
            self._spoilt.pop(block, None)

    def keep(self, blocks: Collection[int], fits: Callable[[Key], bool]) -> Iterator[T]:
        """Forget all but what was made for these blocks with a key that fits; gives every item that is kept."""
        self._held = {block: held for block, held in self._held.items() if block in blocks and fits(held[0])}
        self._spoilt = {block: lines for block, lines in self._spoilt.items() if block in self._held}
        for _, items in self._held.values():
            yield from items
