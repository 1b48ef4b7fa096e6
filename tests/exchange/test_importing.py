"""Rows become people and visits: each known one once, every bad one named with its line, the rest in one change."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from visitlog.exchange.csv_rows import Rows, read_rows
from visitlog.exchange.headings import Kind
from visitlog.exchange.importing import Imported, import_rows
from visitlog.exchange.mapping import mapping_of
from visitlog.exchange.presets import read_preset
from visitlog.model.errors import Ambiguous, Misuse, NotFound
from visitlog.model.journal import Journal
from visitlog.model.records import Birthday, Person, Promise, Visit
from visitlog.model.table import Held
from visitlog.model.when import DateOrder
from visitlog.store.journal_file import JournalFile

NOW = datetime(2026, 11, 24, 10, 15, 30, 123456, tzinfo=UTC)
GROUPS = read_preset("community").groups
ADA = Person(1, "Ada Oak", aliases=("A-1",), phone="555", household="3-201", added_on=date(2026, 1, 1))
BO = Person(2, "Bo Elm", address="1 East Lane")
TWIN = Person(3, "Bo Elm", address="2 East Lane")


def journal_of(
    people: Sequence[Person] = (), visits: Sequence[Visit] = (), promises: Sequence[Promise] = ()
) -> Journal:
    records: dict[str, Sequence[Any]] = {"people": people, "visits": visits, "promises": promises}
    return Journal(
        people=Held(people),
        visits=Held(visits),
        promises=Held(promises),
        group_records=Held(GROUPS),
        next_ids={name: max((r.id for r in rows), default=0) + 1 for name, rows in records.items()},
    )


@dataclass
class Desk:
    """Imports CSV texts one after another into a journal that keeps what they bring."""

    folder: Path
    journal: Journal = field(default_factory=journal_of)
    encoding: str = "utf-8"

    def take(self, text: str, *specs: str, kind: Kind, new: bool = False) -> Imported:
        path = self.folder / "list.csv"
        path.write_bytes(text.encode(self.encoding))
        return self.take_rows(read_rows(path), *specs, kind=kind, new=new)

    def take_rows(self, rows: Rows, *specs: str, kind: Kind, new: bool = False) -> Imported:
        mapping = mapping_of(specs, rows.header, kind)
        imported = import_rows(self.journal, rows, mapping, kind, create=new, now=NOW)
        self.journal = _after(self.journal, imported)
        return imported

    def people(self, text: str, *specs: str) -> Imported:
        return self.take(text, *specs, kind="people")

    def visits(self, text: str, *specs: str, new: bool = False) -> Imported:
        return self.take(text, *specs, kind="visits", new=new)


def _after(journal: Journal, imported: Imported) -> Journal:
    put: dict[type, dict[int, Any]] = {
        Person: {p.id: p for p in journal.people.values()},
        Visit: {v.id: v for v in journal.visits.values()},
        Promise: {p.id: p for p in journal.promises.values()},
    }
    for record in imported.change.put:
        put[type(record)][record.id] = record
    return journal_of(*(tuple(records.values()) for records in put.values()))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def counts(imported: Imported) -> tuple[int, int, int, int]:
    return imported.created, imported.updated, imported.skipped, len(imported.failed)


def only_person(imported: Imported) -> Person:
    (person,) = imported.change.put
    assert isinstance(person, Person)
    return person


def only_visit(imported: Imported) -> Visit:
    (visit,) = (record for record in imported.change.put if isinstance(record, Visit))
    return visit


def only_error(imported: Imported) -> str:
    (failed,) = imported.failed
    return str(failed.error)


# People


def test_person_row_fills_every_field_of_add(desk: Desk) -> None:
    header = "name,group,every,phone,address,area,door,residence,alias,birthday,best-time,sensitive,note"
    row = (
        ' Ada  Oak ,elder；business,2w,555,"1 East Lane",East,3-201,新居民,A-1;Addie | A-1,1950/3/2,'
        'evenings;weekends,yes,"a\r\nb"'
    )
    assert only_person(desk.people(f"{header}\n{row}\n")) == Person(
        1,
        "Ada Oak",
        aliases=("A-1", "Addie"),
        keys=("ao", "adaoak"),
        phone="555",
        address="1 East Lane",
        area="East",
        household="3-201",
        residence="newcomer",
        groups=("elder", "business"),
        every=14,
        best_times=("evenings", "weekends"),
        birthday=Birthday("solar", 3, 2, 1950),
        sensitive=True,
        notes="a\nb",
        added_on=NOW.date(),
    )


def test_columns_join_with_a_space_and_empty_ones_are_skipped(desk: Desk) -> None:
    imported = desk.people("first,mid,last\nAda,,Oak\n,,Elm\n", "name=first+mid+last")
    assert [p.name for p in imported.change.put if isinstance(p, Person)] == ["Ada Oak", "Elm"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_chinese_list_goes_in_from_any_encoding(desk: Desk, encoding: str) -> None:
    desk.encoding = encoding
    text = "姓名,电话,住址,出生日期,类别,备注\n王秀英,13800000000,东巷3号,1950年3月2日,elder,独居\n"
    person = only_person(desk.people(text))
    assert (person.name, person.address, person.notes) == ("王秀英", "东巷3号", "独居")
    assert person.birthday == Birthday("solar", 3, 2, 1950)
    assert counts(desk.people(text)) == (0, 0, 1, 0)


def test_text_is_kept_in_composed_form(desk: Desk) -> None:
    assert only_person(desk.people("name\nJose\u0301\n")).name == "Jos\u00e9"


def test_group_may_be_named_by_its_label(desk: Desk) -> None:
    label = next(group.label["zh"] for group in GROUPS if group.key == "elder")
    assert only_person(desk.people(f"姓名,类别\n王秀英,{label}\n")).groups == ("elder",)


@pytest.mark.parametrize(
    ("typed", "birthday"),
    [
        ("1950-03-02", Birthday("solar", 3, 2, 1950)),
        ("03-02", Birthday("solar", 3, 2)),
        ("19500302", Birthday("solar", 3, 2, 1950)),
        ("2 march 1950", Birthday("solar", 3, 2, 1950)),
        ("1950-03-02 00:00", Birthday("solar", 3, 2, 1950)),
    ],
)
def test_birthday_is_any_complete_date(desk: Desk, typed: str, birthday: Birthday) -> None:
    assert only_person(desk.people(f"name,birthday\nAda,{typed}\n")).birthday == birthday


@pytest.mark.parametrize("typed", ["yesterday", "march 2", "1950-02-30", "03/04/1950", "soon", "1950"])
def test_birthday_that_is_no_complete_date_fails_the_row(desk: Desk, typed: str) -> None:
    assert counts(desk.people(f"name,birthday\nAda,{typed}\nBo,1950-03-02\n")) == (1, 0, 0, 1)


def test_birthday_may_be_lunar_and_not_both(desk: Desk) -> None:
    lunar = only_person(desk.people("name,lunar birthday\nAda,1950-01-30\n"))
    assert lunar.birthday == Birthday("lunar", 1, 30, 1950)
    imported = desk.people("name,birthday,lunar birthday\nBo,1950-03-02,1950-01-15\n")
    assert "one calendar" in only_error(imported)


def test_person_with_a_known_alias_is_known_whatever_else_differs(desk: Desk) -> None:
    desk.journal = journal_of((ADA,))
    person = only_person(desk.people("id,name,phone,note\na-1,Ada Ash,777,moved in\n", "alias=id"))
    assert person == replace(ADA, name="Ada Ash", keys=("aa", "adaash"), phone="777", notes="moved in")


def test_empty_cells_take_nothing_from_a_known_person(desk: Desk) -> None:
    desk.journal = journal_of((replace(ADA, notes="x", sensitive=True, groups=("elder",)),))
    imported = desk.people("alias,name,phone,note,sensitive,group\nA-1,,,,no,\n")
    assert counts(imported) == (0, 0, 1, 0)
    assert imported.change.is_empty


def test_known_person_gains_groups_and_best_times_and_loses_none(desk: Desk) -> None:
    desk.journal = journal_of((replace(ADA, groups=("elder",), best_times=("evenings",)),))
    person = only_person(desk.people("alias,name,group,best time\nA-1,Ada Oak,business,Evenings;noon\n"))
    assert (person.groups, person.best_times) == (("elder", "business"), ("evenings", "noon"))


def test_person_without_alias_is_known_if_everything_that_tells_people_apart_matches(desk: Desk) -> None:
    desk.journal = journal_of((ADA, replace(BO, area="East"), TWIN))
    imported = desk.people("name,address,area,phone,note\nbo elm,１ East Lane,West,,likes tea\n")
    assert only_person(imported) == replace(BO, area="East", notes="likes tea")


@pytest.mark.parametrize(
    "row", ["Bo Elm,3 East Lane,", "Bo Elm,,", "Bo Elm,1 East Lane,555", "Bo Elms,1 East Lane,"]
)
def test_person_is_not_known_if_any_of_it_differs(desk: Desk, row: str) -> None:
    desk.journal = journal_of((BO, TWIN))
    assert counts(desk.people(f"name,address,phone\n{row}\n")) == (1, 0, 0, 0)


def test_person_is_never_known_by_name_alone(desk: Desk) -> None:
    desk.journal = journal_of((Person(1, "Li Na", notes="shop 7"),))
    assert counts(desk.people("name,note\nLi Na,shop 8\n")) == (1, 0, 0, 0)
    assert counts(desk.people("name,phone\nLi Na,555\n")) == (1, 0, 0, 0)


def test_identical_rows_are_one_person(desk: Desk) -> None:
    assert counts(desk.people("name\nLi Na\nLI NA\n")) == (1, 0, 1, 0)
    assert counts(desk.people("name,phone,note\nLi Na,555,a\nLi Na,555,a\n")) == (1, 0, 1, 0)
    assert counts(desk.people("alias,name\nX,Li Na\nX,Li Na\nY,Li Na\n")) == (2, 0, 1, 0)


def test_later_row_of_the_file_adds_to_the_person_of_an_earlier_one(desk: Desk) -> None:
    imported = desk.people("alias,name,phone,group\nX,Li Na,,elder\nX,Li Na,555,business\n")
    assert counts(imported) == (1, 1, 0, 0)
    assert (only_person(imported).phone, only_person(imported).groups) == ("555", ("elder", "business"))


def test_two_people_with_the_row_s_aliases_are_ambiguous(desk: Desk) -> None:
    desk.journal = journal_of((ADA, replace(BO, aliases=("B-1",))))
    imported = desk.people("name,alias\nAda,A-1;B-1\n")
    assert isinstance(imported.failed[0].error, Ambiguous)
    assert [p.id for p in imported.failed[0].error.candidates if isinstance(p, Person)] == [1, 2]


def test_two_people_with_the_same_traits_are_ambiguous_unless_nothing_is_new(desk: Desk) -> None:
    desk.journal = journal_of((BO, replace(BO, id=7)))
    assert counts(desk.people("name,address\nBo Elm,1 East Lane\n")) == (0, 0, 1, 0)
    assert counts(desk.people("name,address,phone\nBo Elm,1 East Lane,\n")) == (0, 0, 1, 0)
    assert counts(desk.people("name,address,note\nBo Elm,1 East Lane,x\n")) == (0, 0, 0, 1)


def test_stored_short_names_are_not_taken_for_a_difference(desk: Desk) -> None:
    desk.journal = journal_of((replace(ADA, keys=("wxy",)),))
    assert counts(desk.people("alias,name\nA-1,Ada Oak\n")) == (0, 0, 1, 0)


# Visits


def test_visit_row_fills_every_field_of_log(desk: Desk) -> None:
    desk.journal = journal_of((ADA,))
    header = (
        "who,on,note,form,place,result,minutes,topic,sensitive,alone,with,approach,went,lesson,warmth,"
        "hospitality,hospitality-declined,attire,asked"
    )
    row = (
        "a-1,2026-11-03 15:00,roof leaks,电话,办公室,见到,３０,roof;lamp,x,是,Cy|Di,listened,见效,ask first,热情,"
        "tea,meal,便装,no"
    )
    assert only_visit(desk.visits(f"{header}\n{row}\n")) == Visit(
        1,
        (1,),
        date(2026, 11, 3),
        at=time(15),
        minutes=30,
        form="phone",
        place="office",
        result="met",
        note="roof leaks",
        topics=("roof", "lamp"),
        sensitive=True,
        alone=True,
        companions=("Cy", "Di"),
        attire="plain",
        hospitality="tea",
        hospitality_declined="meal",
        warmth="warm",
        approach="listened",
        went="well",
        lesson="ask first",
        logged_at=NOW.replace(microsecond=0),
    )


def test_visit_is_a_dropin_at_home_that_met_them_unless_said(desk: Desk) -> None:
    desk.journal = journal_of((ADA,))
    visit = only_visit(desk.visits("who,on\nAda Oak,2026-11-03\n"))
    assert (visit.form, visit.place, visit.result, visit.at, visit.note) == (
        "dropin",
        "home",
        "met",
        None,
        None,
    )


def test_talk_to_many_has_area_and_heads_in_place_of_who(desk: Desk) -> None:
    text = (
        "who,on,area,heads,note\n,2026-11-03,East Lane,40,fire safety\n,2026-11-03,West Lane,40,fire safety\n"
    )
    imported = desk.visits(text)
    visit = imported.change.put[0]
    assert isinstance(visit, Visit)
    assert (visit.people, visit.area, visit.heads, visit.form, visit.place) == (
        (),
        "East Lane",
        40,
        "meeting",
        "public",
    )
    assert counts(imported) == (2, 0, 0, 0)
    assert counts(desk.visits(text)) == (0, 0, 2, 0)


@pytest.mark.parametrize(
    "row",
    ["Ada Oak,2026-11-03,East,", "Ada Oak,2026-11-03,,4", ",2026-11-03,East,", ",2026-11-03,,", "Ada Oak,,,"],
)
def test_row_without_day_or_with_half_a_talk_fails(desk: Desk, row: str) -> None:
    desk.journal = journal_of((ADA,))
    assert counts(desk.visits(f"who,on,area,heads\n{row}\n")) == (0, 0, 0, 1)


def test_who_is_an_exact_alias_before_an_exact_name(desk: Desk) -> None:
    desk.journal = journal_of((ADA, Person(2, "A-1"), Person(3, "Cy Ash")))
    imported = desk.visits("who,on\na-1,2026-11-01\nＣＹ  ash,2026-11-01\n")
    assert [visit.people for visit in imported.change.put if isinstance(visit, Visit)] == [(1,), (3,)]


@pytest.mark.parametrize(
    "who", ["1", "3-201", "ao", "adaoak", "Ada", "Oak", "Ada Oaks", ".", "Ada Oak, Bo Elm"]
)
def test_who_is_nothing_else_and_a_number_is_nobody_s_number(desk: Desk, who: str) -> None:
    desk.journal = journal_of((replace(ADA, keys=("ao", "adaoak")), BO))
    imported = desk.visits(f'who,on\n"{who}",2026-11-01\n')
    assert isinstance(imported.failed[0].error, NotFound)


def test_who_that_fits_two_fails_even_with_new(desk: Desk) -> None:
    desk.journal = journal_of((BO, TWIN))
    imported = desk.visits("who,on\nBo Elm,2026-11-01\n", new=True)
    assert isinstance(imported.failed[0].error, Ambiguous)
    assert counts(imported) == (0, 0, 0, 1)


def test_several_people_stand_between_semicolons_only(desk: Desk) -> None:
    people = (ADA, BO, Person(3, "Cy; Di"), Person(4, "Oak, Ada"))
    desk.journal = journal_of(people)
    rows = ("Bo Elm；Ada Oak;A-1", "Cy; Di", '"Oak, Ada"')
    imported = desk.visits("who,on\n" + "".join(f"{who},2026-11-01\n" for who in rows))
    assert [visit.people for visit in imported.change.put if isinstance(visit, Visit)] == [(2, 1), (3,), (4,)]


def test_one_unknown_among_several_fails_the_row(desk: Desk) -> None:
    desk.journal = journal_of((ADA,))
    assert "Cy" in only_error(desk.visits("who,on\nAda Oak;Cy,2026-11-01\n"))


def test_new_makes_people_once(desk: Desk) -> None:
    desk.journal = journal_of((ADA,))
    text = "who,on\nCy Ash,2026-11-01\nAda Oak;CY ASH;Di,2026-11-02\nDi,2026-11-03\n"
    imported = desk.visits(text, new=True)
    people = [record for record in imported.change.put if isinstance(record, Person)]
    assert [(p.id, p.name, p.keys, p.added_on) for p in people] == [
        (2, "Cy Ash", ("ca", "cyash"), NOW.date()),
        (3, "Di", (), NOW.date()),
    ]
    visits = [record.people for record in imported.change.put if isinstance(record, Visit)]
    assert visits == [(2,), (1, 2, 3), (3,)]
    assert (counts(imported), imported.new_people) == ((3, 0, 0, 0), 2)
    again = desk.visits(text, new=True)
    assert (counts(again), again.new_people) == ((0, 0, 3, 0), 0)


@pytest.mark.parametrize("row", ["Cy,2027-01-01,", "Cy,,", "Cy;Bo Elm,2026-11-01,", "Cy,2026-11-01,somehow"])
def test_row_that_fails_makes_nobody(desk: Desk, row: str) -> None:
    desk.journal = journal_of((BO, TWIN))
    imported = desk.visits(f"who,on,form\n{row}\n", new=True)
    assert counts(imported) == (0, 0, 0, 1)
    assert imported.change.is_empty


@pytest.mark.parametrize(
    ("typed", "on", "at"),
    [
        ("2022-07-20", date(2022, 7, 20), None),
        ("2022-07-20T07:13:55Z", date(2022, 7, 20), time(7, 13, 55)),
        ("2022-07-20T23:13:55.987+08:00", date(2022, 7, 20), time(23, 13, 55)),
        ("2022-07-20 07:13:55 +0000", date(2022, 7, 20), time(7, 13, 55)),
        ("2022-07-20 07:13 UTC", date(2022, 7, 20), time(7, 13)),
        ("2022/7/2 07:13", date(2022, 7, 2), time(7, 13)),
        ("2022/7/2 0:00", date(2022, 7, 2), time(0)),
        ("2022.7.2", date(2022, 7, 2), None),
        ("20220720", date(2022, 7, 20), None),
        ("3 march 2022 at 2pm", date(2022, 3, 3), time(14)),
        ("2022年3月3日下午2点", date(2022, 3, 3), time(14)),
        ("25/12/2022", date(2022, 12, 25), None),
        ("friday", date(2026, 11, 20), None),
        ("昨天", date(2026, 11, 23), None),
        ("2026-11-24T23:59:59Z", date(2026, 11, 24), time(23, 59, 59)),
    ],
)
def test_day_and_time_are_taken_as_written(desk: Desk, typed: str, on: date, at: time | None) -> None:
    desk.journal = journal_of((ADA,))
    visit = only_visit(desk.visits(f"who,on\nAda Oak,{typed}\n"))
    assert (visit.on, visit.at) == (on, at)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-25",
        "2026-11-25T00:00:00Z",
        "2022-02-30T07:13:55Z",
        "2022-02-30",
        "1850-01-01",
        "03/04/2025",
        "2022-07-20 3:30",
        "2022-07-20T25:00:00Z",
        "2022-07/20",
        "45000",
        "someday",
    ],
)
def test_day_that_lies_ahead_or_can_not_be_read_in_one_way_fails_the_row(desk: Desk, typed: str) -> None:
    desk.journal = journal_of((ADA,))
    imported = desk.visits(f"who,on\nAda Oak,{typed}\nAda Oak,2022-07-20\n")
    assert counts(imported) == (1, 0, 0, 1)
    assert isinstance(imported.failed[0].error, Misuse)


def test_order_of_dates_may_be_settled(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("who,on\nAda Oak,03/04/2025\n")
    rows = read_rows(tmp_path / "x.csv")
    mapping = mapping_of((), rows.header, "visits")
    orders: dict[DateOrder, date] = {"dmy": date(2025, 4, 3), "mdy": date(2025, 3, 4)}
    for order, on in orders.items():
        imported = import_rows(
            journal_of((ADA,)), rows, mapping, "visits", create=False, now=NOW, date_order=order
        )
        assert only_visit(imported).on == on


@pytest.mark.parametrize(
    ("row", "is_known"),
    [
        ("A-1,2026-11-03 15:00,roof,phone", True),
        ("A-1,2026-11-03 15:00:01,roof,phone", False),
        ("A-1,2026-11-03,roof,phone", False),
        ("A-1,2026-11-02 15:00,roof,phone", False),
        ("A-1,2026-11-03 15:00,Roof,phone", False),
        ("A-1,2026-11-03 15:00,,phone", False),
        ("A-1,2026-11-03 15:00,roof,chance", False),
        ("A-1;Bo Elm,2026-11-03 15:00,roof,phone", False),
    ],
)
def test_visit_is_known_by_people_day_time_note_and_form(desk: Desk, row: str, is_known: bool) -> None:
    there = Visit(
        9, (1,), date(2026, 11, 3), at=time(15), note="roof", form="phone", place="office", minutes=5
    )
    desk.journal = journal_of((ADA, BO), (there,))
    imported = desk.visits(f"who,on,note,form\n{row}\n{row}\n")
    assert counts(imported) == ((0, 0, 2, 0) if is_known else (1, 0, 1, 0))
    assert [record.id for record in imported.change.put] == ([] if is_known else [10])


def test_order_of_the_people_makes_no_other_visit(desk: Desk) -> None:
    desk.journal = journal_of((ADA, BO))
    assert counts(desk.visits("who,on\nAda Oak;Bo Elm,2026-11-01\nBo Elm;Ada Oak,2026-11-01\n")) == (
        1,
        0,
        1,
        0,
    )


def test_promises_come_with_the_visit_and_count_from_its_day(desk: Desk) -> None:
    desk.journal = journal_of((ADA, BO), promises=(Promise(4, 1, "old"),))
    text = "who,on,promise\nAda Oak;Bo Elm,2024-05-01,ask housing @friday; bring key\n"
    imported = desk.visits(text)
    promises = [record for record in imported.change.put if isinstance(record, Promise)]
    assert [(p.id, p.person, p.text, p.by, p.visit, p.made_on) for p in promises] == [
        (5, 1, "ask housing", date(2024, 5, 3), 1, date(2024, 5, 1)),
        (6, 1, "bring key", None, 1, date(2024, 5, 1)),
        (7, 2, "ask housing", date(2024, 5, 3), 1, date(2024, 5, 1)),
        (8, 2, "bring key", None, 1, date(2024, 5, 1)),
    ]
    assert counts(desk.visits(text)) == (0, 0, 1, 0)


@pytest.mark.parametrize("promise", ["mail a@b.com", "@friday", "call＠2024-04-01"])
def test_promise_whose_day_can_not_be_read_fails_the_row(desk: Desk, promise: str) -> None:
    desk.journal = journal_of((ADA,))
    assert counts(desk.visits(f"who,on,promise\nAda Oak,2024-05-01,{promise}\n")) == (0, 0, 0, 1)


# Both


def test_bad_rows_are_named_with_their_lines_and_never_stop_the_rest(desk: Desk) -> None:
    rows = (
        "Ada,elder,",
        'Bo,nobody,"a\nb"',
        "Cy,elder",
        "Di,elder,,",
        "",
        "E\0m,elder,",
        ",elder,x",
        "Fay,,",
    )
    imported = desk.people("name,group,note\n" + "\n".join(rows) + "\n")
    assert [failed.line for failed in imported.failed] == [3, 5, 6, 8, 9]
    assert [type(failed.error) for failed in imported.failed] == [NotFound, Misuse, Misuse, Misuse, Misuse]
    assert [p.name for p in imported.change.put if isinstance(p, Person)] == ["Ada", "Fay"]


def test_half_a_character_fails_its_row(desk: Desk) -> None:
    rows = Rows(("name",), "UTF-8", ",", ((2, ("A\ud83d",)), (3, ("Bo",))))
    assert [f.line for f in desk.take_rows(rows, kind="people").failed] == [2]


@pytest.mark.parametrize(
    ("spec", "typed"),
    [
        ("minutes=x", "0"),
        ("minutes=x", "-5"),
        ("minutes=x", "1.5"),
        ("minutes=x", "9999999"),
        ("minutes=x", "²"),
        ("sensitive=x", "maybe"),
        ("place=x", "street"),
        ("warmth=x", "hot"),
    ],
)
def test_value_that_does_not_fit_its_field_fails_the_row(desk: Desk, spec: str, typed: str) -> None:
    desk.journal = journal_of((ADA,))
    imported = desk.visits(f"who,on,x\nAda Oak,2026-11-01,{typed}\nAda Oak,2026-11-01,\n", spec)
    assert counts(imported) == (1, 0, 0, 1)


def test_one_change_holds_it_all_for_nobody_in_particular(desk: Desk) -> None:
    desk.journal = journal_of((ADA,))
    imported = desk.people("alias,name,phone\nA-1,Ada Oak,777\nB-1,Bo,1\nC-1,Cy,2\n")
    change = imported.change
    assert (change.command, change.summary, change.people) == ("import", "list.csv +2 ~1", ())
    assert [record.id for record in change.put] == [1, 2, 3]


def test_progress_is_told_every_thousand_rows_and_at_the_end(tmp_path: Path) -> None:
    rows = Rows(("name",), "UTF-8", ",", tuple((line, (f"P{line}",)) for line in range(2, 2502)))
    told: list[int] = []
    mapping = mapping_of((), rows.header, "people")
    import_rows(Journal(), rows, mapping, "people", create=False, now=NOW, on_progress=told.append)
    assert told == [1000, 2000, 2500]


def test_what_the_store_kept_is_known_again_and_can_be_undone(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes("编号,姓名,住址\nK-1,王秀英,东巷3号\n,李雷,\n".encode("gb18030"))
    (tmp_path / "visits.csv").write_text(
        "姓名,时间,内容\nK-1,2026-11-03T15:00:07Z,屋顶漏雨\n李雷;新人,2026-11-04,\n"
    )
    file = JournalFile(tmp_path / "journal.json")
    for turn in range(2):
        for name, specs in (("people", ("alias=编号",)), ("visits", ())):
            kind: Kind = "people" if name == "people" else "visits"
            rows = read_rows(tmp_path / f"{name}.csv")
            mapping = mapping_of(specs, rows.header, kind)
            with file.writing() as opened:
                imported = import_rows(opened.journal, rows, mapping, kind, create=True, now=NOW)
                assert counts(imported) == ((2, 0, 0, 0) if turn == 0 else (0, 0, 2, 0))
                if not imported.change.is_empty:
                    opened.save(imported.change, NOW)
    journal = file.load()
    assert [p.name for p in journal.people.values()] == ["王秀英", "李雷", "新人"]
    assert [p.summary for p in journal.changes.values()] == ["people.csv +2", "visits.csv +2"]
    assert journal.people.get(1).tally.visits == 1  # type: ignore[union-attr]
