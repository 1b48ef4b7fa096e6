"""config.toml: each setting works, a flag and the environment outrank it, a bad one is named with its line."""

import sys
from pathlib import Path

import platformdirs
import pytest

from conftest import Real, Vl
from visitlog.cli.settings import journal_path, settings_path

NO_LANGUAGE = {"VISITLOG_LANG": None, "LC_ALL": None, "LC_MESSAGES": None, "LANG": None}


def config(vl: Vl, text: str | bytes) -> Path:
    """Writes the settings where they are looked for."""
    path = vl.home / ".config" / "visitlog" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_without_settings_everything_is_as_usual(lane: Vl) -> None:
    assert lane.ok().out == lane.ok("due").out
    usual = lane.ok("due").out
    config(lane, "")
    assert lane.ok("due").out == usual
    config(lane, "# nothing yet\n\n")
    assert lane.ok("due").out == usual


def test_path_tells_where_the_settings_are_looked_for(vl: Vl) -> None:
    usual = vl.home / ".config" / "visitlog" / "config.toml"
    assert vl.ok("path", "--json").data["settings"] == str(usual)
    elsewhere = {"XDG_CONFIG_HOME": str(vl.home / "xdg")}
    assert vl.ok("path", "--json", env=elsewhere).data["settings"] == str(
        vl.home / "xdg/visitlog/config.toml"
    )


