"""What there is to read about a label: its guideline, and what the scheme itself says, both as Markdown."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.model.scheme import AttributeType, Label, Scheme, When

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~])")
_HEADING = re.compile(r"(#{1,6}) +(\S.*)")
_SNAPS = {
    "word": "whole words, without the punctuation round them",
    "quote": "its quotation marks, without the blanks round them",
    "sentence": "whole sentences",
    "line": "whole lines",
    "character": "every character as it was selected",
}
_KINDS = {"choices": "several", "flag": "yes or no", "text": "a text", "number": "a number"}


class Section(NamedTuple):
    """A stretch of a page below one heading; the stretch before the first heading has none."""

    heading: str
    markdown: str


def page(scheme: Scheme, label: Label) -> str:
    """The label's guideline, and below it how it is tagged and what is asked of it."""
    parts = [label.guideline.strip(), *_of_scheme(scheme, label)]
    return "\n\n".join(part for part in parts if part)


def _of_scheme(scheme: Scheme, label: Label) -> Iterator[str]:
    yield f"## How {escaped(label.name)} is tagged"
    yield "\n".join(f"- {line}" for line in _facts(label))
    for attribute in label.attributes:
        yield from _attribute(attribute, "")
    for attribute in label.entity_attributes:
        yield from _attribute(attribute, ", once for all mentions")
    links = [item for item in scheme.relations if label.name in item.sources]
    if links:
        yield "### Relations"
        yield "\n".join(
            f"- **{escaped(item.name)}** leads to {escaped(' or '.join(item.targets))}"
            + (f", at most {item.at_most}" if item.at_most else "")
            + (", required" if item.required else "")
            + (f" unless {_when(item.unless)}" if item.required and item.unless else "")
            for item in links
        )


def _facts(label: Label) -> Iterator[str]:
    yield f"key **{label.key}**, letter {escaped(label.letter)}" if label.key else f"letter {escaped(label.letter)}"
    yield f"takes {_SNAPS[label.snap]}"
    if label.parts:
        yield "may have several parts"
    if label.entity:
        yield "mentions that mean the same belong to one entity"


def _attribute(attribute: AttributeType, more: str) -> Iterator[str]:
    if attribute.off:
        return
    required = ", required" if attribute.required else ""
    kind = f" ({_KINDS[attribute.kind]})" if attribute.kind in _KINDS else ""
    asked = f", asked where {_when(attribute.when)}" if attribute.when else ""
    yield f"### {escaped(attribute.name)}{kind}{required}{asked}{more}"
    if attribute.values:
        yield "\n".join(
            f"- **{escaped(value.name)}**"
            + (f" (key {escaped(value.letter)})" if value.letter else "")
            + (f": {escaped(value.means)}" if value.means else "")
            for value in attribute.values
        )


def _when(when: When) -> str:
    return f"{escaped(when.attribute)} is {escaped(' or '.join(map(str, when.values)))}"


def escaped(text: str) -> str:
    """A text that Markdown shows as it is."""
    return _SIGNS.sub(r"\\\1", text)


def sections(markdown: str) -> list[Section]:
    """The page cut at its headings."""
    found: list[Section] = []
    heading, lines = "", list[str]()
    for line in markdown.splitlines():
        match = _HEADING.match(line)
        if match:
            found.append(Section(heading, "\n".join(lines)))
            heading, lines = match[2].strip(), []
        lines.append(line)
    found.append(Section(heading, "\n".join(lines)))
    return [section for section in found if section.markdown.strip()]


def found_in(pages: Sequence[tuple[str, str]], words: Sequence[str]) -> tuple[str, int]:
    """The sections of several pages (title and Markdown) that hold all words, as one page; and how many they are."""
    wanted = [word.casefold() for word in words]
    out, count = [], 0
    for title, markdown in pages:
        hits = [part for part in sections(markdown) if all(word in part.markdown.casefold() for word in wanted)]
        if hits:
            out += [f"# {escaped(title)}", *(part.markdown.strip() for part in hits)]
            count += len(hits)
    return "\n\n".join(out), count
