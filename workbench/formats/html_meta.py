"""What a page says about itself: title, source, address, date and language, each only where it stands there."""

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from workbench.model.article import Meta

LONGEST = 2000  # characters of a field; what is longer is no title and no date
_MOST_NODES = 10_000  # of structured data that are looked at
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "title")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date",
    "citation_publication_date", "article.published", "published_time", "sailthru.date",
)  # fmt: skip
_SOURCES = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "application-name")
_LANGUAGES = ("content-language", "dc.language", "dcterms.language", "og:locale", "language")
_ARTICLE = re.compile(r"(Article|Posting|Report)$")
# What old pages put round a script, so that browsers older still would not show it.
_BEFORE = ("<!--", "//<![CDATA[", "/*<![CDATA[*/", "// <![CDATA[", "<![CDATA[")
_AFTER = (";", "-->", "//]]>", "/*]]>*/", "// ]]>", "]]>")
_BLANKS = re.compile(r"[ \t\n\f\r]+")


class Collector:
    """Takes start, end and data of all elements, seen or not; ``meta`` gives what was found."""

    def __init__(self) -> None:
        self._named: dict[str, str] = {}
        self._link: str | None = None
        self._language: str | None = None
        self._time: str | None = None
        self._plain_time: str | None = None
        self._title: list[str] | None = None
        self._data: list[list[str]] = []
        self._into: list[str] | None = None
        self._depth = {"svg": 0, "article": 0, "main": 0, "nav": 0, "aside": 0, "footer": 0}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag in self._depth:
            self._depth[tag] += 1
        if tag == "meta":
            self._meta(attributes)
        elif tag == "link":
            if "canonical" in attributes.get("rel", "").lower().split():
                self._link = self._link or _address(attributes.get("href"))
        elif tag == "html":
            self._language = self._language or attributes.get("lang") or attributes.get("xml:lang")
        elif tag == "time":
            self._date(attributes)
        elif tag == "title" and self._title is None and not self._depth["svg"]:
            self._title = self._into = []
        elif tag == "script" and attributes.get("type", "").split(";")[0].strip().lower() == "application/ld+json":
            self._into = []
            self._data.append(self._into)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in ("title", "script"):
            self._into = None
        elif self._depth.get(tag):
            self._depth[tag] -= 1

    def data(self, text: str) -> None:
        """Text stands here."""
        if self._into is not None:
            self._into.append(text)

    def meta(self) -> Meta:
        """What the page says: structured data before OpenGraph, that before plain tags."""
        article = self._structured()
        publisher = article.get("publisher")
        source = publisher[0] if isinstance(publisher, list) and publisher else publisher
        said = self._named
        return Meta(
            title=_clean(_text(article.get("headline"))) or self._first(_TITLES) or _clean("".join(self._title or ())),
            source=_clean(said.get("og:site_name"))
            or _clean(_text(source.get("name") if isinstance(source, dict) else source))
            or self._first(_SOURCES),
            url=self._link or _address(said.get("og:url")) or _address(article.get("url")),
            published=_clean(_text(article.get("datePublished")))
            or self._first(_DATES)
            or _clean(self._time)
            or _clean(self._plain_time),
            language=_clean(self._language) or self._first(_LANGUAGES) or _clean(_text(article.get("inLanguage"))),
        )

    def _first(self, names: tuple[str, ...]) -> str | None:
        return next((found for name in names if (found := _clean(self._named.get(name)))), None)

    def _meta(self, attributes: Mapping[str, str]) -> None:
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        if name and attributes.get("content"):
            self._named.setdefault(name.strip().lower(), attributes["content"])

    def _date(self, attributes: Mapping[str, str]) -> None:
        when = attributes.get("datetime")
        if not when or self._depth["nav"] or self._depth["aside"] or self._depth["footer"]:
            return
        if "pubdate" in attributes or attributes.get("itemprop", "").lower() == "datepublished":
            self._time = self._time or when
        elif self._depth["article"] or self._depth["main"]:
            self._plain_time = self._plain_time or when

    def _structured(self) -> dict[str, Any]:
        """The first article of the structured data, else nothing."""
        return next((node for pieces in self._data for node in _nodes("".join(pieces)) if _is_article(node)), {})


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """The objects of structured data, the outer ones first; what is no JSON has none."""
    text = text.strip()
    for mark in _BEFORE:
        text = text.removeprefix(mark)
    for mark in _AFTER:
        text = text.rstrip().removesuffix(mark)
    try:
        root = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    waiting = deque([root])
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, (dict, list)))
        elif isinstance(node, list):
            waiting.extend(node)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE.search(name) for name in names)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, str) else None


def _clean(value: str | None) -> str | None:
    """On one line and without entities, which many pages leave in their structured data.

    None where nothing is left, or more than such a field is long.
    """
    if not value or "\0" in value:
        return None
    cleaned = _BLANKS.sub(" ", html.unescape(value)).strip()
    try:
        cleaned.encode()
    except UnicodeEncodeError:  # "\\ud800" in JSON
        return None
    return cleaned if 0 < len(cleaned) <= LONGEST else None


def _address(value: Any) -> str | None:
    """A whole address; one that begins nowhere says nothing outside of its page."""
    cleaned = _clean(value) if isinstance(value, str) else None
    return cleaned if cleaned and cleaned.lower().startswith(("http://", "https://")) else None
