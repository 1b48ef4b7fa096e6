"""Help that teaches: every command, its options, and examples that are real."""

import itertools
import re
import shlex
from collections.abc import Iterator
from importlib import import_module

import pytest

from conftest import Vl, begin_lane
from visitlog.cli.card import CARD, entries

PLAIN = [(name,) for name, entry in entries().items() if not entry.is_group]
GROUPS = [(name,) for name, entry in entries().items() if entry.is_group]


def _nested() -> Iterator[tuple[str, str]]:
    for name, entry in entries().items():
        if entry.is_group:
            app = getattr(import_module(f"visitlog.cli.{entry.module}"), entry.function)
            yield from ((name, word) for word in app().commands)


NESTED = list(_nested())
ALL = [*PLAIN, *NESTED]


def section(text: str, title: str) -> list[str]:
    """The entries of one section of a help text, without the lines that only go on with one."""
    found = re.search(rf"^{title}[:：]\n((?:(?:  .*)?\n)+)", text + "\n", re.MULTILINE)
    lines = found[1].splitlines() if found else []
    return [line[2:] for line in lines if re.match(r"  \S", line)]


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_help_says_what_it_does_what_it_takes_and_shows_real_examples(
    vl: Vl, command: tuple[str, ...]
) -> None:
    told = vl.ok(*command, "--help")
    assert told.err == ""
    assert told.out.startswith(f"Usage: visitlog {' '.join(command)}")
    assert any("--json" in line for line in section(told.out, "Options"))
    assert any("--help" in line for line in section(told.out, "Options"))
    examples = section(told.out, "Examples")
    assert len(examples) >= 2
    assert list(vl.home.iterdir()) == []


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_the_examples_of_help_can_be_typed_as_they_stand(
    vl: Vl, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    vl.start(begin_examples)
    monkeypatch.chdir(vl.home)
    before = vl.bytes
    assert before is not None
    english = section(vl.ok(*command, "--help").out, "Examples")
    chinese = section(vl.ok(*command, "--help", env={"VISITLOG_LANG": "zh"}).out, "例子")
    assert len(chinese) == len(english)
    for example in dict.fromkeys([*english, *chinese]):
        words = shlex.split(example)
        while "=" in words[0]:
            words.pop(0)
        assert words.pop(0) == "visitlog"
        assert words[0] in entries() or words[0] == "--json"
        told = vl(*itertools.takewhile(lambda word: word not in (">", "|"), words), env={"EDITOR": "true"})
        assert told.code != 2, f"{example}: {told.err}"
        vl.journal.write_bytes(before)


def begin_examples(vl: Vl) -> None:
    """Makes the small journal, and adds the people and the promises that examples name."""
    vl.start(begin_lane)
    vl.ok("add", "Wang Xiuying", "--alias", "wxy", "--door", "9-999")
    vl.ok("add", "李娜", "--alias", "Li Na")
    for number in range(31 - len(vl.table("promises"))):
        vl.ok("promise", "李娜", f"thing {number}", "--by", "friday")


@pytest.mark.parametrize("title", CARD)
def test_the_card_lists_each_command_in_its_section(vl: Vl, title: str) -> None:
    listed = [line.split()[0] for line in section(vl.ok("--help").out, title)]
    assert listed == [name for name, entry in CARD[title].items() if not entry.is_alias]


def test_the_card_is_in_the_order_of_the_day(vl: Vl) -> None:
    out = vl.ok("--help").out
    titles = [line[:-1] for line in out.splitlines() if re.fullmatch(r"[A-Z][\w ]+:", line)]
    assert [title for title in titles if title in CARD] == list(CARD)
    assert titles[-1] == "Examples"
    assert len(section(out, "Examples")) == 2


def test_every_issue_2_command_of_the_contract_is_on_the_card() -> None:
    contract = "add log promise done drop cancel move due summary people show visits promises find when undo"
    assert {*contract.split(), "history", "remove", "group", "init", "import", "demo", "path"} <= set(
        entries()
    )


def test_help_of_group_lists_its_words(vl: Vl) -> None:
    listed = [line.split()[0] for line in section(vl.ok("group", "--help").out, "Commands")]
    assert listed == ["list", "show", "set", "remove"]


@pytest.mark.parametrize("command", GROUPS, ids=" ".join)
def test_help_of_a_word_with_commands_of_its_own_lists_them(vl: Vl, command: tuple[str, ...]) -> None:
    told = vl.ok(*command, "--help")
    words = {word for name, word in NESTED if name == command[0]}
    assert {line.split()[0] for line in section(told.out, "Commands")} == words != set()


def test_help_is_no_wider_than_the_screen(vl: Vl) -> None:
    for command in [(), *GROUPS, *ALL]:
        told = vl.ok(*command, "--help")
        prose = [line for line in told.out.splitlines() if "visitlog" not in line and "VISITLOG" not in line]
        assert max(len(line) for line in prose) <= 80, command


def test_help_does_not_read_the_journal(vl: Vl) -> None:
    vl.journal.parent.mkdir()
    vl.journal.write_bytes(b"damaged")
    vl.ok("--help")
    vl.ok("log", "--help")
