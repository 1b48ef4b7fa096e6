"""Lunar birthdays, lunar festivals, the holidays of mainland China, and what is said where they can't be known."""

from typing import Any

import pytest

from conftest import Vl
from zh_extra import hide_zh_extra

ZH = {"VISITLOG_LANG": "zh"}
INSTALL = "pip install 'visitlog[zh]'"


def config(vl: Vl, text: str) -> None:
    folder = vl.home / ".config" / "visitlog"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(text, encoding="utf-8")


def reason(vl: Vl, today: str) -> tuple[str, str] | None:
    """The kind and the day of the first visit due on a day."""
    visits = vl.ok("due", "--json", today=today).data["visits"]
    return (visits[0]["reason"]["kind"], visits[0]["due_on"]) if visits else None


# Lunar birthdays


def born(vl: Vl, lunar: str, *words: str) -> Vl:
    """The journal with somebody whose rhythm leaves everything to the birthday."""
    vl.ok("add", "Ada Oak", "--lunar-birthday", lunar, "--every", "20y", *words, today="2024-01-02")
    vl.ok("log", "ada", "hello", today="2024-01-02")
    return vl


@pytest.mark.parametrize(
    ("lunar", "days"),
    [
        ("1950-10-20", ("2024-11-20", "2025-12-09", "2026-11-28", "2027-11-17")),
        ("1950-01-01", ("2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06")),
        ("12-30", ("2024-02-09", "2025-01-28", "2026-02-16", "2027-02-05", "2030-02-02")),
        ("06-01", ("2025-06-25",)),
        ("12-08", ("2025-01-07", "2026-01-26", "2027-01-15")),
    ],
)
def test_lunar_birthday_comes_due_on_its_day_of_each_year(vl: Vl, lunar: str, days: tuple[str, ...]) -> None:
    born(vl, lunar)
    for day in days:
        assert reason(vl, day) == ("birthday", day)


def test_birthday_in_a_month_without_a_30th_is_on_its_last_day_and_never_in_a_leap_month(vl: Vl) -> None:
    born(vl, "06-30")
    assert reason(vl, "2025-07-24") == ("birthday", "2025-07-24")
    vl.ok("log", "ada", "cake", today="2025-07-24")
    assert reason(vl, "2025-08-22") is None


def test_brief_and_show_say_the_lunar_birthday(vl: Vl) -> None:
    born(vl, "1950-10-20")
    assert (
        "birthday Sat 28 Nov (lunar: 10th month, 20th)" in vl.screen("brief", "ada", today="2026-11-23").out
    )
    assert "lunar: 10th month, 20th, 1950" in vl.screen("show", "ada").out
    assert "农历1950年十月二十" in vl.screen("show", "ada", lang="zh").out
    [ahead] = vl.ok("brief", "ada", "--json", today="2026-11-23").data["coming_up"]
    assert (ahead["kind"], ahead["on"]) == ("birthday", "2026-11-28")


def test_chinese_heading_of_due_names_the_lunar_day(lane: Vl) -> None:
    assert "农历十月十五" in lane.screen("due", lang="zh").out
    assert "农历闰六月初一" in lane.screen("due", lang="zh", today="2025-07-25").out
    assert "农历" not in lane.screen("due").out


# Festivals


def test_a_group_may_keep_lunar_festivals(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "-g", "elder", "--every", "20y", today="2026-01-02")
    vl.ok("group", "set", "elder", "--festivals", "中秋节，double-ninth")
    vl.ok("log", "ada", "hello", today="2026-01-02")
    assert reason(vl, "2026-09-25") == ("festival", "2026-09-25")
    assert "Mid-Autumn Festival" in vl.screen("due", today="2026-09-25").out
    vl.ok("log", "ada", "moon cakes", today="2026-09-25")
    assert reason(vl, "2026-10-18") == ("festival", "2026-10-18")


