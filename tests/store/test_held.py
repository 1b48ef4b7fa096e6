"""A file held open is read as it was when it was opened, or not at all; and no more of it than is wanted."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from store_made import NOON, put, read

from visitlog.model.errors import Refused
from visitlog.model.journal import Change
from visitlog.model.records import Person, Visit
from visitlog.store import held
from visitlog.store.journal_file import JournalFile
from visitlog.store.lazy_table import LazyTable
from visitlog.store.storage import JournalStorage

DAY = date(2026, 3, 5)
LONG = "x" * 3000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal whose visits are longer than what is read of a file at once."""
    path = tmp_path / "journal.json"
    put(path, Person(1, "Ada"), *(Visit(n, (1,), DAY, note=f"{n} {LONG}") for n in range(1, 400)))
    assert path.stat().st_size > 2 * held.PIECE
    return path


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b" ")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def touch_a_byte(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-3000, os.SEEK_END)
        file.write(b"!")
    os.utime(path, ns=(0, 1))


IN_PLACE = [append, cut, touch_a_byte]


def opened(path: Path) -> held.HeldFile:
    file = held.held(path)
    assert file is not None
    return file


@pytest.mark.parametrize("change", IN_PLACE)
@pytest.mark.parametrize(
    "asked",
    [
        lambda file: file.read(),
        lambda file: file.read(10, 20),
        lambda file: list(file.pieces(0, file.size)),
        lambda file: file.crc(0, file.size),
    ],
)
def test_what_is_changed_in_place_meanwhile_is_not_read(
    path: Path, change: Callable[[Path], None], asked: Callable[[held.HeldFile], object]
) -> None:
    file = opened(path)
    asked(file)
    change(path)
    with pytest.raises(Refused, match=r"^Another program has changed .+ just now; nothing was done"):
        asked(file)


def test_what_is_put_in_its_place_is_another_file(path: Path) -> None:
    file, before = opened(path), path.read_bytes()
    other = path.with_name("other")
    other.write_text("{}")
    other.replace(path)
    assert file.read() == before


def test_pieces_that_are_kept_stay_as_they_were(path: Path) -> None:
    assert b"".join(list(opened(path).pieces(0, path.stat().st_size))) == path.read_bytes()


def put_another(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes().replace(b"Ada", b"Eve"))
    other.replace(path)


@pytest.mark.parametrize("are_visits_read", [False, True])
@pytest.mark.parametrize("change", [*IN_PLACE, put_another])
def test_a_journal_that_another_program_changes_meanwhile_is_not_replaced(
    path: Path, change: Callable[[Path], None], are_visits_read: bool
) -> None:
    with JournalFile(path).writing() as journal:
        if are_visits_read:
            assert journal.journal.visits.get(7) is not None
        change(path)
        theirs = path.read_bytes()
        with pytest.raises(Refused, match="Another program has changed"):
            journal.save(Change("add", "x", put=(Person(2, "Ben"),)), NOON)
    assert path.read_bytes() == theirs
    assert not list(path.parent.glob("*.tmp"))


def test_a_visit_is_added_to_visits_that_nobody_has_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_: object) -> bytes:
        raise AssertionError("the visits were read as a whole")

    with monkeypatch.context() as patched:
        patched.setattr(held.Stretch, "content", property(never))
        put(path, Visit(400, (1,), date(2026, 3, 6)))
    visits = read(path)["visits"]
    assert list(map(int, visits)) == list(range(1, 401))
    assert visits["7"]["note"] == f"7 {LONG}"
    assert read(path)["people"]["1"]["tally"]["visits"] == 400
    storage = JournalStorage(path)
    storage.read()
    assert storage.is_trusted


def test_a_last_record_longer_than_the_end_that_is_known_is_still_the_last(path: Path) -> None:
    put(path, Visit(400, (1,), DAY, note="y" * 200_000))
    put(path, Visit(401, (1,), DAY, note="z"))
    assert list(read(path)["visits"])[-2:] == ["400", "401"]


def tampered(path: Path, sizes: Callable[[dict[str, object]], object]) -> bool:
    """Whether the file is still believed after the sizes in its proof were changed."""
    text = path.read_text("utf-8")
    line = text.split("\n", 3)[2]
    meta = json.loads("{" + line + "}")
    meta["1"]["bytes"] = sizes(meta["1"]["bytes"])
    path.write_text(
        text.replace(line, json.dumps(meta, separators=(",", ":"))[1:-1].replace(":", ": ", 1), 1)
    )
    storage = JournalStorage(path)
    storage.read()
    return storage.is_trusted


def test_sizes_as_they_were_are_believed(path: Path) -> None:
    assert tampered(path, lambda sizes: sizes)


@pytest.mark.parametrize(
    "sizes",
    [
        lambda _: None,
        lambda _: {},
        lambda _: [],
        lambda sizes: {**sizes, "people": "1"},
        lambda sizes: {**sizes, "people": True},
        lambda sizes: {**sizes, "people": 2**62},
        lambda sizes: {**sizes, "people": sizes["people"] - 2, "visits": sizes["visits"] + 2},
        lambda sizes: {**sizes, "people": -2, "visits": sizes["visits"] + sizes["people"] + 2},
        lambda sizes: {**sizes, "people": float(sizes["people"])},
        lambda sizes: {**sizes, "more": 0},
        lambda sizes: {"meta": 0, **sizes},
        lambda sizes: dict(reversed(sizes.items())),
        lambda sizes: {name: size for name, size in sizes.items() if name != "visits"},
    ],
)
def test_a_file_with_any_other_sizes_is_checked_record_by_record(
    path: Path, sizes: Callable[[dict[str, object]], object]
) -> None:
    before = read(path)
    assert not tampered(path, sizes)
    assert len(list(JournalFile(path).load().visits.values())) == 399
    put(path, Person(2, "Ben"))
    after = read(path)
    assert after["visits"] == before["visits"]
    storage = JournalStorage(path)
    storage.read()
    assert storage.is_trusted


def test_much_of_another_programs_in_meta_does_not_cost_the_proof(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace('"1": {"schema"', f'"1": {{"theirs":"{LONG * 30}","schema"', 1), "utf-8")
    put(path, Person(2, "Ben"))
    storage = JournalStorage(path)
    tables = storage.read()
    assert storage.is_trusted
    assert tables is not None
    assert isinstance(tables["people"], LazyTable)
