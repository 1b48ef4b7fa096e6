"""What a TAB offers, what it leaves alone, and what it loads; in this process."""

import os
import subprocess
from pathlib import Path
from unittest import mock

import pytest
from tools import completion as table

from conftest import Real, Vl, active_in
from visitlog.cli.card import entries
from visitlog.cli.completion import answer
from visitlog.cli.shell_words import for_bash, half_typed
from visitlog.render.language import set_language
from visitlog.store.outline import Outline

BREAKS = " \t\n\"'@><=;|&(:"
"""What bash has in COMP_WORDBREAKS unless the user changes it."""


def lines(vl: Vl, line: str, shell: str = "zsh", **env: str) -> list[str]:
    """The answer to a TAB at the end of a line."""
    with mock.patch.dict(os.environ, {**vl.env, **env}, clear=True):
        try:
            return answer(shell, [line, BREAKS])
        finally:
            set_language("en")


def tab(vl: Vl, line: str, shell: str = "zsh", **env: str) -> list[str]:
    """The words that a TAB offers."""
    first, *rest = lines(vl, line, shell, **env)
    assert first == "words"
    return [one.partition("\t")[0] for one in rest]


def test_what_commands_take_is_what_the_list_says() -> None:
    assert table.main(["--check"]) == 0


def test_commands_are_offered_and_those_under_one_word(lane: Vl) -> None:
    shown = [name for name, entry in entries().items() if not entry.is_alias]
    assert tab(lane, "visitlog ") == shown
    assert tab(lane, "vl su") == ["summary"]
    assert tab(lane, "vl matter ") == ["open", "close", "list"]
    assert tab(lane, "vl nonsense ") == []


def test_commands_and_flags_are_explained_where_the_shell_shows_it(lane: Vl) -> None:
    assert lines(lane, "vl mat") == ["words", "matter\tdisputes, requests, inquiries"]
    assert lines(lane, "vl log ada --asked") == [
        "words",
        "--asked\tthey asked for it; it does not count to a ceiling",
    ]


def test_flags_are_those_of_the_command(lane: Vl) -> None:
    assert tab(lane, "vl log ada --hosp") == ["--hospitality", "--hospitality-declined"]
    assert tab(lane, "vl due --hosp") == []
    assert {"--journal", "--install-completion"} <= set(tab(lane, "vl --"))
    assert "--no-sensitive" in tab(lane, "vl edit 1 --")
    assert tab(lane, "vl log ada -- --ho") == []


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("vl log ada -f ", ["planned", "dropin", "meeting", "chance", "phone"]),
        ("vl log ada -f 偶", ["偶遇"]),
        ("vl log ada -r o", ["out"]),
        ("vl log ada --place=o", ["--place=office"]),
        ("vl log ada -fch", ["-fchance"]),
        ("vl retire ada d", ["died", "declined"]),
        ("vl retire ada ", ["moved", "handed-over", "died", "declined"]),
        ("vl group set elder --counts planned,ph", ["planned,phone"]),
        ("vl topic set health --place a", ["any"]),
        ("vl summary --split to", ["topic"]),
        ("vl promise ada x --owed-by ", ["us", "them"]),
        ("vl event ada wed", ["wedding"]),
        ("vl people -g elder --area 东", ["东街"]),
        ("vl people --area E", ["East Lane"]),
        ("vl people -g hard", ["hardship"]),
        ("vl group show 困难", ["困难家庭"]),
        ("vl log ada --topic pap", ["papers"]),
        ("vl log ada any words of a not", []),
        ("vl log ada --on fri", []),
        ("vl move P1 -2w", []),
    ],
)
def test_values_are_those_that_the_option_takes(lane: Vl, line: str, offered: list[str]) -> None:
    assert tab(lane, line) == offered


