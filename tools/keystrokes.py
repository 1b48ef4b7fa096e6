"""docs/keystrokes.md: how many keys the commands of every day take, in English and in Chinese.

python -m tools.keystrokes           makes docs/keystrokes.md anew
python -m tools.keystrokes --check   fails when it is not so any more

Every line is run on a sample journal, and the short form must record just what the long one does.
"""

import json
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.ten_rules import printed

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "keystrokes.md"
TODAY = "2026-11-23"
SHIFTED = '~!@#$%^&*()_+{}|:"<>?'
"""What is typed with the shift key on a usual keyboard; capitals are, too."""

WIDE = {"，": ",", "。": ".", "＠": "@", "、": "\\", "－": "-"}
"""The signs of a Chinese input method, and the keys that make them."""

CHINESE = re.compile(r"([\u3400-\u9fff]+)<([a-z]+)>")
"""Chinese words in a line below, with the letters that are typed for them."""


@dataclass(frozen=True)
class Task:
    """Something done every day: the long form that has always worked, and the short one."""

    name: str
    long: str
    short: str


@dataclass(frozen=True)
class Keys:
    """The keys that a line takes: pressed, of them with shift held, and changes of the input method."""

    pressed: int
    shifted: int
    switches: int

    @property
    def all(self) -> int:
        """All that a hand does: the keys, the shifts, the changes of the input method and back."""
        return self.pressed + self.shifted + self.switches


ENGLISH = (
    Task(
        "a visit and a promise",
        'vl log wxy roof leaks -p "ask housing @fri"',
        "vl log wxy roof leaks -p ask housing @fri",
    ),
    Task("a visit to the same person", "vl log . she is calmer", "vl log . she is calmer"),
    Task("nobody in", "vl log wxy -r out", "vl log wxy -r o"),
    Task(
        "a promise by telephone",
        "vl promise wxy bring the form --by fri",
        "vl promise wxy bring the form @fri",
    ),
    Task("a promise kept", "vl done wxy", "vl done wxy"),
    Task(
        "a promise moved",
        'vl move P1 next fri --why "clerk away"',
        "vl move P1 next fri, clerk away",
    ),
    Task(
        "the same, its number not in sight",
        'vl promises --who wxy; vl move P1 next fri --why "clerk away"',
        "vl move wxy next fri, clerk away",
    ),
    Task("a promise given up", 'vl drop P1 --why "not ours"', "vl drop P1 not ours"),
    Task(
        "an appointment",
        'vl book wxy tomorrow 3pm --for "the form"',
        "vl book wxy tomorrow 3pm, the form",
    ),
    Task(
        "a visit, and what it taught",
        'vl log wxy roof leaks --lesson "ask about her son"',
        "vl log wxy roof leaks --lesson ask about her son",
    ),
    Task("somebody new", 'vl add Li Na --door "shop 7"', "vl add Li Na --door shop 7"),
    Task(
        "left in peace for a time",
        'vl pause wxy --until "end of month" --why "at her sons"',
        "vl pause wxy --until end of month --why at her sons",
    ),
    Task("before the door", "vl brief wxy", "vl brief wxy"),
    Task("by the whole name", 'vl brief "ada oak"', "vl brief ada oak"),
    Task("the morning", "vl", "vl"),
)
CHINESE_TASKS = (
    Task(
        "a visit and a promise",
        "vl log wxy 屋顶<wuding>漏雨<louyu> -p 问<wen>房管所<fangguansuo>＠周五前<zhouwuqian>",
        "vl log wxy 屋顶<wuding>漏雨<louyu> -p 问<wen>房管所<fangguansuo>＠周五前<zhouwuqian>",
    ),
    Task("a visit to the same person", "vl log . 好多了<haoduole>", "vl log 。 好多了<haoduole>"),
    Task("nobody in", "vl log wxy -r out", "vl log wxy -r o"),
    Task(
        "a promise by telephone",
        "vl promise wxy 送表格<songbiaoge> --by 周五前<zhouwuqian>",
        "vl promise wxy 送表格<songbiaoge>＠周五前<zhouwuqian>",
    ),
    Task("a promise kept", "vl done wxy", "vl done wxy"),
    Task(
        "a promise moved",
        "vl move P1 下周五<xiazhouwu> --why 所长<suozhang>出差<chuchai>",
        "vl move P1 下周五<xiazhouwu>，所长<suozhang>出差<chuchai>",
    ),
    Task(
        "the same, its number not in sight",
        "vl promises --who wxy; vl move P1 下周五<xiazhouwu> --why 所长<suozhang>出差<chuchai>",
        "vl move wxy 下周五<xiazhouwu>，所长<suozhang>出差<chuchai>",
    ),
    Task(
        "a promise given up",
        "vl drop P1 --why 别人<bieren>办了<banle>",
        "vl drop P1 别人<bieren>办了<banle>",
    ),
    Task(
        "an appointment",
        "vl book wxy 明天<mingtian>下午<xiawu>三点<sandian> --for 养老金<yanglaojin>",
        "vl book wxy 明天<mingtian>下午<xiawu>三点<sandian>，养老金<yanglaojin>",
    ),
    Task("before the door", "vl brief wxy", "vl brief wxy"),
    Task("the morning", "vl", "vl"),
)
SCENE = (
    "add 王秀英 --alias wxy --door 3-201",
    "promise 王秀英 'the key' --by 2026-11-25",
    "add 'Ada Oak' --door 1-101",
)
"""What is in the sample journal; the alias stands for the initials, which need the extra `zh`."""