def festivals(vl: Vl, group: str) -> list[str]:
    [found] = [one for one in vl.ok("group", "list", "--json").data["groups"] if one["key"] == group]
    return list(found.get("festivals") or vl.ok("group", "show", group, "--json").data["group"]["festivals"])


@pytest.mark.parametrize(("preset", "group"), [("community", "elder"), ("eldercare", "frail")])
def test_a_journal_begun_in_chinese_keeps_the_lunar_festivals(vl: Vl, preset: str, group: str) -> None:
    vl.ok("init", "--preset", preset, env=ZH)
    assert {"spring-festival", "mid-autumn", "double-ninth"} < set(festivals(vl, group))


def test_a_journal_begun_in_english_or_without_the_library_keeps_none(
    vl: Vl, monkeypatch: pytest.MonkeyPatch
) -> None:
    vl.ok("init")
    assert festivals(vl, "elder") == ["older-persons-day"]
    vl.journal.unlink()
    hide_zh_extra(monkeypatch)
    vl.ok("add", "王秀英", env=ZH)
    assert festivals(vl, "elder") == ["older-persons-day"]


def test_festivals_are_understood_wherever_a_day_is(lane: Vl) -> None:
    assert lane.ok("log", "ada", "moon cakes", "--on", "中秋节", "--json").data["visit"]["on"] == "2026-09-25"
    lane.ok("promise", "ada", "couplets", "--by", "除夕")
    assert "2027-02-05" in [one["by"] for one in lane.ok("promises", "--json").data["promises"]]
    found = lane.ok("when", "christmas", "--future", "--json").data
    assert (found["date"], found["reading"]) == ("2026-12-25", "festival, future")
    assert "5 Feb 2027 or as Tue 25 Jan 2028" in lane.refuses(2, "when", "明年除夕")


# Holidays


def kinds(vl: Vl, day: str, **how: Any) -> set[str]:
    """What due, plan and brief take a day for."""
    due = vl.ok("due", "--json", today=day, **how).data["day"]
    [planned] = vl.ok("plan", "--json", today=day, **how).data["days"]
    return {due, planned["kind"]}


@pytest.mark.parametrize(
    ("day", "kind", "attire"),
    [
        ("2026-09-30", "workday", "uniform"),
        ("2026-10-01", "holiday", "plain"),
        ("2026-10-05", "holiday", "plain"),
        ("2026-10-10", "makeup_workday", "uniform"),
        ("2026-10-11", "weekend", "plain"),
        ("2026-02-14", "makeup_workday", "uniform"),
        ("2026-02-17", "holiday", "plain"),
    ],
)
def test_chinese_holidays_and_makeup_workdays_are_known(lane: Vl, day: str, kind: str, attire: str) -> None:
    config(lane, 'holidays = "CN"')
    assert kinds(lane, day) == {kind}
    advice = lane.ok("brief", "ada", "--json", "--on", day).data["advice"]
    assert advice["attire"] == attire


def test_best_times_follow_the_holidays(vl: Vl) -> None:
    config(vl, 'holidays = "CN"')
    vl.ok("add", "Ada Oak", "--best-time", "weekends", "--every", "7d", today="2026-09-01")
    times = vl.ok("brief", "ada", "--json", today="2026-10-01").data["advice"]["times"]
    assert [at[:10] for at in times] == ["2026-10-01", "2026-10-02", "2026-10-03"]
    assert not vl.ok("plan", "--json", today="2026-10-10").data["days"][0]["stops"]
    assert vl.ok("plan", "--json", today="2026-10-11").data["days"][0]["stops"]


def test_the_weekend_share_counts_holidays_and_not_makeup_workdays(lane: Vl) -> None:
    for day in ("2026-10-01", "2026-10-10", "2026-10-17"):
        lane.ok("log", "ada", "tea", "--on", day)

    def share() -> int:
        return int(lane.ok("summary", "--month", "2026-10", "--json").data["visits"]["weekend_or_evening"])

    without = share()
    config(lane, 'holidays = "CN"')
    assert (without, share()) == (2, 2)
    lane.ok("log", "ben", "tea", "--on", "2026-10-02")
    assert share() == 3
    config(lane, 'holidays = "none"')
    assert share() == 2