def test_in_chinese_choices_are_offered_in_chinese_and_english_ones_once_typed(lane: Vl) -> None:
    assert tab(lane, "vl log 3 -f ", VISITLOG_LANG="zh")[-2:] == ["偶遇", "电话"]
    assert tab(lane, "vl log 3 -f ch", VISITLOG_LANG="zh") == ["chance"]
    assert tab(lane, "vl event 3 ", VISITLOG_LANG="zh")[:2] == ["添丁", "结婚"]
    assert "困难家庭" in tab(lane, "vl group show ", VISITLOG_LANG="zh")
    assert tab(lane, "vl topic set 政策 --place ", VISITLOG_LANG="zh")[-1] == "不限"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("a", ["Ada Oak"]),
        ("ADA o", ["Ada Oak"]),
        ("oak", ["Ada Oak"]),
        ("ao", ["Ada Oak"]),
        ("王秀", ["王秀英"]),
        ("王奶", ["王奶奶"]),
        ("3-", ["3-201"]),
        ("zed", []),
        ("ada,b", ["ada,Ben Elm"]),
        ("ada，王", ["ada，王秀英"]),
        ("ada, b", ["ada, Ben Elm"]),
    ],
)
def test_people_are_found_by_name_short_way_alias_and_door(lane: Vl, typed: str, offered: list[str]) -> None:
    assert tab(lane, f"vl log '{typed}") == offered


def test_pinyin_keys_that_the_journal_holds_find_the_name(lane: Vl) -> None:
    text = lane.journal.read_text("utf-8")
    keyed = text.replace('"name":"王秀英"', '"name":"王秀英","keys":["wxy","wangxiuying"]')
    lane.journal.write_text(keyed, "utf-8")
    assert tab(lane, "vl brief wx") == tab(lane, "vl brief wangxiu") == ["王秀英"]
    # Fish leaves out what does not begin as the word does.
    assert lines(lane, "vl brief wx", "fish") == ["words", "wxy\t王秀英"]


def test_in_chinese_people_stand_in_the_order_of_their_pinyin(vl: Vl) -> None:
    for name in ("赵敏", "李娜", "安然", "Bo Lin"):
        vl.ok("add", name)
    listed = [row["name"] for row in vl.ok("--json", "people", env={"VISITLOG_LANG": "zh"}).data["people"]]
    for shell in ("bash", "zsh", "fish"):
        offered = [word.replace("\\ ", " ") for word in tab(vl, "vl show ", shell, VISITLOG_LANG="zh")]
        assert offered == listed == ["安然", "Bo Lin", "李娜", "赵敏"]
    assert tab(vl, "vl show ") == ["Bo Lin", "安然", "李娜", "赵敏"]


def test_of_several_found_by_another_way_the_typed_word_stays(lane: Vl) -> None:
    lane.ok("add", "Eva Oak")
    assert tab(lane, "vl brief oak") == ["Ada Oak", "Eva Oak", "oak"]
    assert tab(lane, "vl brief ev") == ["Eva Oak", "Eve Yew"]


def test_who_has_left_is_offered_only_when_nobody_else_fits(lane: Vl) -> None:
    lane.ok("retire", "ben", "moved")
    assert "Ben Elm" not in tab(lane, "vl brief ")
    assert tab(lane, "vl resume b") == ["Ben Elm"]


def test_a_name_may_hold_a_comma_where_it_stands_first(lane: Vl) -> None:
    lane.ok("add", "Yew, Fay")
    assert tab(lane, "vl log 'yew, ") == ["Yew, Fay"]
    assert tab(lane, "vl log 'ada,yew") == []


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("vl done ", ["P1", "P2", "P3", "P4", "P5", "A1", "M1"]),
        ("vl done p", ["P1", "P2", "P3", "P4", "P5"]),
        ("vl done b", ["Ben Elm"]),
        ("vl drop A", ["A1"]),
        ("vl missed a1 th", ["them"]),
        ("vl matter close ", ["M1"]),
        ("vl log ada --matter M", ["M1"]),
    ],
)
def test_records_are_offered_while_they_are_open(lane: Vl, line: str, offered: list[str]) -> None:
    lane.ok("book", "ada", "friday", "10:00")
    lane.ok("matter", "open", "ada", "fence")
    assert tab(lane, line) == offered


def test_a_record_is_explained_by_whose_it_is_and_never_by_what_it_says(lane: Vl) -> None:
    explained = lines(lane, "vl done P")
    assert "P1\tAda Oak 2026-11-20" in explained
    assert "P4\tCleo Ash 2026-11-24" in explained
    everything = "\n".join(line for word in "VPAEM" for line in lines(lane, f"vl edit {word}"))
    assert "V10" in everything
    for text in ("specialist", "roof", "medicine", "secret", "market"):
        assert text not in everything