def keys_of(line: str) -> Keys:
    """The keys of command lines with `;` between them, each ended by Enter, beginning without an input method.

    A Chinese word takes its letters and the space bar. While the input method is on, signs and digits
    are typed as ever, and up to two letters are taken as they are with Enter; more letters need it off.
    """
    counted = [_keys_of_one(one.strip()) for one in line.split(";")]
    return Keys(
        sum(keys.pressed for keys in counted),
        sum(keys.shifted for keys in counted),
        sum(keys.switches for keys in counted),
    )


def _keys_of_one(line: str) -> Keys:
    pressed, shifted, switches, is_chinese = 1, 0, 0, False
    for word, letters, plain in _pieces(line):
        if word:
            switches += not is_chinese
            is_chinese = True
            pressed += len(letters) + 1
            continue
        typed = "".join(WIDE.get(character, character) for character in plain)
        pressed += len(typed)
        shifted += sum(character in SHIFTED or character.isupper() for character in typed)
        run = re.search("[A-Za-z]+", plain)
        needs_latin = any(sign in plain for sign in "'\".") or (run is not None and len(run[0]) > 2)
        if any(character in WIDE for character in plain) and not needs_latin:
            switches += not is_chinese
            is_chinese = True
        if is_chinese and needs_latin:
            switches += 1
            is_chinese = False
        elif is_chinese and run is not None:
            pressed += 1
    return Keys(pressed, shifted, switches + is_chinese)


def _pieces(line: str) -> Iterator[tuple[str, str, str]]:
    """The Chinese words with their letters, and what stands between them, cut where wide signs begin."""
    at = 0
    for found in CHINESE.finditer(line):
        yield from (("", "", part) for part in _cut(line[at : found.start()]))
        yield found[1], found[2], ""
        at = found.end()
    yield from (("", "", part) for part in _cut(line[at:]))


def _cut(plain: str) -> list[str]:
    """Text without Chinese words: a word of letters and a wide sign are typed one after the other."""
    return [part for part in re.split(f"(?=[{''.join(WIDE)}])", plain) if part]


def as_typed(line: str) -> str:
    """A line as it stands in the terminal."""
    return CHINESE.sub(r"\1", line)


