"""Plain text is exactly what was decoded; encodings that were guessed are reported."""

from collections.abc import Callable

import pytest

from workbench.formats import format_named
from workbench.formats.base import Found, ReadOptions, Refusal

PLAIN = format_named("text")
CSV = format_named("csv")
TEXT = "Le maire a démissionné, dit-elle, « après l’été » — déjà.\r\n"


@pytest.mark.parametrize(
    ("data", "guessed"),
    [
        (TEXT.encode(), None),
        (b"\xef\xbb\xbf" + TEXT.encode(), None),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), None),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), None),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), None),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(data: bytes, guessed: str | None, read: Callable) -> None:
    options = ReadOptions()
    (found,) = read(PLAIN, data, "article.txt", options)
    assert (found.item.article.key, found.item.article.text) == ("article", TEXT)
    assert list(options.encodings.values()) == ([guessed] if guessed else [])


CHINESE = "外交部发言人周五在北京表示，双方已就水坝问题达成协议，并将于下周举行第二轮会谈。"


@pytest.mark.parametrize("end", ["", "\n", " "])
@pytest.mark.parametrize("shift", [0, 1])
def test_an_encoding_is_recognised_wherever_the_sample_is_cut(
    end: str, shift: int, read: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.formats.decode._SAMPLE", 4096)
    text = "x" * shift + (CHINESE + end) * 100
    options = ReadOptions()
    (found,) = read(PLAIN, text.encode("gb18030"), options=options)
    assert found.item.article.text == text
    assert list(options.encodings.values()) == ["gb18030"]
    (found,) = read(CSV, f"text\n{text.replace(chr(10), '')}\n".encode("gb18030"))
    assert found.item.article.text == text.replace("\n", "")


@pytest.mark.parametrize("text", ["", "\r", "a\r\n\r\nb\n\r", "\n\n", " \u00a0\ufeff ", "\u2028\u0085\x1c"])
def test_nothing_is_changed(text: str, read: Callable) -> None:
    (found,) = read(PLAIN, text.encode())
    assert found.item.article.text == text


def test_a_second_mark_is_text(read: Callable) -> None:
    (found,) = read(PLAIN, b"\xef\xbb\xbf\xef\xbb\xbfa")
    assert found.item.article.text == "\ufeffa"


def test_a_given_encoding_is_no_guess(read: Callable) -> None:
    options = ReadOptions(encoding="latin-1")
    (found,) = read(PLAIN, b"caf\xe9", options=options)
    assert found.item.article.text == "café"
    assert not options.encodings


@pytest.mark.parametrize(
    ("data", "encoding", "word"),
    [
        (b"a\0b", None, "NUL character at 1"),
        (b"caf\xe9", "utf-8", "byte 3"),
        ("«été» à Noël".encode() + b"\xe9.", None, "UTF-8 but for byte 18"),
        (b"\xff\xfea", None, "utf-16"),
        (b"a", "klingon", "klingon"),
        (b"a", "rot13", "rot13"),
        (b"a", "undefined", "undefined"),
        (b"xn--\xff", "idna", "idna"),
        (b"+2AA-", "utf-7", ""),
        (b"\\ud800", "unicode_escape", "D800"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, encoding: str | None, word: str, read: Callable) -> None:
    (refused,) = read(PLAIN, data, options=ReadOptions(encoding=encoding))
    assert isinstance(refused, Refusal)
    assert word in refused.reason


def test_the_key_is_the_name_without_its_ending(read: Callable) -> None:
    (found,) = read(PLAIN, b"", "2022-01-06.seoul.txt")
    assert isinstance(found, Found)
    assert found.item.article.key == "2022-01-06.seoul"


@pytest.mark.parametrize(
    ("order", "encoding"),
    [("utf-16-le", "utf-16"), ("utf-16-be", "utf-16"), ("utf-32-be", "utf-32"), ("utf-8", "utf-8-sig")],
)
def test_a_given_encoding_leaves_the_order_of_bytes_to_the_mark(order: str, encoding: str, read: Callable) -> None:
    (found,) = read(PLAIN, "\ufeffé".encode(order), options=ReadOptions(encoding=encoding))
    assert found.item.article.text == "é"
