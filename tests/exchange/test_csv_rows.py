"""CSV files of every common make are read, and those that can't be are refused in one sentence."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitlog.exchange.csv_rows import Rows, read_rows
from visitlog.exchange.encodings import decoded
from visitlog.model.errors import NotFound, Refused

CHINESE = "姓名,备注\n王秀英,屋顶漏雨，等答复\n李雷,电话没人接\n"


def rows_of(folder: Path, content: bytes | str) -> Rows:
    path = folder / "list.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_rows(path)


def refusal_of(folder: Path, content: bytes | str) -> str:
    with pytest.raises(Refused) as raised:
        rows_of(folder, content)
    return str(raised.value)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("gb18030", "GB18030"),
        ("gbk", "GB18030"),
    ],
)
def test_chinese_text_is_read_in_every_encoding_that_spreadsheets_write(
    tmp_path: Path, codec: str, name: str
) -> None:
    rows = rows_of(tmp_path, CHINESE.encode(codec))
    assert rows.encoding == name
    assert rows.header == ("姓名", "备注")
    assert rows.rows == ((2, ("王秀英", "屋顶漏雨，等答复")), (3, ("李雷", "电话没人接")))


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf16_is_read_in_either_byte_order(tmp_path: Path, mark: bytes) -> None:
    codec = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert rows_of(tmp_path, mark + CHINESE.encode(codec)).header == ("姓名", "备注")


@pytest.mark.parametrize(
    "name", ["José", "Müller", "Søren", "Conceição", "François", "Ångström", "Ærø", "Jürgen Löwe"]
)
def test_western_text_that_is_not_utf8_is_latin1(tmp_path: Path, name: str) -> None:
    rows = rows_of(tmp_path, f"name,note\n{name},ok\n".encode("latin-1"))
    assert (rows.encoding, rows.rows[0][1][0]) == ("Latin-1", name)


def test_rare_characters_do_not_make_chinese_text_western(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "姓名,电话\n朱镕喆,1\n".encode("gb18030"))
    assert (rows.encoding, rows.rows[0][1][0]) == ("GB18030", "朱镕喆")


def test_plain_ascii_is_utf8(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b"name\nAda\n").encoding == "UTF-8"


def test_damaged_utf8_is_refused_with_its_line_and_not_read_as_nonsense(tmp_path: Path) -> None:
    whole = (CHINESE + "赵云,修好了\n").encode()
    assert "line 4" in refusal_of(tmp_path, whole[:-2])
    assert "line 2" in refusal_of(tmp_path, b"\xef\xbb\xbf" + whole.replace("英".encode(), b"\xff"))
    assert "UTF-16" in refusal_of(tmp_path, CHINESE.encode("utf-16")[:-1])


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_in_utf8_comes_back_as_it_was(text: str) -> None:
    assert decoded(b"\xef\xbb\xbf" + text.encode(), Path("x.csv")) == (text, "UTF-8")


@given(st.binary())
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        text, encoding = decoded(content, Path("x.csv"))
    except Refused:
        return
    assert isinstance(text, str)
    assert encoding in ("UTF-8", "UTF-16", "GB18030", "Latin-1")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found_in_the_header(tmp_path: Path, delimiter: str) -> None:
    rows = rows_of(
        tmp_path, delimiter.join(("name", '"a,;|,;|"', "note")) + "\n" + delimiter.join("xyz") + "\n"
    )
    assert rows.delimiter == delimiter
    assert rows.header == ("name", "a,;|,;|", "note")
    assert rows.rows == ((2, ("x", "y", "z")),)


def test_one_column_needs_no_delimiter(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "name\nAda Oak\n").rows == ((2, ("Ada Oak",)),)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_row_has_the_line_on_which_it_starts(tmp_path: Path, end: str) -> None:
    lines = ["name,note", 'Ada,"two', 'lines, ""quoted"""', "", ",", "Bo,x", "  ,", "Cy,y"]
    rows = rows_of(tmp_path, end.join(lines))
    assert rows.rows == ((2, ("Ada", f'two{end}lines, "quoted"')), (6, ("Bo", "x")), (8, ("Cy", "y")))


def test_header_may_stand_after_blank_lines_and_hold_line_ends(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, '\n\n"  full\n name ";phone \nAda;1,2\n')
    assert rows.header == ("full name", "phone")
    assert rows.rows == ((5, ("Ada", "1,2")),)


def test_no_line_separator_but_the_three_usual_ones_ends_a_row(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "name,note\nAda,a\u2028b\x0bc\x85d\n").rows == (
        (2, ("Ada", "a\u2028b\x0bc\x85d")),
    )


def test_columns_without_a_name_may_be_several(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "name,,\nAda,,\n").header == ("name", "", "")


def test_two_columns_of_the_same_name_are_refused(tmp_path: Path) -> None:
    assert 'two columns called "phone"' in refusal_of(tmp_path, "name,phone, phone\nAda,1,2\n")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b" , ,\n", b'""\n'])
def test_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "is empty" in refusal_of(tmp_path, content)


@pytest.mark.parametrize(
    "content",
    [b"n\x00ame\nx\n", CHINESE.encode("utf-16-le"), b"\xff\xfe\x00\x00" + CHINESE.encode("utf-32-le")],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "not a text file" in refusal_of(tmp_path, content)


def test_nul_in_a_row_is_left_to_that_row(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b"name\nA\x00da\nBo\n").rows == ((2, ("A\0da",)), (3, ("Bo",)))


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\x00rest", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"])
def test_spreadsheet_is_told_to_be_saved_as_csv(tmp_path: Path, content: bytes) -> None:
    assert "is a spreadsheet" in refusal_of(tmp_path, content)


@pytest.mark.parametrize("rest", ["and more\nBo,y\n", "x" * 140_000 + "\n"])
def test_quote_that_is_never_closed_is_refused_and_swallows_nothing(tmp_path: Path, rest: str) -> None:
    assert "line 3" in refusal_of(tmp_path, f'name,note\nAda,x\nCy,"open {rest}')


def test_quotes_within_a_cell_are_no_matter(tmp_path: Path) -> None:
    assert rows_of(tmp_path, 'name,note\nAda,5" pipe\nBo,"a" b\n').rows == (
        (2, ("Ada", '5" pipe')),
        (3, ("Bo", "a b")),
    )


def test_missing_file_folder_and_pipe_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no file"):
        read_rows(tmp_path / "no.csv")
    with pytest.raises(Refused) as raised:
        read_rows(tmp_path)
    assert "is a folder" in str(raised.value)
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(Refused) as raised:
        read_rows(tmp_path / "pipe.csv")
    assert "not a plain file" in str(raised.value)


def test_name_that_the_system_can_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="can't be read"):
        read_rows(tmp_path / ("x" * 5000))


def test_file_name_is_kept_as_valid_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"l\xffst.csv")
    path.write_bytes(b"name\nAda\n")
    assert read_rows(path).name == "l\\udcffst.csv"
