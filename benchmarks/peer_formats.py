"""The synthetic journal as its peers keep it: visits and promises as tasks, entries, frames, to-dos and cards.

`python -m benchmarks.peer_formats FOLDER VISITS` needs nothing but Python.
"""

import json
import sys
import uuid
from datetime import UTC, date, datetime, time
from itertools import islice
from pathlib import Path

from benchmarks.synthetic import Size, people, promises, size_of, visits

MANY_FILES = 10_000
"""todoman keeps a file for each to-do; no more of them are made than this."""

FEW_CARDS = 100
"""khard gets no more cards than this: with three hundred a command of its had not ended after 84 s."""


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _id(kind: str, number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{kind} {number}"))


def write_taskwarrior(folder: Path, size: Size, is_all_pending: bool) -> None:
    """Each visit a task due that day. All pending, or all but the latest hundredth completed, as years leave them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "taskrc").write_text(
        f"data.location={folder}\nconfirmation=off\nnews.version=2.6.0\nverbose=nothing\n"
    )
    first_pending = 0 if is_all_pending else size.visits - size.visits // 100
    lines: dict[str, list[str]] = {"pending": [], "completed": []}
    for each in visits(size):
        made = int(_moment(each.on).timestamp())
        is_pending = each.id > first_pending
        end = "" if is_pending else f' end:"{made}"'
        status = "pending" if is_pending else "completed"
        lines[status].append(
            f'[description:"{each.note}" due:"{made}"{end} entry:"{made}" modified:"{made}" status:"{status}"'
            f' uuid:"{_id("task", each.id)}"]\n'
        )
    for name in ("pending", "completed"):
        (folder / f"{name}.data").write_text("".join(lines[name]), encoding="utf-8")
    for name in ("undo", "backlog"):
        (folder / f"{name}.data").write_text("")


def write_jrnl(folder: Path, size: Size) -> None:
    """Each visit an entry of one plain text journal."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {each.id: each.name for each in people(size)}
    entries = (f"[{each.on} 12:00:00 PM] {names[each.person]}. {each.note}\n\n" for each in visits(size))
    (folder / "journal.txt").write_text("".join(entries), encoding="utf-8")
    (folder / "jrnl.yaml").write_text(
        f"colors: {{body: none, date: none, tags: none, title: none}}\ndefault_hour: 9\ndefault_minute: 0\n"
        f"editor: ''\nencrypt: false\nhighlight: true\nindent_character: '|'\n"
        f"journals: {{default: {{journal: {folder / 'journal.txt'}}}}}\nlinewrap: 79\ntagsymbols: '#@'\n"
        f"template: false\ntimeformat: '%F %r'\nversion: v4.2\n"
    )


def write_watson(folder: Path, size: Size) -> None:
    """Each visit a frame of half an hour, with the person as its project."""
    folder.mkdir(parents=True, exist_ok=True)
    frames = []
    for each in visits(size):
        start = int(_moment(each.on).timestamp())
        frames.append(
            [start, start + 1800, f"person{each.person}", _id("frame", each.id).replace("-", ""), [], start]
        )
    (folder / "frames").write_text(json.dumps(frames, indent=1))
    (folder / "state").write_text("{}")


def write_todoman(folder: Path, size: Size) -> None:
    """Each promise a to-do in a file of its own."""
    shelf = folder / "lists" / "visits"
    shelf.mkdir(parents=True, exist_ok=True)
    (folder / "todoman.py").write_text(
        f"path = {str(folder / 'lists' / '*')!r}\ncache_path = {str(folder / 'cache.sqlite3')!r}\n"
        "default_list = 'visits'\ndate_format = '%Y-%m-%d'\ntime_format = '%H:%M'\n"
    )
    for each in promises(size):
        if each.id > MANY_FILES:
            break
        made = f"{_moment(each.made_on):%Y%m%dT%H%M%SZ}"
        status = "NEEDS-ACTION" if each.kept_on is None else "COMPLETED"
        (shelf / f"{each.id}.ics").write_text(
            f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//bench//EN\r\nBEGIN:VTODO\r\nUID:{each.id}\r\n"
            f"DTSTAMP:{made}\r\nCREATED:{made}\r\nSUMMARY:{each.text}\r\nDUE;VALUE=DATE:{each.by:%Y%m%d}\r\n"
            f"STATUS:{status}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
        )


def write_khard(folder: Path, size: Size) -> None:
    """The first people, each a card."""
    shelf = folder / "cards"
    shelf.mkdir(parents=True, exist_ok=True)
    (folder / "khard.conf").write_text(f"[addressbooks]\n[[people]]\npath = {shelf}\n")
    for each in islice(people(size), FEW_CARDS):
        given, family, number = each.name.split()
        (shelf / f"{each.id}.vcf").write_text(
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{_id('person', each.id)}\r\n"
            f"FN:{each.name}\r\nN:{family} {number};{given};;;\r\n"
            f"TEL;TYPE=home:{each.phone}\r\nEND:VCARD\r\n"
        )


def main() -> None:
    """Writes a folder for each peer."""
    folder, size = Path(sys.argv[1]).resolve(), size_of(int(sys.argv[2]))
    write_taskwarrior(folder / "task", size, is_all_pending=True)
    write_taskwarrior(folder / "task-completed", size, is_all_pending=False)
    write_jrnl(folder / "jrnl", size)
    write_watson(folder / "watson", size)
    write_todoman(folder / "todoman", size)
    write_khard(folder / "khard", size)


if __name__ == "__main__":
    main()
