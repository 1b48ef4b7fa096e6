"""docs/ten-rules.md: the ten rules, the commands that do them, and what these really print.

python -m tools.ten_rules           makes docs/ten-rules.md anew
python -m tools.ten_rules --check   fails when it is not what visitlog prints now
"""

import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools.on_screen import answered

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "ten-rules.md"
WIDTH = 80


@dataclass(frozen=True)
class Day:
    """What is typed on a day; without `told` it happened before the transcript begins."""

    today: str
    lines: tuple[str, ...]
    told: bool = True


@dataclass(frozen=True)
class Rule:
    """A rule: its names, what visitlog does about it, the commands for it, and a scene."""

    chinese: str
    english: str
    does: str
    commands: tuple[str, ...]
    days: tuple[Day, ...]


def before(today: str, *lines: str) -> Day:
    """What happened before, untold."""
    return Day(today, lines, told=False)


def on(today: str, *lines: str) -> Day:
    """What is typed on a day. What stands behind ` ## ` are the rows of a long answer that are shown."""
    return Day(today, lines)


INTRO = """\
<!-- Made by tools/ten_rules.py from what visitlog really prints; edit that file, not this one. -->

# The ten rules

visitlog was conceived from an essay by a Chinese police officer with years in the mountains,
《走访基层群众十大入手处》, ten places to start when visiting the people. Each of its rules is something that visitlog
does, not a label that it stores. Here is what that looks like. Every transcript below is what the commands print; all
people in them are invented.

## Where visitlog departs from the essay

The third rule of the essay is to keep going back, and it holds that people whom many visits have worn down are
progress. **visitlog does not, and says so openly.** It keeps its user going back where the door is open or merely
shut. Where somebody has said no:

- The refusal is recorded as one. It does not count as a visit, and it does not make the next one more urgent.
- It is waited out before `due` names the person again, and each further refusal doubles the wait.
- After two in a row, an open matter no longer presses, nor do the follow-ups of a closed one, and visitlog asks
  whether someone else should go. Only the person's own ordinary rhythm is left, and help that they ask for themselves.
- A person who declined (`visitlog retire WHO declined`) is never listed again, by no rhythm, no news and no
  matter. What was promised to them still holds.

Nor does visitlog rank or score people. How warmly one was received is kept in words, for one person, and counted
without names in the summary.
"""


