"""The synthetic journal as visitlog keeps it, and its visits as a spreadsheet would bring them.

Run by the interpreter that visitlog is installed for: `python -m benchmarks.own_formats FOLDER VISITS`.
"""

import csv
import sys
from datetime import datetime
from pathlib import Path

from benchmarks.synthetic import Size, people, promises, size_of, visits
from visitlog.exchange.presets import read_preset
from visitlog.model.journal import Change
from visitlog.model.records import Form, Group, Person, Promise, Visit
from visitlog.store.journal_file import JournalFile

FORMS: dict[str, Form] = {"dropin": "dropin", "planned": "planned", "meeting": "meeting", "phone": "phone"}


def write_journal(path: Path, size: Size, is_everybody_there: bool = False) -> None:
    """Writes the journal file as visitlog itself writes it; nobody has left where `is_everybody_there`."""
    preset = read_preset("community")
    change = Change(
        "import", "synthetic", put=(*preset.groups, *_records(size, preset.groups, is_everybody_there))
    )
    path.unlink(missing_ok=True)
    with JournalFile(path).writing() as opened:
        opened.save(change, datetime(2026, 11, 22, 12).astimezone())


def _records(
    size: Size, groups: tuple[Group, ...], is_everybody_there: bool
) -> tuple[Person | Visit | Promise, ...]:
    keys = [group.key for group in groups]
    return (
        *(
            Person(
                each.id,
                each.name,
                phone=each.phone,
                household=each.door,
                area=each.area,
                groups=(keys[each.id % len(keys)],),
                residence="resident",
                status="active" if each.left_on is None or is_everybody_there else "moved",
                left_on=None if is_everybody_there else each.left_on,
                added_on=each.added_on,
            )
            for each in people(size)
        ),
        *(
            Visit(
                each.id,
                (each.person,),
                each.on,
                form=FORMS[each.form],
                result="met" if each.is_met else "out",
                note=each.note,
            )
            for each in visits(size)
        ),
        *(
            Promise(
                each.id,
                each.person,
                each.text,
                by=each.by,
                first_by=each.by,
                made_on=each.made_on,
                status="open" if each.kept_on is None else "kept",
                closed_on=each.kept_on,
            )
            for each in promises(size)
        ),
    )


def write_visits_csv(path: Path, size: Size) -> None:
    """Writes the visits as a spreadsheet with headings that need no mapping."""
    names = {each.id: each.name for each in people(size)}
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("who", "on", "form", "result", "note"))
        for each in visits(size):
            result = "met" if each.is_met else "out"
            rows.writerow((names[each.person], each.on.isoformat(), each.form, result, each.note))


def main() -> None:
    """Writes `journal.json` and, beside it, `staying.json`, `people.json` with the people alone and `visits.csv`."""
    folder, size = Path(sys.argv[1]), size_of(int(sys.argv[2]))
    folder.mkdir(parents=True, exist_ok=True)
    write_journal(folder / "journal.json", size)
    if size.visits:
        write_journal(folder / "staying.json", size, is_everybody_there=True)
        write_journal(folder / "people.json", Size(size.people, 0, 0))
        write_visits_csv(folder / "visits.csv", size)


if __name__ == "__main__":
    main()