def test_a_name_like_an_option_is_not_offered(lane: Vl) -> None:
    lane.ok("add", "--", "--plain")
    assert "--plain" not in tab(lane, "vl log ")
    assert "--plain" not in tab(lane, "vl log -- -")


def test_nothing_active_reaches_the_shell(lane: Vl) -> None:
    lane.ok("add", "Fay\x1b[31mRed", "--alias", "two\nlines")
    lane.ok("add", "Gil Fen", "--alias", "\u202egil", "--area", "a\x07b")
    for shell in ("bash", "zsh", "fish"):
        for line in (
            "vl log ",
            "vl log f",
            "vl log g",
            "vl log t",
            "vl people --area ",
            "vl edit ",
            "vl done ",
        ):
            assert active_in("\n".join(lines(lane, line, shell)), "\n\t") == set()
    assert tab(lane, "vl log fay") == []
    assert tab(lane, "vl log g") == ["Gil Fen"]


@pytest.mark.parametrize("line", ["vl import ", "vl backup x", "vl --journal ~/", "vl export --format csv "])
def test_where_a_file_is_wanted_the_shell_is_told_so(lane: Vl, line: str) -> None:
    assert lines(lane, line) == ["files"]


def test_the_journal_of_the_line_is_the_one_looked_into(lane: Vl) -> None:
    other = lane.home / "other.json"
    lane.ok("--journal", str(other), "add", "Zoe Ash")
    assert tab(lane, f"vl --journal {other} log z") == ["Zoe Ash"]
    assert tab(lane, f"vl --journal={other} log a") == ["Zoe Ash"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[]", b'{"people": 3}', b'{\n"people": {\n"1": {"na']
)
def test_a_damaged_journal_has_nobody_to_offer_and_is_left_alone(vl: Vl, content: bytes) -> None:
    vl.journal.parent.mkdir()
    vl.journal.write_bytes(content)
    assert tab(vl, "vl log a") == []
    assert vl.bytes == content


def test_records_of_odd_shapes_are_passed_over(vl: Vl) -> None:
    vl.journal.parent.mkdir()
    people = (
        '{"1": {"name": 3}, "x": {"name": "No"}, "2": 5, "3": {"name": "Ida", "aliases": "i", "keys": [1]}}'
    )
    promises = '{"1": {"person": "y"}, "2": {"person": 3, "people": {}}}'
    vl.journal.write_text(
        f'{{"people": {people}, "promises": {promises}, "groups": {{"1": {{"label": 1}}}}}}'
    )
    assert tab(vl, "vl log i") == ["Ida"]
    assert tab(vl, "vl done P") == ["P1", "P2"]
    assert tab(vl, "vl group show x") == []


def test_a_long_journal_is_read_down_to_its_visits_only(lane: Vl) -> None:
    long = lane.journal.read_text("utf-8").replace("knee better", "knee better " * 50_000)
    lane.journal.write_text(long, "utf-8")
    journal = Outline(lane.journal)
    assert next(document["name"] for _id, document in journal.documents("people")) == "Ada Oak"
    assert len(journal._head) < len(long) / 2
    assert [id for id, _document in journal.documents("visits")][-1] == 10


def test_a_tab_makes_nothing(vl: Vl) -> None:
    assert tab(vl, "vl log a") == []
    assert list(vl.home.iterdir()) == []


def test_broken_settings_are_no_matter(lane: Vl) -> None:
    settings = lane.home / "config.toml"
    settings.write_text("no such = thing")
    assert tab(lane, "vl log a", VISITLOG_CONFIG=str(settings)) == ["Ada Oak"]


HEAVY = {"typer", "click", "rich", "pypinyin", "borax", "dateutil", "pydantic", "tinydb", "orjson", "tomllib"}