def recorded(line: str, folder: Path) -> Any:
    """What a line leaves in a journal of its own, without what differs from run to run."""
    journal = folder / "journal.json"
    for typed in (*SCENE, *(one.strip().removeprefix("vl").strip() for one in as_typed(line).split(";"))):
        printed(shlex.split(typed), TODAY, journal)
    tables = json.loads(journal.read_text("utf-8"))
    kept = {name: tables.get(name, {}) for name in ("visits", "promises", "appointments")}
    for records in kept.values():
        for record in records.values():
            record.pop("uid")
    return kept


def must_record_the_same(task: Task) -> None:
    """Raises SystemExit for a short form that records anything else than the long one."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        if recorded(task.long, Path(one)) != recorded(task.short, Path(other)):
            raise SystemExit(f"not the same: {as_typed(task.long)} and {as_typed(task.short)}")


INTRO = """\
<!-- Made by tools/keystrokes.py, which runs every line; edit that file, not this one. -->

# How many keys a day takes

What is typed twenty times a day, in the form that has always worked and in the shortest that records the same.
Counted are the keys pressed, Enter included, **+** those for which shift is held, **+** changes of the input method,
with the one back to Latin letters for the next command. A Chinese word is its pinyin and the space bar; while the
input method is on, one or two Latin letters are taken as they are by Enter. `wxy` is 王秀英 by initials.
"""
ENDING = """
Whatever worked before works as before. What makes the difference:

- A promise after `-p` needs no quotes if a day ends it: from `-p` to the next option all is the promise, and after
  `@` all is its day. A day that can't be read refuses the whole, so nothing lands in the wrong place.
- `promise` takes its day after `@`, too; `move` its reason and `book` its purpose after a comma, `drop` its reason as
  words.
- `move WHO`, as `done WHO`, when only one promise is open with them: the number need not be looked up.
- A name, a door, a day or a reason of several words needs no quotes. The words after an option go on to the next one
  once what the command must have is said: WHO and a note for `log`, a name for `add`, WHO for `pause`. A day goes on
  as far as it can be read. Words after WHO are the rest of a name only if somebody is called so, letter for letter.
- The signs that a shell takes for its own may be left out of a name: `obrien` is O'Brien, `anne marie` Anne-Marie.
- The beginning of a choice is enough when it fits one only: `-r o`, `-f ph`.
- What a Chinese keyboard makes of a sign is taken for that sign: `＠`, `，`, `、`, `。` for the last person, `－p` and
  `——on` for options, digits and numbers of any width. The input method can stay on to the end of the line.
"""


def page() -> str:
    """The whole page."""
    return INTRO + _table("English", ENGLISH) + _table("中文", CHINESE_TASKS) + ENDING


def _table(title: str, tasks: tuple[Task, ...]) -> str:
    rows = [
        f"\n## {title}\n",
        "| | before | keys | now | keys |",
        "|---|---|---:|---|---:|",
        *(_row(task) for task in tasks),
    ]
    long, short = (
        sum(keys_of(line).all for line in lines)
        for lines in ((task.long for task in tasks), (task.short for task in tasks))
    )
    rows.append(f"| together | | **{long}** | | **{short}** |")
    return "\n".join(rows) + "\n"


def _row(task: Task) -> str:
    long, short = keys_of(task.long), keys_of(task.short)
    return (
        f"| {task.name} | `{as_typed(task.long)}` | {_counted(long)} | "
        f"`{as_typed(task.short)}` | {_counted(short)} |"
    )


def _counted(keys: Keys) -> str:
    return f"{keys.pressed} + {keys.shifted} + {keys.switches} = {keys.all}"


def main(arguments: list[str]) -> int:
    """Makes the page anew or checks it; answers the exit code."""
    for task in (*ENGLISH, *CHINESE_TASKS):
        must_record_the_same(task)
    wanted = page()
    is_true = PAGE.is_file() and PAGE.read_text("utf-8") == wanted
    if arguments == ["--check"]:
        print(f"{PAGE.relative_to(ROOT)} is {'as counted now' if is_true else 'not true any more'}")
        return 0 if is_true else 1
    if not is_true:
        PAGE.write_text(wanted, encoding="utf-8")
        print(f"made anew: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