RULES: tuple[Rule, ...] = (
    Rule(
        "走访面要广",
        "Reach everyone",
        "Knows who is resident, newcomer or here for a season, and how many really live in an area. Names those nobody "
        "has visited; they come due by themselves.",
        ("add --residence", "area set", "people --never", "summary --split"),
        (
            before(
                "2026-11-02",
                "add 'Ada Oak' --area 'East Lane' --door 3-201",
                "add 'Ben Birch' --area 'East Lane' --door 5-304 --residence newcomer",
                "add 'Cleo Ash' --area 'East Lane' --door 1-402 --residence temporary",
                "log ada",
            ),
            on(
                "2026-11-23",
                "area set 'East Lane' --residents 120",
                "people --never",
                "summary --split residence ## REACHED reached",
            ),
        ),
    ),
    Rule(
        "走访时机要准",
        "Choose the moment",
        "News in a home, a request, a birthday or a festival makes a visit due at once. Best times become "
        "days and hours; weekends are known, and what to wear on them.",
        ("event", "matter open --kind request", "add --best-time --birthday", "plan", "brief"),
        (
            before(
                "2026-11-02",
                "add 'Ada Oak' --door 3-201 --best-time 'weekday evenings'",
                "add 'Ben Birch' --door 5-304 --best-time 周末上午",
                "log ada,ben",
            ),
            on(
                "2026-11-27",
                "event ben birth --on yesterday",
                "matter open ada help with a form --kind request",
                "due ## TO",
                "plan --days 2",
                "brief ben --on tomorrow ## GO WEAR",
            ),
        ),
    ),
    Rule(
        "走访次数要频",
        "Keep going back",
        "A matter tightens the rhythm of everybody in it, and its closing brings follow-ups. A shut door "
        "resets nothing. A refusal is respected: see above.",
        ("matter open", "matter close", "matter list", "log -r out|refused", "retire WHO declined"),
        (
            before(
                "2026-11-02",
                "add 'Ada Oak' --door 3-201",
                "add 'Ben Birch' --door 5-304",
                "log ada,ben",
            ),
            on("2026-11-23", "matter open ada,ben noise at night --kind dispute"),
            on("2026-11-26", "due ## TO", "log ada -r refused"),
            before("2026-11-26", "log ben quieter now, they say"),
            on("2026-11-29", "log ada -r refused", "due ## TO"),
            before("2026-11-30", "log ben"),
            on("2026-11-30", "matter close M1 --outcome 'quiet after ten'"),
            on("2026-12-01", "due ## TO", "brief ada ## GO MIND"),
        ),
    ),
    Rule(
        "不要顾忌细节",
        "Don't be above it",
        "Notes the tea that was shared, or declined, and how warm the welcome was; recalls both before the next visit.",
        ("log --hospitality --hospitality-declined --warmth", "brief", "show", "summary"),
        (
            before("2026-08-03", "add 'Ada Oak' --door 3-201"),
            on("2026-08-28", "log ada --hospitality-declined tea --warmth cold"),
            on("2026-10-25", "log ada the roof leaks --hospitality chestnuts --warmth civil"),
            on("2026-11-23", "brief ada ## LAST KINDNESS", "summary --month 2026-10 ## HEARD"),
        ),
    ),
    Rule(
        "不要失约拖沓",
        "Never miss, never drag",
        "Promises and bookings lead the list, late ones first. Moving one wants a reason. What was kept "
        "is reported back. An appointment that we missed makes an apology due.",
        ("log -p", "promise", "book", "missed", "move", "done", "review", "due", "brief"),
        (
            before(
                "2026-11-16",
                "add 'Ada Oak' --door 3-201",
                "add 'Ben Birch' --door 5-304",
                "log ben",
            ),
            on(
                "2026-11-16",
                "log ada roof leaks over the bed -p 'ask housing about it @thursday'",
                "book ben friday 10:00 --for 'pension form'",
            ),
            on("2026-11-21", "due", "missed A1 us", "done P1"),
            on("2026-11-22", "due ## TO", "brief ada ## TELL", "log ada they come on Tuesday"),
        ),
    ),
    Rule(
        "要有亲疏远近",
        "Near and far, on principle",
        "Every group has a rhythm and, where closeness looks like favour, a ceiling. Somebody at it is "
        "held off. The summary says who gets more or less than their share.",
        ("group set --every --ceiling", "log --asked", "due", "people", "summary"),
        (
            before(
                "2026-10-26",
                "add 'Ma Dong' --door 'shop 3' -g business --every 14d",
                "add 'He Guilan' --door 6-101 -g elder",
                "log he",
            ),
            on("2026-11-02", "log ma the pavement tables"),
            on(
                "2026-11-23",
                "due",
                "log ma tea again",
                "log ma -f phone he asks for the licence",
                "summary ## NEAR",
            ),
        ),
    ),
    Rule(
        "要多形式走访",
        "Many forms",
        "Each form is one flag, several people are one line, and the form follows the bookings of the "
        "day. A group says which forms count as a visit.",
        ("log -f planned|dropin|meeting|chance|phone", "log WHO,WHO", "group set --counts", "visits -f"),
        (
            before(
                "2026-11-02",
                "add 'Ada Oak' --door 3-201",
                "add 'Ben Birch' --door 5-304",
                "book ada 2026-11-23 --place office",
            ),
            on(
                "2026-11-23",
                "log ben -f chance knee better",
                "log ada,ben -f meeting the new bins",
                "log ada --on today -f phone",
                "visits ##",
            ),
        ),
    ),
    Rule(
        "要讲究场合",
        "Mind the place",
        "A topic knows where it belongs; what is delicate is not for a public place, nor for lists. A talk to many is "
        "logged for the area. The brief says where to meet.",
        ("topic set", "log --topic --place --alone", "log --area --heads", "--sensitive", "--sensitive-too"),
        (
            before(
                "2026-11-02",
                "add 'Ada Oak' --door 3-201 --area 'East Lane'",
                "add 'Cleo Ash' --door 5-304 --area 'East Lane' --sensitive",
            ),
            on(
                "2026-11-23",
                "log ada the new rules --topic policy",
                "log cleo what the doctor said --place public",
                "log --area 'East Lane' --heads 40 fire safety",
                "visits",
                "brief cleo ## MEET WEAR LAST",
            ),
        ),
    ),
    Rule(
        "要树立形象",
        "Mind how you come across",
        "The brief closes with a card from the group's own settings: what to wear, how to open. It turns "
        "by the day, so that it stays read. Promising too much is warned of.",
        ("brief", "group set --attire --courtesy-en --courtesy-zh", "promise"),
        (
            before("2026-11-02", "add 'Ada Oak' --door 3-201", "log ada"),
            on("2026-11-23", "brief ada ## WEAR OPEN"),
            on("2026-11-24", "brief ada ## OPEN"),
            on(
                "2026-11-24",
                "promise ada a lamp for the yard --by friday",
                "promise ada a place in the clinic --by friday",
                "promise ada a word with the mayor --by friday",
            ),
        ),
    ),
    Rule(
        "要不断总结",
        "Keep learning",
        "Counts what works for whom, the surest first, and is silent where visits are too few. Lessons come back, and "
        "after a year are asked: still true?",
        ("log --approach --went --lesson", "summary", "brief", "lessons"),
        (
            before(
                "2026-11-02",
                "add 'Ada Oak' --door 3-201",
                "add 'Ben Birch' --door 5-304",
                *("log ada --approach 'listening first' --went well",) * 5,
                "log ada --approach leaflets --went poor",
                "log ben --approach leaflets --went ok",
            ),
            on("2026-11-20", "log ben --approach 'listenin first' --went well --lesson 'ask about the cat'"),
            on("2026-11-23", "summary ## WORKED", "brief ada ## WORKED"),
            on("2027-11-23", "lessons"),
        ),
    ),
)


