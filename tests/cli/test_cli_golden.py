"""Whole screens of the small journal, as they were meant: UPDATE_GOLDEN=1 pytest tests/cli/test_cli_golden.py

rewrites them; look at the difference before it is committed. Spaces at the end of a line are not kept.
"""

import os
from pathlib import Path

import pytest

from conftest import Vl

GOLDEN = Path(__file__).with_name("golden")
SCREENS = {
    "due": ("due", "--days", "14"),
    "show": ("show", "ada"),
    "people": ("people",),
    "visits": ("visits",),
    "promises": ("promises", "--all"),
    "summary": ("summary", "--split", "residence"),
    "group-list": ("group", "list"),
    "log": ("log", "ada,dan", "tea, knee better", "--on", "yesterday", "-p", "ask about the lamp @friday"),
    "welcome": ("--journal", "nowhere.json", "due"),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_was_meant(lane: Vl, name: str, columns: int, lang: str) -> None:
    told = lane.screen(*SCREENS[name], columns=columns, lang=lang)
    assert told.code == 0
    shown = "".join(line.rstrip() + "\n" for line in told.lines)
    golden = GOLDEN / f"{name}-{columns}-{lang}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")


def test_every_golden_file_belongs_to_a_screen() -> None:
    names = {
        f"{name}-{columns}-{lang}.txt" for name in SCREENS for columns in (80, 40) for lang in ("en", "zh")
    }
    assert {path.name for path in GOLDEN.iterdir()} == names
