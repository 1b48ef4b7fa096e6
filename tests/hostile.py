"""Texts that would act if they could, and the ways in which output is shown."""

HOSTILE: dict[str, str] = {
    "rich markup": "[red]not red[/red] [link=https://example.org]x[/link] [/]",
    "emoji code": ":smile: :warning: :thumbs_up:",
    "CSI": "\x1b[31mred\x1b[0m\x1b[2J\x1b[1A",
    "OSC": "\x1b]0;title\x07\x1b]8;;https://example.org\x1b\\link",
    "C1": "\x9b31m\x9d0;title\x9c",
    "bell, backspace, delete": "a\x07b\x08c\x7fd",
    "bidi override": "abc\u202edef\u202c\u2066ghi\u2069\u200f\u061c",
    "line separators": "one\u2028two\u2029three",
    "newline and tab": "one\ntwo\r\nthree\tfour",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "format string": "%s {name} {0} $HOME `id` \\n \\x1b",
    "quotes and JSON": '"}, "visits": {"1": {}}, "x": "\\u001b',
    "table marks": '"people": {',
    "combining": "Z\u0351\u036b\u0343a\u0300lgo",
    "wide": "全角ｗｉｄｅ👩‍👩‍👧",
    "nearly a dash": "\u2212\u2212json",
}
"""By what is hostile in it, a text."""

MODES: dict[str, dict[str, str]] = {
    "piped": {},
    "screen": {"FORCE_COLOR": "1", "NO_COLOR": "1"},
    "narrow screen": {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "40"},
    "Chinese screen": {"FORCE_COLOR": "1", "NO_COLOR": "1", "VISITLOG_LANG": "zh"},
}
"""By the kind of output, the environment that asks for it."""