def page() -> str:
    """The whole page."""
    return "\n".join(
        [INTRO, *_table(), *(line for number, _ in enumerate(RULES) for line in _section(number))]
    )


def _table() -> Iterator[str]:
    yield from (
        "## The rules and their commands",
        "",
        "| | rule | what visitlog does | commands |",
        "|---|---|---|---|",
    )
    for number, rule in enumerate(RULES, 1):
        commands = "<br>".join(f"`{command}`".replace("|", r"\|") for command in rule.commands)
        yield f"| {number} | [{rule.chinese} {rule.english}](#rule-{number}) | {rule.does} | {commands} |"
    yield ""


def _section(index: int) -> Iterator[str]:
    rule = RULES[index]
    yield from (f'<a id="rule-{index + 1}"></a>', "", f"## {index + 1}. {rule.chinese}: {rule.english}", "")
    with tempfile.TemporaryDirectory(prefix="visitlog-rules-") as folder:
        journal = Path(folder) / "journal.json"
        transcript = list(_transcript(rule.days, journal))
    yield from ("```console", *transcript, "```", "")


def _transcript(days: Sequence[Day], journal: Path) -> Iterator[str]:
    """What is typed and what is printed, with the days on which that is."""
    begun = False
    for day in days:
        if day.told:
            yield from ([""] if begun else [])
            yield f"# {_spelled(date.fromisoformat(day.today))}"
            begun = True
        for line in day.lines:
            typed, _, rows = line.partition(" ##")
            output = printed(shlex.split(typed), day.today, journal)
            if day.told:
                yield f"$ visitlog {typed}"
                yield from _shortened(output, rows.split())


def _spelled(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B %Y}"


def _shortened(output: str, rows: Sequence[str]) -> Iterator[str]:
    """The lines that begin with one of these words, and those that go on beneath them; all when none is named."""
    left_out, kept = False, False
    for line in filter(None, (line.rstrip() for line in output.splitlines())):
        if rows and not line.startswith(" "):
            kept = line.split()[0] in rows
        if rows and not kept:
            left_out = True
            continue
        if left_out:
            yield "..."
        left_out = False
        yield line
    if left_out:
        yield "..."


def printed(words: Sequence[str], today: str, journal: Path) -> str:
    """What a user sees of a command on a terminal of that day; a command that fails ends the making."""
    world = {
        "HOME": str(journal.parent),
        "TERM": "xterm-256color",
        "FORCE_COLOR": "1",
        "NO_COLOR": "1",
        "COLUMNS": str(WIDTH),
        "VISITLOG_LANG": "en",
        "VISITLOG_TODAY": today,
        "VISITLOG_JOURNAL": str(journal),
    }
    code, text = answered(words, world)
    if code:
        raise SystemExit(f"visitlog {shlex.join(words)} ended with {code}:\n{text}")
    return text


def main(arguments: list[str]) -> int:
    """Makes the page anew or checks it; answers the exit code."""
    wanted = page()
    is_true = PAGE.is_file() and PAGE.read_text("utf-8") == wanted
    if arguments == ["--check"]:
        told = f"{PAGE.relative_to(ROOT)}: {len(RULES)} rules, all as visitlog prints them now"
        print(told if is_true else f"not what visitlog prints now: {PAGE.relative_to(ROOT)}")
        if not is_true:
            print("mend: python -m tools.ten_rules")
        return 0 if is_true else 1
    if not is_true:
        PAGE.write_text(wanted, encoding="utf-8")
        print(f"made anew: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
