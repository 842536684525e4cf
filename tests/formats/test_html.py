"""Web pages: what a browser shows of them, line by line, and what they say about themselves."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.formats import format_named
from workbench.formats.base import Found, ReadOptions, Refusal
from workbench.formats.html import declared_encoding, parse
from workbench.formats.html_blocks import Block, join
from workbench.model.article import Meta

HTML = format_named("html")


def text_of(page: str, strict: bool = False) -> str:
    return join(parse(page, strict)[0])


def meta_of(head: str, body: str = "<p>x") -> Meta:
    return parse(f"<html><head>{head}</head><body>{body}</body></html>")[1]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One.</p><p>Two\n  lines   here</p>", "One.\n\nTwo lines here"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<div>a</div>\n\n<div>b</div> c <b>d</b> ,e", "a\nb\nc d ,e"),
        ("<h1>T</h1><p>x", "T\n\nx"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<p>a<br></p><p>b", "a\n\nb"),
        ("<ul><li><p>one</p><li>two<ul><li>deep</ul></ul><p>x", "one\ntwo\ndeep\n\nx"),
        ("<table><tr><td><p>1</p></td><td>2<tr><td>3<td></td><td>4</table>z", "1\t2\n3\t\t4\n\nz"),
        ("<table><tr><td>nav<td><p>One.</p><p>Two.</p></table>", "nav\tOne.\n\nTwo."),
        ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a\tb\tc"),
        ("<dl><dt>k<dd>v<dt>l<dd>w</dl>", "k\nv\nl\nw"),
        ("a<pre>\n  b\r\n c\n\n</pre>d", "a\n\n  b\n c\n\nd"),
        ("<pre><code>x  y</code></pre>", "x  y"),
        ("<p>a&nbsp; b</p><p>&nbsp;</p><p>c", "a\u00a0 b\n\nc"),
        ("<p>&ldquo;caf&eacute;&rdquo; &#8212; &#150; &amp;lt; &#x1F600;", "“café” — – &lt; 😀"),
        ("he <q>said <q>this</q></q> now", "he “said ‘this’” now"),
        ("<button>A</button><button>B</button>", "A B"),
        ("<figure><img alt='a bridge'><figcaption>The bridge.</figcaption></figure><p>x", "The bridge.\n\nx"),
        ("<p>x<wbr>y<sup>2</sup>", "xy2"),
        ("no tags at all", "no tags at all"),
        ("<li>a</br>b</p></span>c", "abc"),
        ("<p>a</body></html>tail", "a\n\ntail"),
        ("<a href=x>1<a href=y>2</a>", "12"),
        ("<p>1 < 2 && 3 > 2", "1 < 2 && 3 > 2"),
        ("<p>a<!-- b --><!--[if IE]>old<![endif]-->c<![if !IE]>d<![endif]>", "acd"),
        ("<script>var a = '<p>no</p>';</script>x<style>p{}</style>", "x"),
    ],
)
def test_blocks_are_lines(page: str, text: str) -> None:
    assert text_of(page) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>no</script>",
        "<style>no</style>",
        "<template><p>no</template>",
        "<noscript><img><p>no</noscript>",
        "<div hidden><p>no<div>no</div></div>",
        "<p style='color:red; DISPLAY : none'>no</p>",
        "<p style='visibility:hidden'>no</p>",
        "<span aria-hidden='true'>no<b>no</b></span>",
        "<svg><title>no</title><text>no</text></svg>",
        "<select><option>no<option>no</select>",
        "<textarea><p>no</textarea>",
        "<iframe src=x>no</iframe>",
        "<dialog>no</dialog>",
        "<div popover>no</div>",
        "<ul><li hidden>no</ul>",
        "<div hidden><span></div>",
        "<img alt=no>",
        "<input value=no>",
        "<!-- no -->",
    ],
)
def test_what_is_not_seen_is_left_out(hidden: str) -> None:
    assert text_of(f"<p>a</p>{hidden}<p>b</p>") == "a\n\nb"


@pytest.mark.parametrize(
    "shown", ["<details><summary>yes</summary></details>", "<dialog open>yes</dialog>", "<p style='display:block'>yes"]
)
def test_what_is_seen_stays(shown: str) -> None:
    assert "yes" in text_of(shown)


def test_boilerplate_stays_and_its_kind_is_known() -> None:
    page = (
        "<header>Herald</header><nav><ul><li>Home<li>News</ul></nav>"
        "<article><header><h1>T</h1></header><p>x</p><ul><li>i</ul></article>"
        "<aside>Related</aside><figure><figcaption>cap</figcaption></figure><div role=contentinfo>©</div>"
    )
    assert [(block.kind, block.text) for block in parse(page)[0]] == [
        ("header", "Herald"), ("navigation", "Home"), ("navigation", "News"), ("heading", "T"), ("paragraph", "x"),
        ("item", "i"), ("aside", "Related"), ("caption", "cap"), ("footer", "©"),
    ]  # fmt: skip
    assert join([Block("a", "1", True), Block("b", "2"), Block("c", "3", True)]) == "1\n2\n\n3"


@pytest.mark.parametrize("tag", ["div", "b", "td", "blockquote", "table", "li"])
def test_depth_costs_nothing_and_loses_nothing(tag: str) -> None:
    assert text_of(f"<{tag}>" * 10_000 + "deep" + f"</{tag}>" * 10_000 + "<p>after").split() == ["deep", "after"]


def test_xhtml_is_read_as_xml_where_it_is_that() -> None:
    head = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr">'
    page = f"{head}<head><script src='a'/></head><body><p>a&nbsp;&lt;b<![CDATA[<x>]]></p><div/>c</body></html>"
    blocks, meta = parse(page, strict=True)
    assert (join(blocks), meta.language) == ("a\u00a0<b<x>\n\nc", "fr")
    assert text_of(f"{head}<body><p>a<p>b</body>", strict=True) == "a\n\nb"
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body><p>&b;x</p></body></html>'
    assert "x" in text_of(bomb, strict=True)
    deep = f"{head}<body>{'<div>' * 5000}x{'</div>' * 5000}</body></html>"
    assert text_of(deep, strict=True) == "x"


WORDS = st.lists(st.text("abcé漢“”-.,!", min_size=1), min_size=1, max_size=8)
TAGS = st.sampled_from(["p", "div", "b", "a", "li", "ul", "td", "tr", "table", "section", "span", "q", "br", "em"])


@given(WORDS, st.data())
def test_every_word_stays_in_its_order(words: list[str], data: st.DataObject) -> None:
    page = ""
    for word in words:
        for _ in range(data.draw(st.integers(0, 3))):
            page += f"<{'/' if data.draw(st.booleans()) else ''}{data.draw(TAGS)}>"
        page += f" {word} "
    found = text_of(page)
    place = 0
    for word in words:
        place = found.index(word, place) + len(word)
    assert not any(line.strip(" ") != line for line in found.split("\n"))
    assert "\n\n\n" not in found


# What a page says about itself

LD = '<script type="application/ld+json">{}</script>'
NEWS = (
    '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Crews &amp; tugs", "datePublished":'
    ' "2025-03-14T06:00:00Z", "publisher": {"@type": "Organization", "name": "Herald"}, "url": "https://h.ex/a",'
    ' "inLanguage": "en-GB"}'
)


SAID = Meta("Crews & tugs", "Herald", "https://h.ex/a", "2025-03-14T06:00:00Z", "en-GB")


@pytest.mark.parametrize(
    ("head", "meta"),
    [
        ("", Meta()),
        ("<title> A \n &amp; B </title>", Meta(title="A & B")),
        ("<title>A – Herald</title><meta property='og:title' content='A'>", Meta(title="A")),
        (LD.format(NEWS), SAID),
        (
            LD.format(f'{{"@graph": [{{"@type": "WebPage", "headline": "no"}}, {NEWS}]}}'),
            SAID,
        ),
        (
            LD.format(f"//<![CDATA[\n[{NEWS}]\n//]]>"),
            SAID,
        ),
        (LD.format("{no json") + "<title>T</title>", Meta(title="T")),
        (LD.format("[" * 100_000) + "<title>T</title>", Meta(title="T")),
        (LD.format('{"@type": ["Thing", "BlogPosting"], "headline": ["A"], "publisher": "B"}'), Meta("A", "B")),
        (LD.format('{"@type": "NewsArticle", "headline": 7, "publisher": [], "url": {}}'), Meta()),
        (LD.format('{"@type": "NewsArticle", "headline": "\\ud800"}'), Meta()),
        (LD.format('{"@type": "Person", "headline": "no"}'), Meta()),
        ("<meta property='og:site_name' content='Herald'>", Meta(source="Herald")),
        ("<meta property='article:published_time' content='2025-03-14'>", Meta(published="2025-03-14")),
        ("<meta name=DC.date.issued content=2025-03-14>", Meta(published="2025-03-14")),
        ("<link rel='shortlink canonical' href='https://h.ex/b'>", Meta(url="https://h.ex/b")),
        ("<link rel=canonical href='/b'><meta property=og:url content='http://h.ex/c'>", Meta(url="http://h.ex/c")),
        ("<meta http-equiv=Content-Language content=de>", Meta(language="de")),
        ("<meta property=og:title content=''><title></title>", Meta()),
    ],
)
def test_only_what_the_page_says_is_known(head: str, meta: Meta) -> None:
    assert meta_of(head) == meta


def test_what_is_longer_than_any_title_is_none() -> None:
    assert meta_of(f"<title>Short</title><meta property=og:title content='{'x' * 2001}'>").title == "Short"


def test_the_language_and_the_date_in_the_text() -> None:
    page = "<html lang=en-GB><nav><time datetime=2001>no</time></nav><article><time datetime=2025-03-14>Fri</time>"
    assert parse(page)[1] == Meta(published="2025-03-14", language="en-GB")
    assert parse("<time datetime=2001>old</time><time itemprop=datePublished datetime=2025>x</time>")[1] == Meta(
        published="2025"
    )
    assert parse("<p><time datetime=2001>somewhere</time>")[1] == Meta()
    assert parse("<svg><title>no</title></svg><title>yes</title>x")[1].title == "yes"


# Bytes

FRENCH = (
    "Le maire a démissionné, a-t-il annoncé hier soir : « Je suis à bout », a-t-il déclaré à l’hôtel de ville, "
    "où la majorité s’était réunie après l’été — déjà."
)


@pytest.mark.parametrize(
    ("data", "guessed"),
    [
        (f"<p>{FRENCH}".encode(), None),
        (f"<meta charset=utf-8><p>{FRENCH}".encode(), None),
        (b"\xef\xbb\xbf" + f"<meta charset=iso-8859-1><p>{FRENCH}".encode(), None),
        (b"\xff\xfe" + f"<p>{FRENCH}".encode("utf-16-le"), None),
        (f"<meta charset='iso-8859-1'><p>{FRENCH}".encode("cp1252"), None),
        (f"<META http-equiv=Content-Type content='text/html; charset=Latin1'><p>{FRENCH}".encode("cp1252"), None),
        (f"<?xml version='1.0' encoding='windows-1252'?><p>{FRENCH}".encode("cp1252"), None),
        (f"<p>{FRENCH}".encode("cp1252"), "cp1252"),
        (f"<meta charset=utf-8><p>{FRENCH}".encode("cp1252"), "cp1252"),
        (f"<meta charset=klingon><p>{FRENCH}".encode(), None),
        (f"<meta charset=utf-16><p>{FRENCH}".encode(), None),
    ],
)
def test_encodings(data: bytes, guessed: str | None, read: Callable) -> None:
    options = ReadOptions()
    (found,) = read(HTML, data, "page.html", options)
    assert (found.item.article.key, found.item.article.text) == ("page", FRENCH)
    assert list(options.encodings.values()) == ([guessed] if guessed else [])


def test_a_given_encoding_wins(read: Callable) -> None:
    (found,) = read(HTML, b"<meta charset=utf-8><p>caf\xe9", options=ReadOptions(encoding="cp1252"))
    assert found.item.article.text == "café"


def test_names_of_encodings_mean_what_browsers_take_them_for() -> None:
    assert declared_encoding(b"<meta charset=iso-8859-1>") == "cp1252"
    assert declared_encoding(b"<meta charset=ks_c_5601-1987>") == "cp949"
    assert declared_encoding(b"<meta charset=gb2312>") == "gb18030"
    assert declared_encoding(b"<p>charset=latin1") is None


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<p>a\0b", "NUL"),
        (b"", "shows no text"),
        (b"<html><body><script>app()</script><div id=root></div>", "shows no text"),
        ("<p>«é» à ü ö ä".encode() + b"\xff.", "byte 21"),
        (b"\xff\xfea", "utf-16"),
    ],
)
def test_what_is_no_page_is_refused(data: bytes, word: str, read: Callable) -> None:
    (refused,) = read(HTML, data)
    assert isinstance(refused, Refusal)
    assert word in refused.reason


def test_a_page_that_is_too_large_is_refused(read: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.formats.html.MAX_LINE", 9)
    (refused,) = read(HTML, b"<p>0123456789")
    assert "MB" in refused.reason


def test_line_ends_of_the_file_do_not_matter(read: Callable) -> None:
    (found,) = read(HTML, b"<p>a\r\nb<pre>c\r\nd\re</pre>")
    assert isinstance(found, Found)
    assert found.item.article.text == "a b\n\nc\nd\ne"
