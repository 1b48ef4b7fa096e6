"""Text that people wrote: harmless, measured and cut, whatever it holds."""

import json
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from conftest import active_in
from visitlog.render.language import set_language
from visitlog.render.text import harmless, harmless_json, joined, line_ends, shortened, width_of, wrapped

ANY = st.text(st.characters())
COMMON = st.lists(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.sampled_from("éü ñ，。·…─あア한ЖΩ\u0301\u0308"),
        st.sampled_from(["❤️", "👩‍👩‍👧", "🏝️", "🎋"]),
    ),
    max_size=60,
).map("".join)
"""What names and notes are made of in most places."""

TRAPS = (
    "\0\t\n\r\x1b[31m\x07\x7f\x85\x9b1m\u061c\u200e\u200f\u2028\u2029\u202e\u2066\u2069\ufeff\ud800\U0010ffff"
)


@given(ANY)
@example(TRAPS)
def test_nothing_active_is_left_in_harmless_text(text: str) -> None:
    assert active_in(harmless(text), allowed="") == set()


@given(ANY)
@example(TRAPS)
def test_harmless_text_is_left_alone_from_then_on(text: str) -> None:
    assert harmless(harmless(text)) == harmless(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"])))
def test_ordinary_text_is_not_touched(text: str) -> None:
    assert harmless(text) == text


def test_what_acts_is_written_out() -> None:
    assert harmless("a\x1b[1mb\x9bc\u202ed") == "a\\x1b[1mb\\x9bc\\u202ed"
    assert harmless("one\ntwo\r\nthree\tfour") == "one two  three four"


@given(ANY.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
@example(TRAPS.replace("\ud800", ""))
def test_json_means_the_same_with_everything_active_escaped(text: str) -> None:
    document = json.dumps({"text": text}, ensure_ascii=False, indent=2)
    safe = harmless_json(document)
    assert json.loads(safe) == {"text": text}
    assert active_in(safe) == set()


@given(COMMON)
def test_width_is_never_less_than_the_terminals(text: str) -> None:
    assert width_of(text) >= wcswidth(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "王秀英",
            "Zoë",
            "e\u0301",
            "か\u3099",
            "नमस्ते",
            "กำ",
            "한글",
            "\u1112\u1161\u11ab",
            "𠮷野家",
            "１２",
            "\u3000",
        ),
        *("👩‍👩‍👧 家", "👍🏽", "👨🏻‍⚕️", "🏳️‍🌈", "👩‍❤️‍👨", "🇨🇳", "❤️", "☎️ x", "✅️", "1️⃣", "\u200b", "①"),
    ],
)
def test_names_are_as_wide_as_terminals_draw_them(text: str) -> None:
    assert width_of(text) == wcswidth(text)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)))
def test_an_ideograph_takes_two_cells(text: str) -> None:
    assert width_of(text) == 2 * len(text)


@given(COMMON, st.integers(min_value=4, max_value=80))
def test_shortened_text_fits_and_is_whole_when_it_fits_anyway(text: str, width: int) -> None:
    short = shortened(text, width)
    line = harmless(" ".join(text.split()))
    assert wcswidth(short) <= width
    if width_of(line) <= width:
        assert short == line
    else:
        kept = short.removesuffix("…")
        assert kept != short
        assert line.startswith(kept)


@given(COMMON, st.integers(min_value=10, max_value=80))
@example("a" * 200, 10)
@example("    " + "字" * 60, 11)
@example(" " * 50 + "x", 10)
def test_wrapped_lines_fit_and_hold_every_word(text: str, width: int) -> None:
    line = harmless(text)
    pieces = list(wrapped(line, width))
    assert all(wcswidth(piece) <= width for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(line.split())
    if width_of(line) <= width:
        assert pieces == [line]


def test_wrapped_lines_break_between_words_and_stay_as_far_in() -> None:
    assert list(wrapped("    one two three four", 13)) == ["    one two", "    three", "    four"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("灯泡有啥不好使的，我顺手给您弄弄？", 32, ["灯泡有啥不好使的，我顺手给您弄", "弄？"]),
        ("第4次上门，每7天，应在12月13日周一", 26, ["第4次上门，每7天，应在", "12月13日周一"]),
        ("占人数33%，占走访40%；按间隔应占5%", 33, ["占人数33%，占走访40%；按间隔应占", "5%"]),
        ("家里（办公室）", 6, ["家里", "（办公", "室）"]),
        ("王秀英 3-201，上门", 16, ["王秀英 3-201，", "上门"]),
        ("か\u3099か\u3099か\u3099", 4, ["か\u3099か\u3099", "か\u3099"]),
        ("家👩‍👩‍👧家👍🏽", 4, ["家👩‍👩‍👧", "家👍🏽"]),
    ],
)
def test_chinese_lines_end_where_chinese_lines_may(text: str, width: int, lines: list[str]) -> None:
    assert list(wrapped(text, width)) == lines
    ends = [0, *line_ends(text, width), len(text)]
    assert [text[one:other].rstrip() for one, other in pairwise(ends)] == lines


@given(COMMON, st.integers(min_value=4, max_value=80))
def test_the_ends_of_lines_cut_a_text_into_lines_that_fit(text: str, width: int) -> None:
    ends = [0, *line_ends(text, width), len(text)]
    assert ends == sorted(ends)
    assert all(wcswidth(text[one:other].rstrip(" ")) <= width for one, other in pairwise(ends))


@pytest.mark.parametrize(("language", "text"), [("en", "a, b"), ("zh", "a、b")])
def test_things_in_a_row_are_parted_as_the_language_does(language: str, text: str) -> None:
    try:
        set_language(language)
        assert joined(["a", "b"]) == text
    finally:
        set_language("en")
