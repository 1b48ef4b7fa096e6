"""What the README and the documents say is true: every command in them is tried, every list compared."""

import contextlib
import io
import json
import re
import shlex
import subprocess
import sys
import tomllib
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tools import pictures

from visitlog.cli.card import CARD, Entry, entries
from visitlog.cli.help import command_from
from visitlog.model import errors
from visitlog.model.journal import TABLE_OF, TABLES
from visitlog.model.name_keys import name_keys
from visitlog.model.names import people_called
from visitlog.model.records import Person, Tally
from visitlog.model.when import read_duration, read_when
from visitlog.store.fields import CODECS
from visitlog.store.journal_file import JournalFile
from visitlog.store.storage import JournalStorage

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
FILE_FORMAT = (ROOT / "docs" / "file-format.md").read_text("utf-8")
WRITTEN = [
    ROOT / "README.md",
    ROOT / "README.zh.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
ROOT_OPTIONS = {"--journal", "--json", "--plain", "--no-input", "--quiet", "--version", "--help"}
ROOT_OPTIONS |= {"--install-completion", "--show-completion"}


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language, without their fences."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    """What stands under a heading of the README."""
    return re.split(r"^## ", README, flags=re.MULTILINE)[
        [part.partition("\n")[0] for part in re.split(r"^## ", README, flags=re.MULTILINE)].index(title)
    ]


def spans(text: str) -> list[str]:
    """What stands between single backticks."""
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


def command_lines(text: str) -> list[str]:
    """Every command line of visitlog in a text: in the tour, in shell blocks, and within sentences."""
    shell = [
        line.removeprefix("$ ") for block in blocks(text, "(?:console|sh)") for line in block.splitlines()
    ]
    parts = [part.strip() for line in shell for part in re.split(r"&&|\|\||>", line)]
    said = [part.strip() for span in spans(text) for part in span.split("; ")]
    lines = [*parts, *said]
    return [line for line in lines if line.removeprefix(".venv/bin/").split(" ")[0] in ("visitlog", "vl")]


def command_named(words: list[str]) -> tuple[Any, list[str]]:
    """The command that words begin with, and the rest of them."""
    entry: Entry = entries()[words[0]]
    function = getattr(import_module(f"visitlog.cli.{entry.module}"), entry.function)
    if not entry.is_group:
        return command_from(words[0], function), words[1:]
    group = function()
    return (group.commands[words[1]], words[2:]) if len(words) > 1 else (group, [])


def options_of(command: Any) -> set[str]:
    return {name for param in command.params for name in (*param.opts, *param.secondary_opts)} | {"--help"}


# --- the commands


@pytest.mark.parametrize(
    "line", sorted({line for file in WRITTEN for line in command_lines(file.read_text("utf-8"))})
)
def test_every_command_line_is_a_command_with_options_that_it_has(line: str) -> None:
    _, *words = shlex.split(line)
    while words and words[0].startswith("-"):
        assert words[0] in ROOT_OPTIONS
        words = words[2 if words[0] == "--journal" else 1 :]
    if not words:
        return
    command, rest = command_named(words)
    for word in rest:
        if re.fullmatch(r"--[a-z-]+|-[a-z]", word):
            assert word in options_of(command), f"{line}: {word}"


def test_pictures_tour_and_card_are_what_visitlog_prints_now(capsys: pytest.CaptureFixture[str]) -> None:
    code = pictures.main(["--check"])
    assert code == 0, capsys.readouterr().out


def test_tour_runs_a_dozen_commands() -> None:
    tour = [
        line for block in blocks(README, "console") for line in block.splitlines() if line.startswith("$ ")
    ]
    assert len(tour) >= 12
    assert all(line.startswith("$ visitlog ") for line in tour)


def test_card_lists_exactly_the_registered_commands_in_their_order() -> None:
    card = README.partition("<!-- card -->")[2].partition("<!-- end of card -->")[0]
    listed = {
        title: re.findall(r"^\| `([a-z]+)[ `]", rows, re.MULTILINE)
        for title, rows in re.findall(r"\*\*(.+?)\*\*(.*?)(?=\*\*|\Z)", card, re.DOTALL)
    }
    registered = {
        title: [name for name, entry in commands.items() if not entry.is_alias]
        for title, commands in CARD.items()
    }
    assert listed == registered


def test_card_names_options_that_exist() -> None:
    card = README.partition("<!-- card -->")[2].partition("<!-- end of card -->")[0]
    for name, options in re.findall(r"^\| `([a-z]+).*\| (.*) \|$", card, re.MULTILINE):
        command, _ = command_named([name])
        assert set(spans(options)) <= options_of(command), name


# --- a fresh machine


def test_two_commands_for_a_fresh_machine_are_one_line_each() -> None:
    commands = blocks(section("Two commands for a fresh machine"), "sh")
    assert [block.count("\n") for block in commands] == [1, 1]
    for command in commands:
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert commands[0].endswith(" && .venv/bin/visitlog demo\n")


def test_second_command_installs_and_runs_what_continuous_integration_does() -> None:
    *_, install, test = blocks(README, "sh")[1].strip().split(" && ")
    script = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert test == f".venv/bin/{script[-1]}" == ".venv/bin/python -m pytest"
    installs = [line for line in script if " pip install " in line]
    assert len(installs) == 1
    assert installs[0].endswith(install.partition(" install ")[2])
    assert install == ".venv/bin/pip install -e '.[dev]'"


def test_python_that_is_asked_for_is_the_one_that_the_project_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 or newer" in README
    assert set(project["scripts"]) == {"visitlog", "vl"}


def test_demo_ends_well_and_leaves_the_journal_alone(tmp_path: Path) -> None:
    journal = tmp_path / "journal.json"
    environment = {
        "PATH": "/usr/bin",
        "TMPDIR": str(tmp_path),
        "PYTHONUTF8": "1",
        "VISITLOG_JOURNAL": str(journal),
    }
    done = subprocess.run(
        [*pictures.VISITLOG, "demo"], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "export VISITLOG_JOURNAL=" in done.stdout
    assert not journal.exists()


# --- WHO, WHEN, exit codes


def test_every_example_of_when_is_understood() -> None:
    table, _, below = section("WHEN").partition("Weeks begin on Monday")
    days = [span for row in table.splitlines() if row.startswith("| ") for span in spans(row)]
    assert len(days) > 30
    for text in days:
        assert read_when(text, datetime(2026, 11, 23, 12), "any"), text  # noqa: DTZ001
    lengths = spans(below.partition("Lengths of time:")[2].partition(". ")[0])
    assert [read_duration(text) for text in lengths] == [3, 14, 180, 365, 10, 14, 180]


def test_every_example_of_who_is_understood() -> None:
    people = (
        Person(1, "Ada Oak", household="3-201", keys=("ao", "adaoak")),
        Person(2, "Ben Birch", household="5-304"),
        Person(3, "王秀英", household="3-202", keys=name_keys("王秀英")),
    )
    said = spans(section("WHO").partition("Several people")[0])
    meant = [people_called(text, people, (3,))[0].id for text in said if not text.startswith("--")]
    assert meant == [3, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 3]
    assert [person.id for person in people_called("ada,ben", people)] == [1, 2]
    assert [person.id for person in people_called("王秀英，ben", people)] == [3, 2]
    assert people_called("ada oik", people)[0].id == 1


def test_exit_codes_are_those_of_the_errors() -> None:
    codes = {int(code): text for code, text in re.findall(r"^\| (\d+) \| (.+) \|$", README, re.MULTILINE)}
    kinds = (errors.Refused, errors.Misuse, errors.NotFound, errors.Ambiguous, errors.Damaged, errors.Locked)
    assert {kind.exit_code for kind in kinds} | {0, 130} == set(codes)


def test_what_the_readme_says_is_missing_is_missing() -> None:
    said = " ".join(README.split())
    assert ("erased for good yet" in said) == ("erase" not in entries())


# --- the documents


@pytest.mark.parametrize("kind", CODECS, ids=lambda kind: kind.__name__)
def test_file_format_names_every_field_of_every_table(kind: type) -> None:
    under = re.split(r"^## ", FILE_FORMAT, flags=re.MULTILINE)
    table = next(part for part in under if part.partition("\n")[0] == TABLE_OF[kind])
    rows = [row.partition("|")[0] for row in re.findall(r"^\| (.*)$", table, re.MULTILINE)]
    named = {span for row in rows for span in spans(row)}
    inner = set(Tally.__dataclass_fields__) | {"tally"} if kind is Person else set()
    assert named - inner == set(CODECS[kind]) - inner
    assert inner <= named | {"first_on"}


def test_file_format_names_the_tables_in_their_order() -> None:
    assert ", ".join(f"`{name}`" for name in ("meta", *TABLES[:-1])) in " ".join(FILE_FORMAT.split())


def test_example_in_file_format_is_a_journal_to_the_byte(tmp_path: Path) -> None:
    journal = _example(tmp_path)
    storage = JournalStorage(journal)
    assert storage.read()
    assert storage.is_trusted
    assert [person.name for person in JournalFile(journal).load().people.values()] == ["王秀英"]


def test_stock_tinydb_example_in_file_format_prints_what_it_says(tmp_path: Path) -> None:
    (code,) = blocks(FILE_FORMAT, "python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "file-format.md", "exec"), {"path": _example(tmp_path)})
    assert f"prints `{printed.getvalue().strip()}`" in FILE_FORMAT


def _example(folder: Path) -> Path:
    journal = folder / "journal.json"
    journal.write_text(blocks(FILE_FORMAT, "json")[0], encoding="utf-8")
    assert json.loads(journal.read_text("utf-8"))
    return journal


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.name)
def test_links_lead_to_files_that_are_there(file: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", file.read_text("utf-8")):
        assert target.startswith("https://") or (file.parent / target).is_file(), target


def test_pictures_are_whole_without_the_network() -> None:
    for name in pictures.PICTURES:
        svg = (pictures.FOLDER / f"{name}.svg").read_text("utf-8")
        assert re.findall(r"\w+://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]  # the name of the format
        assert "url(" not in svg
        assert "href" not in svg


def test_nothing_of_this_machine_is_in_what_is_written() -> None:
    for file in (*WRITTEN, *pictures.FOLDER.glob("*.svg")):
        text = file.read_text("utf-8")
        assert not re.search(r"/(tmp|root|home|work|Users)/", text), file
        assert str(Path(sys.prefix)) not in text