@pytest.mark.parametrize(
    ("home", "elsewhere"),
    [
        ("/home/somebody", None),
        ("/home/somebody/", ""),
        ("/", None),
        ("/a b/..", None),
        ("/h", "/x"),
        ("/h", "x"),
    ],
)
def test_folders_are_those_of_the_platform(
    monkeypatch: pytest.MonkeyPatch, home: str, elsewhere: str | None
) -> None:
    """Where they usually are on Linux is said without platformdirs, and must be what it says."""
    if sys.platform != "linux":
        pytest.skip("platformdirs itself is asked there")
    monkeypatch.setenv("HOME", home)
    for variable in ("VISITLOG_CONFIG", "VISITLOG_JOURNAL"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
        if elsewhere is not None:
            monkeypatch.setenv(variable, elsewhere)
    settings = platformdirs.user_config_path("visitlog", appauthor=False)
    assert settings_path() == settings / "config.toml"
    assert (
        journal_path(None, None) == platformdirs.user_data_path("visitlog", appauthor=False) / "journal.json"
    )


# journal


def test_journal_is_where_the_setting_says(vl: Vl) -> None:
    config(vl, 'journal = "~/kept here/mine.json"')
    vl.ok("add", "Ada Oak", env={"VISITLOG_JOURNAL": None})
    assert (vl.home / "kept here" / "mine.json").is_file()
    assert not vl.journal.exists()


def test_flag_outranks_environment_outranks_setting_for_the_journal(vl: Vl) -> None:
    config(vl, 'journal = "~/set.json"')
    flagged = vl.home / "flag.json"

    def journal(*words: str, variable: str | None) -> str:
        env = {"VISITLOG_JOURNAL": variable}
        return str(vl.ok(*words, "path", "--json", env=env).data["journal"])

    assert journal("--journal", str(flagged), variable="/named.json") == str(flagged)
    assert journal("--journal", str(flagged), variable=None) == str(flagged)
    assert journal(variable="/named.json") == "/named.json"
    assert journal(variable=None) == str(vl.home / "set.json")
    assert journal(variable="") == str(vl.home / "set.json")


# language


@pytest.mark.parametrize(
    ("setting", "env", "is_chinese"),
    [
        ("zh", {}, True),
        ("en", {"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN"}, False),
        ("zh", {"VISITLOG_LANG": "en"}, False),
        ("en", {"VISITLOG_LANG": "zh"}, True),
        ("zh", {"LC_ALL": "en_GB.UTF-8"}, True),
        (None, {"LANG": "zh_CN.UTF-8"}, True),
        (None, {"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, True),
        (None, {}, False),
    ],
)
def test_language_is_by_the_variable_then_the_setting_then_the_locale(
    lane: Vl, setting: str | None, env: dict[str, str], is_chinese: bool
) -> None:
    if setting is not None:
        config(lane, f'language = "{setting}"')
    shown = lane.ok("log", "ada", "tea", env={**NO_LANGUAGE, **env}).out
    assert ("周一" in shown, "Mon" in shown) == (is_chinese, not is_chinese)


def test_the_installed_command_speaks_the_language_of_the_settings(lane: Vl, real: Real) -> None:
    config(lane, 'language = "zh"')
    assert "周一" in real("log", "ada", "tea", env={"VISITLOG_LANG": None}).out


# date_order


@pytest.mark.parametrize(("order", "understood"), [("dmy", "2025-04-03"), ("mdy", "2025-03-04")])
def test_date_order_reads_a_date_of_two_readings_everywhere(lane: Vl, order: str, understood: str) -> None:
    lines = (
        ("when", "03/04/2025"),
        ("log", "ada", "tea", "--on", "03/04/2025"),
        ("edit", "V5", "--on", "03/04/2025"),
        ("summary", "--from", "03/04/2025"),
    )
    for line in lines:
        assert "03/04/2025" in lane.refuses(2, *line)
    config(lane, f'date_order = "{order}"')
    assert lane.ok("when", "03/04/2025", "--json").data["date"] == understood
    assert lane.ok("log", "ada", "tea", "--on", "03/04/2025", "--json").data["visit"]["on"] == understood
    lane.ok("edit", "V5", "--on", "03/04/2025")
    assert lane.table("visits")["5"]["on"] == understood
    lane.ok("promise", "ada", "the key", "--by", "03/04/2027")
    assert lane.ok("promises", "--json").data["promises"][-2]["by"] == understood.replace("2025", "2027")
    assert lane.ok("summary", "--from", "03/04/2025", "--json").data["period"]["from"] == understood
    lane.ok("log", "ada", "x", "-p", "a lamp @03/04/2027")
    assert lane.table("promises")["8"]["by"] == understood.replace("2025", "2027")


@pytest.mark.parametrize(("order", "understood"), [("dmy", "2025-04-03"), ("mdy", "2025-03-04")])
def test_date_order_reads_the_dates_of_an_import(lane: Vl, order: str, understood: str) -> None:
    file = lane.home / "visits.csv"
    file.write_text("who,on,note\nAda Oak,03/04/2025,tea\n", encoding="utf-8")
    assert lane("import", str(file), "--as", "visits").code == 1
    config(lane, f'date_order = "{order}"')
    lane.ok("import", str(file), "--as", "visits")
    assert lane.table("visits")["11"]["on"] == understood


def test_date_order_reads_the_dates_of_a_form_in_the_editor(lane: Vl) -> None:
    editor = lane.home / "editor"
    editor.write_text('#!/bin/sh\nsed -i \'s|^on = .*|on = "03/04/2025"|\' "$1"\n', encoding="utf-8")
    editor.chmod(0o700)
    assert lane("edit", "V5", env={"EDITOR": str(editor)}).code == 2
    config(lane, 'date_order = "dmy"')
    lane.ok("edit", "V5", env={"EDITOR": str(editor)})
    assert lane.table("visits")["5"]["on"] == "2025-04-03"


def test_date_order_never_touches_what_has_one_reading(lane: Vl) -> None:
    config(lane, 'date_order = "mdy"')
    assert lane.ok("when", "23/04/2025", "--json").data["date"] == "2025-04-23"
    assert lane.ok("when", "2025-04-03", "--json").data["date"] == "2025-04-03"


# first_screen


@pytest.mark.parametrize("screen", ["due", "plan", "summary", "people"])
def test_first_screen_is_what_the_bare_command_shows(lane: Vl, screen: str) -> None:
    config(lane, f'first_screen = "{screen}"')
    assert lane.ok().out == lane.ok(screen).out
    assert lane.ok("--json").json() == lane.ok(screen, "--json").json()
    assert lane.ok("--json").json()["kind"] == screen
    assert lane.screen().out == lane.screen(screen).out


# sensitive_topics


def test_a_topic_that_the_settings_call_sensitive_is_withheld(lane: Vl) -> None:
    def note(*words: str) -> object:
        visits = lane.ok("visits", "--who", "3", "--json", *words).data["visits"]
        return next(visit["note"] for visit in visits if visit["id"] == "V1")

    assert note() == "屋顶漏雨"
    assert "roof" in str(lane.ok("summary", "--period", "all", "--json").data["topics"])
    config(lane, 'sensitive_topics = ["ROOF", "debts"]')
    assert note() is None
    assert note("--sensitive-too") == "屋顶漏雨"
    assert lane.ok("find", "屋顶", "--json").data["visits"] == []
    assert "roof" not in str(lane.ok("summary", "--period", "all", "--json").data["topics"])
    warnings = lane.ok("log", "dan", "x", "--topic", "debts", "--place", "public", "--json").data["warnings"]
    assert "sensitive_in_public" in [warning["code"] for warning in warnings]


def test_a_sensitive_topic_may_be_named_in_any_language(lane: Vl) -> None:
    lane.ok("topic", "set", "roof", "--label-zh", "屋顶")
    config(lane, 'sensitive_topics = ["屋顶"]')
    assert lane.ok("visits", "--who", "3", "--json").data["visits"][-1]["withheld"] is True


# What is wrong is named with its line, and nothing is done.

BAD: tuple[tuple[str | bytes, int, str], ...] = (
    ("date_order = 3", 1, "date_order"),
    ('\n\ndate_order = "ydm"', 3, "ymd"),
    ('language = "en"\nfirst_screen = "show"', 2, "summary"),
    ('language = "fr"', 1, "zh"),
    ("journal = true", 1, "path"),
    ('language = "en"\nsensitive_topics = "health"', 2, "topic"),
    ('sensitive_topics = ["a", 3]', 1, "topic"),
    ('holidays = "US"', 1, "CN | none"),
    ("holidays = true", 1, "CN | none"),
    ('colour = "red"', 1, "colour"),
    ('date_order = "dmy"\ndate = 3', 2, "date"),
    ("# colours\ncolour = 1\n", 2, "first_screen"),
    ('\n"colour" = 1\n', 2, "colour"),
    ("\n[colour]\nred = 1\n", 2, "colour"),
    ("\n\ncolour.red = 1\n", 3, "colour"),
    ('language = "en"\ndate_order "dmy"', 2, "expected '='"),
    ('language = "en"\n\ndate_order = dmy', 3, "stands in quotes"),
    ('language = "en"\nlanguage = "zh"', 2, "overwrite"),
    ('language = "en" date_order = "dmy"', 1, "newline"),
    ('language = "en', 1, "unterminated"),
    ('language = """en', 1, "unterminated"),
    (b'language = "en"\n# \xff\n', 2, "UTF-8"),
    ("\x00", 1, "invalid"),
)


@pytest.mark.parametrize(("text", "line", "about"), BAD)
def test_a_bad_setting_is_named_with_its_file_and_line(
    lane: Vl, text: str | bytes, line: int, about: str
) -> None:
    path = config(lane, text)
    for words in (("due",), ("log", "ada", "tea"), ("show", "ada")):
        sentence = lane.refuses(2, *words)
        assert f"{path}, line {line}" in sentence
        assert about in sentence


def test_a_bare_command_with_bad_settings_says_so_too(lane: Vl, real: Real) -> None:
    path = config(lane, "\nlanguage = 3\n")
    assert f"{path}, line 2" in lane.refuses(2)
    result = real(env={"VISITLOG_LANG": None})
    assert (result.code, result.out) == (2, "")
    assert f"{path}, line 2" in result.err
    assert "Traceback" not in result.err


def test_help_and_version_do_without_settings(lane: Vl) -> None:
    config(lane, "language = 3")
    assert lane.ok("--version").out.startswith("visitlog ")
    assert "due" in lane.ok("--help").out
    assert "WHO" in lane.ok("log", "--help").out


def test_settings_that_can_not_be_opened_are_not_taken_for_none(lane: Vl) -> None:
    path = config(lane, "")
    path.unlink()
    path.mkdir()
    assert str(path) in lane.refuses(2, "due")


def test_a_byte_order_mark_before_the_settings_does_no_harm(lane: Vl) -> None:
    config(lane, b"\xef\xbb\xbflanguage = 'zh'\r\n")
    assert "周一" in lane.ok("log", "ada", "tea", env=NO_LANGUAGE).out
