"""docs/ten-rules.md is what visitlog prints now, and says openly where visitlog departs from the essay."""

import re
from pathlib import Path

import pytest
from tools import ten_rules

PAGE = ten_rules.PAGE.read_text("utf-8")
SECTIONS = re.split(r"^<a id=\"rule-\d+\"></a>$", PAGE, flags=re.MULTILINE)[1:]


def test_the_page_is_what_visitlog_prints_now(capsys: pytest.CaptureFixture[str]) -> None:
    assert ten_rules.main(["--check"]) == 0, capsys.readouterr().out


def test_a_page_that_is_not_true_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "docs" / "ten-rules.md"
    stale.parent.mkdir()
    stale.write_text(PAGE.replace("visitlog", "notebook", 1), encoding="utf-8")
    monkeypatch.setattr(ten_rules, "ROOT", tmp_path)
    monkeypatch.setattr(ten_rules, "PAGE", stale)
    monkeypatch.setattr(ten_rules, "page", lambda: PAGE)  # that it is what is printed, the test above says
    assert ten_rules.main(["--check"]) == 1
    assert "mend: python -m tools.ten_rules" in capsys.readouterr().out
    assert ten_rules.main([]) == 0
    assert stale.read_text("utf-8") == PAGE


def test_every_rule_has_its_row_its_scenario_test_and_a_short_transcript() -> None:
    assert len(SECTIONS) == len(ten_rules.RULES) == 10
    tests = sorted(path.name for path in (ten_rules.ROOT / "tests" / "rules").glob("test_rule_*.py"))
    for number, (rule, section) in enumerate(zip(ten_rules.RULES, SECTIONS, strict=True), 1):
        assert f"| {number} | [{rule.chinese} {rule.english}](#rule-{number}) |" in PAGE
        words = "_".join(rule.english.lower().replace("'", "").partition(",")[0].split())
        assert tests[number - 1].startswith(f"test_rule_{number:02}_{words.replace('dont', 'do_not')}")
        assert rule.chinese in (ten_rules.ROOT / "tests" / "rules" / tests[number - 1]).read_text("utf-8")
        typed = re.findall(r"^\$ visitlog ", section, re.MULTILINE)
        assert 3 <= len(typed) <= 8
        assert len(section.splitlines()) <= 60


def test_the_page_says_openly_where_visitlog_departs_from_the_essay() -> None:
    departs = " ".join(
        PAGE.partition("## Where visitlog departs from the essay")[2].partition("\n## ")[0].split()
    )
    for words in (
        "worn down are progress. **visitlog does not, and says so openly.**",
        "each further refusal doubles the wait",
        "After two in a row, an open matter no longer presses",
        "someone else should go",
        "who declined (`visitlog retire WHO declined`) is never listed again",
    ):
        assert words in departs


def test_the_page_names_no_machine() -> None:
    assert not re.search(r"(?<![\w<])/(?:tmp|home|root|work|usr|Users|private|var)\b", PAGE)
    assert "Traceback" not in PAGE
