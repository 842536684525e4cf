"""CSV and TSV: cells keep their line ends, columns are found by name, ragged rows are refused by line."""

from collections.abc import Callable

import pytest

from workbench.errors import FormatError
from workbench.formats import format_named
from workbench.formats.base import ReadOptions, Refusal
from workbench.model.article import Meta

CSV = format_named("csv")


def rows(found: list) -> list[tuple[str, str]]:
    return [(item.item.article.key, item.item.article.text) for item in found]


def test_keys_texts_and_line_ends_inside_a_cell(read: Callable) -> None:
    data = b'id,text\r\n1,"a\r\nb\rc\nd"\r\n2,"say ""x"", y"\r\n'
    assert rows(read(CSV, data)) == [("1", "a\r\nb\rc\nd"), ("2", 'say "x", y')]


def test_a_byte_order_mark_is_no_part_of_the_first_name(read: Callable) -> None:
    assert rows(read(CSV, b"\xef\xbb\xbfid,text\n1,a\n")) == [("1", "a")]
    assert rows(read(CSV, "\ufeffid,text\n1,é\n".encode("utf-16-le"))) == [("1", "é")]


def test_tabs_in_a_tsv(read: Callable) -> None:
    assert rows(read(CSV, b"key\ttext\nk\ta, b\n", "x.tsv")) == [("k", "a, b")]


def test_a_row_without_a_key_is_named_by_file_and_number(read: Callable) -> None:
    assert rows(read(CSV, b"text\na\n\nb\n", "x.csv")) == [("x-1", "a"), ("x-2", "b")]


def test_another_text_column(read: Callable) -> None:
    assert rows(read(CSV, b"id,body\n1,a\n", options=ReadOptions(text_column="body"))) == [("1", "a")]


def test_what_is_known_about_an_article(read: Callable) -> None:
    (found,) = read(CSV, b"id,text,Headline,date,lang,url,outlet,x\n1,a,T,2025-01-02,en,,Herald,y\n")
    assert found.item.article.meta == Meta("T", "Herald", None, "2025-01-02", "en")


@pytest.mark.parametrize(("data", "word"), [(b"id,body\n1,a\n", "body"), (b"", "header")])
def test_a_missing_text_column_is_refused_with_those_that_there_are(data: bytes, word: str, read: Callable) -> None:
    with pytest.raises(FormatError, match=rf"line 1: .*{word}"):
        read(CSV, data)


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (b'id,text\n1,"a\nb"\n2,b,c\n3,d\n', 4, "3 cells"),
        (b"id,text\n1,a\n2\n3,d\n", 3, "1 cells"),
        (b"id,text\n1,a\n2,b\0c\n3,d\n", 3, "NUL"),
        (b"id,text\n1,a\n,b\n3,d\n", 3, "key"),
        (b'id,text\n1,a\n2,"b"c\n3,d\n', 3, "not CSV"),
        (b"id,text,title\n1,a,A\n2,b,B\0\n3,d,D\n", 3, "title: the text holds a NUL"),
        (b"id,text,url\n1,a,A\n2,b,B\0\n3,d,D\n", 3, "url: the text holds a NUL"),
    ],
)
def test_a_wrong_row_is_refused_by_its_line_and_the_others_are_read(
    data: bytes, line: int, word: str, read: Callable
) -> None:
    found = read(CSV, data)
    (refused,) = [item for item in found if isinstance(item, Refusal)]
    assert refused.where.line == line
    assert word in refused.reason
    assert len(found) == 3


def test_a_lone_surrogate_beside_the_text_is_refused(read: Callable) -> None:
    (refused,) = read(CSV, b"id,text,title\n1,a,\\ud800\n", options=ReadOptions(encoding="unicode_escape"))
    assert "title: the text holds a lone surrogate U+D800" in refused.reason


def test_a_cell_that_is_too_large_is_refused_and_the_others_are_read(
    read: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.formats.csv_text.MAX_LINE", 9)
    found = read(CSV, b'id,text\n1,a\n2,"0123456789"\n3,d\n')
    assert [item.where.line for item in found if isinstance(item, Refusal)] == [3]
    assert rows([item for item in found if not isinstance(item, Refusal)]) == [("1", "a"), ("3", "d")]


def test_a_row_that_is_no_csv_counts_for_the_names_of_the_others(read: Callable) -> None:
    found = read(CSV, b'text\n"a"b\nc\n', "x.csv")
    assert rows(found[1:]) == [("x-2", "c")]


def test_a_header_that_is_no_csv_is_refused(read: Callable) -> None:
    (refused,) = read(CSV, b'"id"x,text\n1,a\n')
    assert refused.where.line == 1


def test_an_open_quotation_mark_is_refused(read: Callable) -> None:
    assert isinstance(read(CSV, b'id,text\n1,"a\n')[-1], Refusal)


def test_bytes_that_do_not_fit_the_encoding_are_refused(read: Callable) -> None:
    (refused,) = read(CSV, b"id,text\n1,caf\xe9\n", options=ReadOptions(encoding="utf-8"))
    assert "--encoding" in refused.reason


def test_one_wrong_byte_does_not_turn_all_others_into_garbage(read: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    data = "id,text\n1,«été» à Noël".encode() + b"\xe9\n"
    for sample in (1 << 20, 13, 14):
        monkeypatch.setattr("workbench.formats.decode._SAMPLE", sample)
        with pytest.raises(FormatError, match="UTF-8 but for byte 28"):
            read(CSV, data)


def test_a_guessed_encoding_is_reported(read: Callable) -> None:
    options = ReadOptions()
    text = (
        "Le maire a démissionné, a-t-il annoncé hier soir : « Je suis à bout », a-t-il déclaré à l’hôtel de ville, "
        "où la majorité s’était réunie après l’été."
    )
    assert rows(read(CSV, f'id,text\n1,"{text}"\n'.encode("cp1252"), options=options)) == [("1", text)]
    assert list(options.encodings.values()) == ["cp1252"]


@pytest.mark.parametrize("encoding", ["undefined", "punycode", "rot13", "klingon"])
def test_encodings_that_decode_no_text_are_refused(encoding: str, read: Callable) -> None:
    try:
        found = read(CSV, b"id,text\n1,a\n", options=ReadOptions(encoding=encoding))
    except FormatError as error:
        assert encoding in str(error)
    else:
        assert "--encoding" in found[0].reason


def test_a_given_encoding_leaves_the_order_of_bytes_to_the_mark(read: Callable) -> None:
    for order in ("utf-16-le", "utf-16-be"):
        data = "\ufeffid,text\n1,é\n".encode(order)
        assert rows(read(CSV, data, options=ReadOptions(encoding="utf-16"))) == [("1", "é")]