@pytest.mark.parametrize(
    ("line", "lang"), [("vl log a", "en"), ("vl log a", "zh"), ("vl log ada --pl", "en"), ("vl done P", "en")]
)
def test_a_tab_loads_neither_typer_nor_rich_nor_the_records(
    lane: Vl, real: Real, line: str, lang: str
) -> None:
    assert tab(lane, line)
    loaded = real.modules(line, BREAKS, env={"_VISITLOG_COMPLETE": "bash", "VISITLOG_LANG": lang})
    assert loaded & HEAVY == set()
    assert not any(
        name.startswith(("visitlog.model.records", "visitlog.actions", "typer.")) for name in loaded
    )


@pytest.mark.parametrize(
    ("line", "words", "word", "kept", "quote"),
    [
        ("vl log Ada\\ O", ("vl", "log"), "Ada O", "", ""),
        ('vl log "Ada O', ("vl", "log"), "Ada O", "", '"'),
        ("vl log ada,'Ben O", ("vl", "log"), "ada,Ben O", "ada,", "'"),
        ('vl "a\\"b" x', ("vl", 'a"b'), "x", "", ""),
        ("A=1 vl --place=o", ("vl",), "--place=o", "--place=", ""),
        ("vl a\\:b", ("vl",), "a:b", "", ""),
        ("vl ''  b", ("vl", ""), "b", "", ""),
        ("vl tail\\", ("vl",), "tail", "", ""),
        ("vl ", ("vl",), "", "", ""),
    ],
)
def test_a_half_typed_line_is_taken_apart_as_bash_does(
    line: str, words: tuple[str, ...], word: str, kept: str, quote: str
) -> None:
    assert half_typed(line, BREAKS) == (words, word, kept, quote)


def test_fish_has_its_own_escapes_between_quotes() -> None:
    assert half_typed("vl 'O\\'Neil", is_fish=True).word == "O'Neil"
    assert half_typed('vl "a\\$b\\`', is_fish=True).word == "a$b\\`"


@pytest.mark.parametrize(
    "name", ["Ben O'Neil", "$HOME `id` *", 'quo"te\\', "~root {a,b} (x) #1;&|<>?[!]^", "王 秀英"]
)
def test_what_is_written_into_bash_is_read_back_as_it_was(name: str) -> None:
    bash = ["bash", "-c"]
    for opened in ("", "'", '"'):
        typed = f"printf %s {opened}{for_bash(name, opened)}{opened}"
        assert subprocess.run([*bash, typed], capture_output=True, check=True).stdout.decode() == name


def test_the_scripts_are_printed_and_put_where_the_shells_look(vl: Vl) -> None:
    shells = {
        "bash": [
            ".local/share/bash-completion/completions/visitlog",
            ".local/share/bash-completion/completions/vl",
        ],
        "zsh": [".zfunc/_visitlog"],
        "fish": [".config/fish/completions/visitlog.fish", ".config/fish/completions/vl.fish"],
    }
    for shell, places in shells.items():
        script = vl.ok("--show-completion", shell).out
        assert "_VISITLOG_COMPLETE" in script
        told = vl.ok("--install-completion", env={"SHELL": f"/usr/bin/{shell}"}).out
        for place in places:
            assert (vl.home / place).read_text() == script
            assert f"written: {vl.home / place}" in told
        assert "Open a new shell" in told


def test_installing_twice_changes_nothing_and_keeps_the_users_lines(vl: Vl) -> None:
    settings = vl.home / ".zshrc"
    settings.write_text("alias v=vl")
    assert f"added to {settings}" in vl.ok("--install-completion", "zsh").out
    once = settings.read_text()
    first, second = once.splitlines()
    assert first == "alias v=vl"
    assert second.startswith(f"source {vl.home}/.zfunc/_visitlog")
    assert "added" not in vl.ok("--install-completion", "zsh").out
    assert settings.read_text() == once


def test_an_unknown_shell_and_a_place_that_cannot_be_written_are_told(vl: Vl) -> None:
    assert "bash, zsh, fish" in vl.refuses(2, "--install-completion", "csh")
    assert "bash, zsh, fish" in vl.refuses(2, "--install-completion", env={"SHELL": "/bin/csh"})
    Path(vl.home / ".zfunc").write_text("a file")
    assert "--show-completion" in vl.refuses(1, "--install-completion", "zsh")
