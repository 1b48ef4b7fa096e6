"""What the scenarios of the ten rules ask again and again, always through the command."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import Vl

Build = Callable[[Vl], None]


def begun(vl: Vl, folders: pytest.TempPathFactory, build: Build) -> Vl:
    """The command on a copy of the journal that `build` makes; it is made once a process."""
    vl.journal.parent.mkdir(mode=0o700)
    vl.journal.write_bytes(_built(build, folders.getbasetemp()))
    return vl


@cache
def _built(build: Build, folder: Path) -> bytes:
    home = folder / f"{build.__module__}-{build.__name__}"
    home.mkdir()
    vl = Vl(home)
    build(vl)
    assert vl.bytes is not None
    return vl.bytes


def due(vl: Vl, today: str, *words: str) -> Any:
    """What `due` answers on a day."""
    return vl.ok("due", *words, "--json", today=today).data


def to_see(vl: Vl, today: str, *words: str) -> dict[str, str | None]:
    """Whom `due` lists as to be seen, each with the kind of the reason; None where it is withheld."""
    visits = due(vl, today, *words)["visits"]
    return {v["person"]["name"]: v["reason"] and v["reason"]["kind"] for v in visits}


def stands(vl: Vl, who: str, today: str) -> Any:
    """Where somebody stands on a day, as `show` says it."""
    return vl.ok("show", who, "--json", today=today).data["person"]["standing"]


def briefed(vl: Vl, who: str, today: str, *words: str) -> Any:
    """What `brief` answers on a day."""
    return vl.ok("brief", who, *words, "--json", today=today).data


def summed(vl: Vl, today: str, *words: str) -> Any:
    """What `summary` answers on a day."""
    return vl.ok("summary", *words, "--json", today=today).data


def rounds(vl: Vl, today: str, *words: str) -> dict[str, list[str]]:
    """Whom `plan` sends us to, by day, in the order of walking."""
    days = vl.ok("plan", *words, "--json", today=today).data["days"]
    return {day["date"]: [stop["person"]["name"] for stop in day["stops"]] for day in days}


def codes(vl: Vl, *words: str, **how: Any) -> list[str]:
    """The codes of the warnings that a command gives."""
    return [warning["code"] for warning in vl.ok(*words, "--json", **how).data["warnings"]]


def spaced(text: str) -> str:
    """A text with one space wherever there is any, however it was wrapped or set in columns."""
    return " ".join(text.split())
