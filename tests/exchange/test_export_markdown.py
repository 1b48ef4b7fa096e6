"""Text that people wrote, within Markdown: a reader sees it as it was written, and none of it is markup."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt  # rich brings it

from visitlog.render.markdown import escaped, item
from visitlog.render.text import harmless

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"text", "text_special"}
SIGNS = st.text("\\`*_[]()<>|~#$&:!-+=.1aé王 \"'{}", max_size=20)


def read(markdown: str) -> tuple[list[str], set[str], set[str]]:
    """The lines of text that a reader shows, and the kinds of block and of inline markup that it finds."""
    tokens = READER.parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    text = "".join("\n" if child.type == "hardbreak" else child.content for child in inline)
    return text.split("\n"), {token.type for token in tokens}, {child.type for child in inline}


@pytest.mark.parametrize(
    "text",
    [
        "[red]x[/red]",
        ":smile:",
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "*a* _b_ **c** `d` ~~e~~",
        "![x](http://x/y.png)",
        "[a](javascript:b)",
        "&lt;b&gt; &#42;",
        "a \\ b\\",
        "| a | b |",
        "# 12",
        "10:20:30",
        "$x$",
        "王秀英：屋顶漏雨",
    ],
)
def test_text_is_shown_as_it_was_written(text: str) -> None:
    shown, _, inline = read(f"- said: {escaped(text)}")
    assert shown == [f"said: {text}"]
    assert inline <= PLAIN


@given(SIGNS)
@settings(max_examples=300, deadline=None)
def test_no_text_is_markup(text: str) -> None:
    shown, _, inline = read(f"- said: {escaped(text)}.")
    assert inline <= PLAIN
    assert shown == [f"said: {harmless(' '.join(text.split()))}."]


def test_a_name_that_looks_like_a_shortcode_is_escaped_though_a_reader_may_know_none() -> None:
    assert escaped(":smile:") == "\\:smile:"
    assert escaped("at 10:20") == "at 10:20"


@given(st.lists(SIGNS, max_size=4))
@settings(max_examples=300, deadline=None)
def test_the_lines_of_a_note_stay_lines_and_begin_nothing(lines: list[str]) -> None:
    text = "\n".join(["note", *lines])
    shown, blocks, inline = read("- V1\n" + "\n".join(item("", text)))
    wanted = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert inline <= {*PLAIN, "hardbreak"}
    assert shown == ["V1" + wanted[0], *wanted[1:]]
    assert (
        not {"heading_open", "hr", "blockquote_open", "code_block", "table_open", "ordered_list_open"}
        & blocks
    )


@pytest.mark.parametrize("line", ["- x", "+ x", "1. x", "2) x", "# x", "> x", "---", "===", "    x", "| x |"])
def test_a_line_that_begins_like_a_block_is_text(line: str) -> None:
    _, blocks, inline = read("- V1\n" + "\n".join(item("", f"note\n{line}")))
    assert blocks <= {
        *("bullet_list_open", "list_item_open", "paragraph_open", "inline"),
        *("paragraph_close", "list_item_close", "bullet_list_close"),
    }
    assert inline <= {*PLAIN, "hardbreak"}


def test_what_acts_on_a_terminal_is_written_out() -> None:
    assert "\x1b" not in escaped("a\x1b[31mb")
    assert "\u202e" not in "".join(item("", "a\n\u202eb"))


def test_an_empty_text_is_an_empty_item() -> None:
    assert item("", " \n ") == ["  - "]
