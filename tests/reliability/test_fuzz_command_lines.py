"""Whatever is typed: no traceback, an exit code of the list, JSON that parses, and a journal that is sound.

VISITLOG_LONG=1 tries far more.
"""

import json
import os
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from conftest import Result, Vl, active_in, begin_lane
from hostile import HOSTILE
from visitlog.cli.card import entries
from visitlog.model.errors import VisitlogError
from visitlog.model.names import people_called
from visitlog.model.records import Person
from visitlog.model.when import read_duration, read_when

IS_LONG = bool(os.environ.get("VISITLOG_LONG"))
CODES = (0, 1, 2, 3, 4, 5, 130)


def some(few: int, many: int) -> settings:
    """So many examples in CI, and so many in the long form."""
    return settings(
        max_examples=many if IS_LONG else few,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


# Words as people type them, and as they slip.

WHO = (
    "ada",
    "ada oak",
    "ben",
    "1",
    "3",
    "99",
    ".",
    "3-201",
    "王秀英",
    "王奶奶",
    "ada,ben",
    "ada，cleo",
    "wxy",
    "nobody",
    "",
)
WHEN = (
    *(
        "today",
        "yesterday",
        "friday",
        "next friday",
        "last monday",
        "2026-11-20",
        "2026-02-30",
        "03/04/2025",
        "-2w",
    ),
    *(
        "+3d",
        "in a month",
        "end of month",
        "tomorrow at 3pm",
        "2026-11-25 15:00",
        "three days ago",
        "within 3 days",
    ),
    *(
        "上周三",
        "三天前",
        "三天内",
        "月底前",
        "明天下午三点半",
        "中秋节",
        "农历八月十五",
        "腊月二十三",
        "去年春节",
        "2月30日",
        "十一月三号",
    ),
    *(
        "0001-01-01",
        "9999-12-31",
        "1900-02-29",
        "2100-02-28",
        "31 april",
        "25:00",
        "never",
        "",
        "99999999999d",
    ),
)
IDS = (
    "V1",
    "V99",
    "P1",
    "P2",
    "P9",
    "A1",
    "E1",
    "M1",
    "v2",
    "Ｖ３",
    "V0",
    "V99999999999999999999",
    "X1",
    "7",
)
NUMBERS = ("0", "1", "7", "-1", "14d", "2w", "1/30d", "none", "9" * 30, "1e9", "٣", "半年", "x", "")
CHOICES = (
    *(
        "planned",
        "偶遇",
        "dropin",
        "home",
        "办公室",
        "public",
        "met",
        "out",
        "未遇",
        "well",
        "warm",
        "cold",
        "uniform",
    ),
    *(
        "elder",
        "illness-watch",
        "business",
        "moved",
        "died",
        "declined",
        "birth",
        "hospital",
        "group",
        "topic",
        "all",
    ),
    *(
        "week",
        "month",
        "year",
        "us",
        "them",
        "dispute",
        "community",
        "blank",
        "people",
        "visits",
        "json",
        "csv",
        "md",
    ),
)
TEXTS = (
    "roof leaks",
    "屋顶漏雨",
    "lamp @friday",
    "lamp@03/04/2025",
    "-",
    "--",
    "a" * 3000,
    *HOSTILE.values(),
)
FLAGS = (
    *("--on", "--by", "--why", "--json", "--plain", "--quiet", "--no-input", "--sensitive-too", "--all"),
    *("-n", "-g", "-f", "-p", "-r", "-e", "--place", "--topic", "--who", "--from", "--to", "--area"),
    *("--heads", "--with", "--alone", "--asked", "--matter", "--minutes", "--days", "--slots", "--split"),
    *("--period", "--month", "--every", "--grace", "--retry", "--ceiling", "--counts", "--note", "--name"),
    *("--new", "--household", "--door", "--residence", "--alias", "--birthday", "--lunar-birthday"),
    *("--best-time", "--status", "--overdue", "--never", "--paused", "--exit-code", "--promises", "--kind"),
    *("--window", "--outcome", "--for", "--text", "--until", "--me", "--label-en", "--yes", "--repair"),
    *("--preset", "--dry-run", "--as", "--map", "--format", "--what", "--person", "--force"),
    *("--keep-shared", "--mentions", "--help", "--version", "--journal", "--nonsense", "-x", "-2w"),
)
NAMES = tuple(name for name in entries() if name not in ("demo",))
SECOND = ("open", "close", "list", "set", "show", "remove")
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
VALUE = st.one_of(*(st.sampled_from(words) for words in (WHO, WHEN, IDS, NUMBERS, CHOICES, TEXTS)), ANY)
OPTION = st.one_of(st.tuples(st.sampled_from(FLAGS)), st.tuples(st.sampled_from(FLAGS), VALUE))


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """A command line: a command, words where it takes words, and options of it or of another."""
    words = [draw(st.sampled_from(NAMES))]
    if words[0] in ("group", "topic", "area", "matter"):
        words.append(draw(st.sampled_from(SECOND)))
    words += draw(st.lists(VALUE, max_size=3))
    options = draw(st.lists(OPTION, max_size=3))
    at = draw(st.integers(0, len(words))) if draw(st.integers(0, 9)) == 0 else len(words)
    return [*words[:at], *(word for option in options for word in option), *words[at:]]


def options_of(name: str) -> list[str]:
    """The options that a command really has."""
    from visitlog.cli.app import root_command

    command = root_command().get_command(None, name)
    found = [option for param in command.params for option in (*param.opts, *param.secondary_opts)]
    return [option for option in found if option.startswith("-")]


@st.composite
def likely(draw: st.DrawFn) -> list[str]:
    """A command line with options that the command has, so that it comes further."""
    name = draw(st.sampled_from([name for name in NAMES if name not in ("group", "topic", "area", "matter")]))
    known = st.sampled_from(options_of(name) or ["--json"])
    words = [name, *draw(st.lists(VALUE, max_size=2))]
    for option in draw(st.lists(known, max_size=3, unique=True)):
        words += [option, draw(VALUE)] if draw(st.booleans()) else [option]
    return words


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The small journal, with a record of every kind; commands are run on copies of it."""
    vl = Vl(tmp_path_factory.mktemp("fuzz"))
    vl.start(begin_lane)
    vl.ok("book", "ada", "2026-11-25 15:00", "--for", "the roof")
    vl.ok("event", "ben", "birth")
    vl.ok("matter", "open", "ada,ben", "fence")
    return vl


def answered(begun: Vl, words: list[str], **how: Any) -> tuple[Result, Result]:
    """What a command line answers for people, and then for programs; each on a journal of its own."""
    found = []
    content = begun.bytes or b""
    for more in ([], ["--json"]):
        with TemporaryDirectory() as folder:
            vl = Vl(Path(folder))
            vl.journal.parent.mkdir()
            vl.journal.write_bytes(content)
            with chdir(folder):  # for files that are named as they come
                told = vl(*more, *words, env={"EDITOR": "true", "TMPDIR": folder}, **how)
            assert told.code in CODES, (words, told)
            assert "Traceback" not in told.err
            assert "failed in" not in told.err, (words, told.err)
            assert active_in(told.err, "\n") == set(), words
            if told.code and "due" not in words and "check" not in words:
                assert vl.bytes == content, words
            if vl.bytes != content:
                json.loads(vl.bytes or b"")
                assert vl("check").code in (0, 1), words
            found.append(told)
    return found[0], found[1]


def holds(begun: Vl, words: list[str]) -> None:
    """Runs a command line, and fails if it does what none may do."""
    plain, told = answered(begun, words)
    event(f"exit {plain.code}")
    is_text = {"--help", "--version"} & set(words) or words[0] == "export"
    if not is_text:
        document = json.loads(told.out)
        assert (document["schema"], (document["kind"] == "error") == bool(told.code)) == (
            1,
            True,
        ) or told.code == 1
    if plain.code > 1:
        assert plain.err.startswith("visitlog: "), words


@some(25, 5_000)
@given(words=lines())
def test_any_command_line_is_answered(begun: Vl, words: list[str]) -> None:
    holds(begun, words)


@some(25, 5_000)
@given(words=likely())
def test_any_command_line_with_options_that_there_are_is_answered(begun: Vl, words: list[str]) -> None:
    holds(begun, words)


GROUP = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "--every",
                "--grace",
                "--retry",
                "--first-within",
                "--ceiling",
                "--counts",
                "--ceiling-counts",
                "--festival",
            )
        ),
        VALUE
        | st.integers(-5, 40_000).map(lambda n: f"{n}d")
        | st.tuples(st.integers(-2, 99), st.integers(-2, 99_999)).map(lambda p: f"{p[0]}/{p[1]}d"),
    ),
    min_size=1,
    max_size=4,
)


@some(10, 2_000)
@given(options=GROUP)
def test_any_group_is_set_or_refused_and_due_goes_on(begun: Vl, options: list[tuple[str, str]]) -> None:
    words = ["group", "set", "elder", *(word for option in options for word in option)]
    with TemporaryDirectory() as folder:
        vl = Vl(Path(folder))
        vl.journal.parent.mkdir()
        vl.journal.write_bytes(begun.bytes or b"")
        told = vl(*words)
        assert told.code in (0, 1, 2, 3), (words, told)
        event(f"exit {told.code}")
        for line in ("due", "summary", "plan", "brief ada"):
            after = vl(*line.split())
            assert (after.code, after.err) == (0, ""), (words, line)


TABLE = st.lists(st.lists(VALUE | ANY, max_size=6), max_size=6)
HEADINGS = st.lists(
    st.sampled_from(
        (
            "name",
            "who",
            "on",
            "note",
            "phone",
            "door",
            "group",
            "every",
            "姓名",
            "日期",
            "备注",
            "topic",
            "",
            "x",
        )
    ),
    max_size=6,
)


@some(15, 5_000)
@given(
    headings=HEADINGS,
    table=TABLE,
    kind=st.sampled_from(("people", "visits")),
    mess=st.binary(max_size=20) | st.just(b""),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "latin-1", "utf-16")),
    sign=st.sampled_from((",", ";", "\t")),
    extra=st.lists(st.sampled_from(("--new", "--dry-run", "--json")), unique=True),
)
def test_any_file_is_imported_or_refused(
    begun: Vl,
    headings: list[str],
    table: Any,
    kind: str,
    mess: bytes,
    encoding: str,
    sign: str,
    extra: list[str],
) -> None:
    rows = [headings, *table]
    text = "\n".join(sign.join(f'"{cell}"' if sign in cell else cell for cell in row) for row in rows)
    with TemporaryDirectory() as folder:
        vl = Vl(Path(folder))
        vl.journal.parent.mkdir()
        vl.journal.write_bytes(begun.bytes or b"")
        path = vl.home / "in.csv"
        path.write_bytes(text.encode(encoding, "replace") + mess)
        told = vl("import", str(path), "--as", kind, *extra)
        event(f"exit {told.code}")
        assert told.code in (0, 1, 2, 3), told
        assert "failed in" not in told.err
        assert active_in(told.out + told.err, "\n\t") == set()
        if "--json" in extra:
            assert json.loads(told.out)["schema"] == 1
        if "--dry-run" in extra or told.code > 1:
            assert vl.bytes == begun.bytes
        json.loads(vl.bytes or b"")
        assert vl("check").code in (0, 1)


# Beneath the command line, where far more can be tried.

WORDS = (
    *("next", "last", "this", "in", "ago", "day", "days", "week", "weeks", "month", "end", "of", "on"),
    *("at", "before", "within", "until", "the", "and", "3", "three", "31", "2026", "2026-11", "11/", "/"),
    *("-", ":", "15", "pm", "am", "noon", "friday", "fri", "march", "mar", "eve", "year", "下", "上", "本"),
    *("周", "星期", "礼拜", "三", "十", "二十", "廿", "月", "号", "日", "前", "后", "内", "年", "今", "明"),
    *("大", "半", "点", "下午", "晚", "农历", "正月", "腊月", "初", "闰", "春节", "中秋", "底", "世纪"),
    *("christmas", "easter", "new", "+", "d", "w", "y"),
)
SPELLED = st.lists(st.sampled_from(WORDS), max_size=7).flatmap(
    lambda words: st.sampled_from((" ", "")).map(lambda sign: sign.join(words))
)
NOWS = st.datetimes().map(lambda moment: moment.replace(year=max(2, min(9998, moment.year))))


@some(150, 100_000)
@given(
    text=SPELLED | ANY | st.sampled_from(WHEN), now=NOWS, direction=st.sampled_from(("past", "future", "any"))
)
def test_any_day_is_understood_or_refused(text: str, now: Any, direction: Any) -> None:
    for read in (
        lambda: read_when(text, now, direction, None),
        lambda: read_when(text, now, direction, "dmy"),
        lambda: read_duration(text),
    ):
        try:
            read()
        except VisitlogError as error:
            str(error)


PEOPLE = st.lists(
    st.builds(
        Person,
        st.integers(1, 50),
        ANY.filter(str.strip) | st.sampled_from(("Ada Oak", "王秀英", "O'Neil", "İstanbul ı", "ﬁﬁ", "é")),
        aliases=st.lists(ANY, max_size=2).map(tuple),
        household=st.none() | ANY,
    ),
    max_size=6,
    unique_by=lambda person: person.id,
)


@some(100, 50_000)
@given(text=ANY | st.sampled_from(WHO), people=PEOPLE)
def test_any_name_finds_somebody_or_is_refused(text: str, people: list[Person]) -> None:
    try:
        assert people_called(text, people)
    except VisitlogError as error:
        str(error)