@pytest.mark.parametrize(
    ("setting", "env", "kind"),
    [
        (None, ZH, "holiday"),
        (None, {}, "workday"),
        ("none", ZH, "workday"),
        ("CN", {}, "holiday"),
    ],
)
def test_holidays_are_by_the_setting_and_else_by_the_language(
    lane: Vl, setting: str | None, env: dict[str, str], kind: str
) -> None:
    if setting is not None:
        config(lane, f'holidays = "{setting}"')
    assert kinds(lane, "2026-10-01", env=env) == {kind}


def test_a_year_that_is_not_announced_is_said_once_and_falls_back_to_weekends(lane: Vl) -> None:
    config(lane, 'holidays = "CN"')
    for line in (("due",), ("plan", "--days", "5"), ("brief", "ada"), ("summary", "--period", "year")):
        told = lane.ok(*line, today="2055-10-01")
        assert [text for text in told.err.splitlines() if "2055" in text] == [
            "note: the holidays of mainland China in 2055 are not announced, or not known here yet, "
            "so only weekends count: pip install -U 'visitlog[zh]'"
        ]
        assert lane.ok(*line, "--json", today="2055-10-01").err == ""
        assert lane.ok("--quiet", *line, today="2055-10-01").err == ""
    assert kinds(lane, "2055-10-01") == {"workday"}
    assert kinds(lane, "2055-10-02") == {"weekend"}
    assert lane.ok("due", today="2026-10-01").err == ""


# Without the libraries


def test_without_the_libraries_everything_else_works_and_it_is_said_what_is_missing(
    lane: Vl, monkeypatch: pytest.MonkeyPatch
) -> None:
    config(lane, 'holidays = "CN"')
    hide_zh_extra(monkeypatch)
    added = lane.ok("add", "孙梅", "--lunar-birthday", "1950-10-20")
    assert f"note: lunar birthdays and festivals don't come due here; they need {INSTALL}" in added.err
    told = lane.ok("due", today="2026-11-28")
    assert told.err.count(INSTALL) == 2
    assert reason(lane, "2026-11-28") is not None
    assert "birthday" not in str(lane.ok("due", "--json", today="2026-11-28").data["visits"])
    assert kinds(lane, "2026-10-01") == {"workday"}
    assert lane.ok("log", "孙梅", "hello", "--json").data["visit"]["on"] == "2026-11-23"
    assert INSTALL in lane.refuses(1, "log", "孙梅", "hello", "--on", "中秋节")
    assert lane.ok("due", env=ZH, today="2026-10-01").err.count("visitlog[zh]") == 2


def test_without_the_setting_or_the_libraries_nothing_is_said(
    lane: Vl, monkeypatch: pytest.MonkeyPatch
) -> None:
    hide_zh_extra(monkeypatch)
    assert lane.ok("due", env=ZH).err == ""
    assert lane.ok("summary", env=ZH).err == ""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_newcomer_without_the_libraries_hears_nothing_of_them_in_the_demo(
    vl: Vl, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    hide_zh_extra(monkeypatch)
    shown = vl.ok("demo", env={"VISITLOG_LANG": lang})
    assert "visitlog[zh]" not in shown.out + shown.err
    journal = vl.ok("demo", "--json", env={"VISITLOG_LANG": lang}).data["journal"]
    assert vl("--journal", journal, "due", env={"VISITLOG_LANG": lang}).err == ""


def test_with_the_libraries_a_villager_of_the_demo_has_a_lunar_birthday(vl: Vl) -> None:
    journal = vl.ok("demo", "--json").data["journal"]
    people = vl.ok("--journal", journal, "people", "--json", "--status", "all").data["people"]
    assert "lunar" in {(one["birthday"] or {}).get("calendar") for one in people}


# Names


def keys(vl: Vl, id: str) -> list[str]:
    return list(vl.table("people")[id].get("keys", []))


def test_pinyin_is_stored_with_the_person_and_follows_names_and_aliases(vl: Vl) -> None:
    vl.ok("add", "单秀英", "--alias", "王奶奶")
    assert keys(vl, "1") == ["sxy", "shanxiuying", "shan xiu ying", "wnn", "wangnainai", "wang nai nai"]
    vl.ok("edit", "sxy", "--name", "解秀英")
    assert "xiexiuying" in keys(vl, "1")
    assert "sxy" not in keys(vl, "1")
    vl.ok("edit", "xxy", "--alias", "Granny Oak")
    assert "go" in keys(vl, "1")
    vl.ok("add", "区志强")
    vl.ok("merge", "ouzhiqiang", "xxy")
    assert {"xiexiuying", "ozq"} <= set(keys(vl, "1"))
    assert vl.ok("log", "ozq", "tea", "--json").data["visit"]["people"][0]["id"] == 1


def test_names_that_are_imported_are_found_by_pinyin(vl: Vl) -> None:
    file = vl.home / "people.csv"
    file.write_text("姓名,别名\n王秀英,K1\n长孙明,\n", encoding="utf-8")
    vl.ok("import", str(file))
    assert vl.ok("show", "zhangsunming", "--json").data["person"]["name"] == "长孙明"
    file.write_text("姓名,别名\n尉迟英,K1\n", encoding="utf-8")
    vl.ok("import", str(file))
    assert vl.ok("show", "ycy", "--json").data["person"]["id"] == 1


def written_without_pinyin(vl: Vl, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as world:
        hide_zh_extra(world)
        vl.ok("add", "王秀英", "--alias", "Granny Oak")
        vl.ok("add", "李雷")
        assert keys(vl, "1") == ["go", "grannyoak"]
        assert vl.ok("check", "--json").data["findings"] == []
        vl.refuses(3, "log", "wxy", "hello")


def test_a_journal_written_without_pinyin_gets_it_for_whoever_is_saved_next(
    vl: Vl, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_without_pinyin(vl, monkeypatch)
    vl.ok("edit", "1", "--phone", "555-0101")
    assert keys(vl, "1") == ["wxy", "wangxiuying", "wang xiu ying", "go", "grannyoak"]
    assert vl.ok("log", "wxy", "hello", "--json").data["visit"]["people"][0]["id"] == 1
    assert keys(vl, "2") == []


def test_check_repair_fills_the_pinyin_of_all(vl: Vl, monkeypatch: pytest.MonkeyPatch) -> None:
    written_without_pinyin(vl, monkeypatch)
    [found] = vl("check", "--json").data["findings"]
    assert (found["code"], found["mendable"]) == ("no_pinyin", True)
    assert vl.ok("check", "--repair", "--json").data["repaired"] == 1
    assert {"wxy", "go"} <= set(keys(vl, "1"))
    assert "lilei" in keys(vl, "2")
    assert vl.ok("check", "--json").data["findings"] == []


def test_people_are_listed_by_pinyin_in_chinese_and_by_letters_in_english(vl: Vl) -> None:
    for name in ("赵一", "单雄", "Ada Oak", "李四"):
        vl.ok("add", name)

    def listed(*line: str, env: dict[str, str]) -> list[str]:
        data = vl.ok(*line, "--json", env=env).data
        return [person["name"] for person in data["people"]]

    vl.ok("edit", "1", "--area", "东街")
    for line in (("people",), ("find", "东街")):
        assert listed(*line, env=ZH)[-1] == "赵一"
    assert listed("people", env=ZH) == ["Ada Oak", "李四", "单雄", "赵一"]
    assert listed("people", env={}) == ["Ada Oak", "单雄", "李四", "赵一"]
