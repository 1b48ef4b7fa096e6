"""Whoever reads no English can use all of visitlog: no English word is left in Chinese help, answers and errors."""

import re
import shlex
from collections.abc import Iterator
from importlib import import_module

import pytest

from conftest import Vl, widest
from visitlog.cli.card import entries
from visitlog.model.festivals import FESTIVALS
from visitlog.model.fields import FIELDS
from visitlog.model.records import Visit

ZH = {"VISITLOG_LANG": "zh"}
NESTED = {"open", "close", "list", "set", "remove", "show"}
"""Commands under one word."""
FORMS = {"JSON", "CSV", "TSV", "UTF", "NUL", "ISO", "Markdown", "Tab", "json", "csv", "tsv", "md"}
"""Names of forms of text, the same in every language."""
NAMES = {
    "visitlog",
    "vl",
    "config",
    "toml",
    "bash",
    "zsh",
    "fish",
    "docs",
    "importing",
    "EDITOR",
    "zh",
    "kB",
}
PRESETS = {"community", "eldercare", "befriending", "health", "blank"}
TYPED = {*entries(), *NESTED, *FORMS, *NAMES, *PRESETS}
"""What is typed or called so in every language."""
EDITED = {"text", "outcome", "declined", "who", *FIELDS[Visit]}
"""Fields, which `edit` calls as its options do."""
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*|VISITLOG_\w+|\b[VPAEM]\d+\b|/\S+|\S+\.json")


def english_in(text: str, allowed: set[str]) -> list[str]:
    """The words of two letters and more that are English and have no business in a Chinese text."""
    found = re.findall(r"[A-Za-z]{2,}", OPTION.sub(" ", text))
    return [word for word in found if word not in allowed and set(word.lower()) != {"o"}]  # of a heatmap


def _commands() -> Iterator[tuple[str, ...]]:
    yield ()
    for name, entry in entries().items():
        yield (name,)
        if entry.is_group:
            app = getattr(import_module(f"visitlog.cli.{entry.module}"), entry.function)
            yield from ((name, word) for word in app().commands)


@pytest.mark.parametrize("command", list(_commands()), ids=" ".join)
def test_help_is_chinese_throughout_and_fits(vl: Vl, command: tuple[str, ...]) -> None:
    told = vl.ok(*command, "--help", env=ZH)
    assert (
        english_in(told.out.replace("$EDITOR", "").replace("FIELD", ""), {*TYPED, "wxy", "who", "on", "form"})
        == []
    )
    for columns in (80, 40):
        shown = vl.ok(*command, "--help", env={**ZH, "COLUMNS": str(columns)}).out
        assert widest(shown.partition("\n例子：")[0]) <= columns


STREET = """
add 王秀英 --door 3-201 -g elder --area 东巷 --alias 王奶奶 --birthday 1950-03-02
edit 1 --phone 555 --best-time 平日上午 --note 一人住
add 李娜 --door 七号铺 -g business --area 东巷 --residence 新居民
add 徐福 --door 5-102 -g illness-watch --lunar-birthday 1950-10-20 --note 夜里睡不着
add 徐福 --door 5-103
add 钱慧 --residence 暂住 --sensitive
add 赵敏 --door 3-201 --every 9天 --area 东巷
add 马东 --door 三号铺 -g 商户 --every 7天
log 王秀英 屋顶漏雨 --on 2026-10-10 -p 问房管所修屋顶 --warmth 热情 --hospitality 茶
edit V1 --went 见效 --approach 多听少说 --lesson 先问孙子
log 王秀英 膝盖好些 --on 2026-10-20 --hospitality-declined 茶 --approach 多听少说 --went 一般 --alone --asked
log 李娜 --on 2026-11-21 -f 偶遇 -r 婉拒
log 李娜 许可证 --on 2026-11-12 --topic 政策 --place 办公室 --minutes 20 --attire 便装
log 马东 门外摆桌 --on 2026-11-18
log 赵敏 --on 2026-11-20 -r 未遇
log 3，赵敏 --on 2026-11-02 -f 会议 --topic 婚姻 --sensitive
log --area 东巷 --heads 12 防火
promise 李娜 送办证须知 --by 今天
promise 王秀英 还活动室钥匙 --by 下周三 --owed-by 对方
book 王秀英 今天下午三点 --for 养老金 --place 办公室
book 李娜 明天
event 王秀英 添丁
event --area 东巷 停电
event 李娜 住院 --on 昨天
matter open 赵敏 申请低保 --kind 求助
matter open 王秀英，李娜 夜里吵闹 --kind 纠纷
pause 3 --until 12月20日 --why 去女儿家
area set 东巷 --residents 120
done P1 --on 昨天
"""


def begin_street(vl: Vl) -> None:
    """A small journal of which nothing is English."""
    for line in STREET.strip().splitlines():
        vl.ok(*shlex.split(line))


SCREENS = """
due
due --days 14
due --sensitive-too
due --promises
people
people --never
people --status 全部
visits
visits --sensitive-too
promises --all
brief 王秀英
brief 李娜
brief 3
brief 5
show 王秀英
show 李娜
show 3
summary
summary --period 全部 --split 类别
summary --month 2026-10 --split 片区
summary --period 本季度 --split 居住
summary --period 今年 --split 话题
plan
plan --days 5
appointments --all
events
matter list --all
lessons
review
find 屋顶
find 没有的
history
when 下周三
path
topic list
area list
group list
group show 农忙户
""".strip().splitlines()


@pytest.fixture
def street(vl: Vl) -> Vl:
    """The command on that journal."""
    vl.start(begin_street)
    return vl


@pytest.mark.parametrize("line", SCREENS)
def test_screens_are_chinese_throughout_and_fit_in_both_languages(street: Vl, line: str) -> None:
    if line.startswith("group show"):
        street.ok(
            "group", "set", "农忙户", "--every", "30天", "--label-zh", "农忙户", "--source", "村里的规矩"
        )
    words = shlex.split(line)
    for columns in (80, 40):
        chinese = street.screen(*words, columns=columns, lang="zh")
        english = street.screen(*words, columns=columns)
        assert (chinese.code, english.code) == (0, 0)
        if line != "path":  # a path is not cut
            assert max(widest(chinese.out), widest(english.out)) <= columns
        groups = set(re.findall(r"[a-z]+", " ".join(g["key"] for g in street.table("groups").values())))
        topics = {topic["key"] for topic in street.table("topics").values()}
        keys = {*groups, *topics} if line.startswith(("group list", "topic list")) else set()
        if line != "path":
            assert english_in(chinese.out, {*TYPED, *keys}) == []
    assert english_in(chinese.err, TYPED) == []


DONE = """
add 孙梅 --door 2-304 --every 14天
add 王秀英 --best-time 胡说八道
add 孙五 --note 11010519491231002X
log 王秀英 喝了茶
log 李娜 --on 2026-11-12
log 马东
log 李娜 -r 婉拒
log 王秀英 --on 2025-01-02
log 3 --place 公共 --sensitive
log 王秀英 --topic 政策
log 王秀英，马东 谈心 -p 问问＠周五
promise 王秀英 送药 --by 明天
promise 王秀英 送药 --by 明天 --owed-by 对方
done P2
done A1
done M1
drop P2 --why 不需要了
drop A2 --why 他病了
move P2 下周三 --why 休假
move A2 后天 --why 他病了
missed A1 我方
missed A1 对方
book 马东 今天下午三点半
event 马东 婚事
matter open 马东 了解情况 --kind 了解情况
matter close M2 --outcome 和好了
pause 马东 --until 12月20日 --why 外出
pause --me --until 12月8日
resume 3
retire 钱慧 搬走
merge 4 3
edit 王秀英 --phone 123
edit V1 --note 屋顶好了
remove V1
undo
check --repair
group set 农忙户 --every 10天 --label-zh 农忙户
group set 新类 --every 30天 --ceiling 1/30d
group remove elder
topic set 低保 --place 办公室
area set 西街 --residents 30
plan --days 2 --save
backup
erase 钱慧 --yes
--journal 新.json init --preset blank
demo
""".strip().splitlines()


@pytest.mark.parametrize("line", DONE)
def test_confirmations_and_warnings_are_chinese_throughout(
    street: Vl, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(street.home)
    told = street.screen(*shlex.split(line), lang="zh")
    assert told.code == 0, told
    assert english_in(told.err + told.out, {*TYPED, "export", "elder"}) == []


REFUSED = """
log 王二
log 没有人
log 徐福
log
log --area 东巷
log --heads 3 防火
log 0
log ''
add
add 王二 --birthday 1950-13-01
add 王二 -g 没有
add 王二 --every 胡说
add 王二 --every 0天
add 王二 --residence 胡说
add ''
promise 王秀英 送药
promise 王秀英 送药 --by 昨天
promise 王秀英 送药 --by 胡说
promise 王秀英 送药 --by 2月30日
promise 王秀英 送药 --by 明天 --owed-by 谁
book 王秀英 昨天
book 王秀英 胡说
event 王秀英 周五
event 王秀英
done P999
done 马东
done V1
done P2 M1
done P1
drop P2
drop P2 --why ''
move P2 胡说 --why 忙
missed P2 我方
missed A1 谁
没有这个
due --没有
due --days 三
due --days
due --days 999
due --all=3
due 王
group
group 没有
group show 没有
group set elder
group set elder --ceiling 胡说
group set elder --counts 胡说
group set elder --counts ''
group set elder --festivals 胡说
summary --period 胡说
summary --split 胡说
summary --period 本周 --month 2026-10
summary --month 胡说
summary --to 昨天
summary --from 明天 --to 昨天
promises --open --kept
people --paused --never
people --status 胡说
visits -f 胡说
visits --place 胡说
when --past --future 明天
when ''
find ''
log 王秀英 好 -r 胡说
log 王秀英 好 --warmth 胡说
log 王秀英 好 --went 胡说
log 王秀英 好 --attire 胡说
log 王秀英 好 --minutes 0
log 王秀英 好 --matter M9
log 王秀英 好 --on 明天
log 王秀英 好 -p ＠明天
log 王秀英 好 --on 1800-01-01
log 王秀英 好 -e --no-input
pause 王秀英 --until 昨天 --why 忙
pause 王秀英 --until 下周三
pause --until 下周三 --why 忙
resume
resume 王秀英
resume --me
matter open 王秀英 ''
matter open 王秀英 吵 --follow-ups 胡
matter close M9
retire 李娜 active
retire 李娜 胡说
merge 王秀英 王秀英
remove 王秀英
remove V999
edit V1 --outcome 好
edit P2 --text ''
edit M1 --kind 胡说
export --format 胡说
export --what 胡说 --format csv
export --format json --what 走访
import 没有.csv
import 没有.csv --as 胡说
init
init --preset 没有
restore 没有
backup 没有/有
erase 钱慧 --no-input
erase 没有
--install-completion 胡说
--journal 没有/有.json log 王秀英 好
""".strip().splitlines()


@pytest.mark.parametrize("line", REFUSED)
def test_refusals_are_chinese_throughout(street: Vl, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(street.home)
    told = street(*shlex.split(line), env=ZH)
    assert told.code in (1, 2, 3, 4), told
    assert told.out == ""
    fields = EDITED if line.startswith("edit") else set()
    assert english_in(told.err, {*TYPED, *fields}) == []


def test_the_festivals_that_a_refusal_names_are_taken_as_they_stand(vl: Vl) -> None:
    for lang, before in (("zh", "可选："), ("en", "choose of ")):
        told = vl("group", "set", "elder", "--festivals", "nothing", env={"VISITLOG_LANG": lang}).err
        vl.ok("group", "set", "elder", "--festivals", told.partition(before)[2].strip().rstrip("."))
        [elder] = [g for g in vl.ok("--json", "group", "list").data["groups"] if g["key"] == "elder"]
        assert elder["festivals"] == list(FESTIVALS)
        vl.ok("group", "set", "elder", "--festivals", "none")


@pytest.mark.parametrize("preset", ["community", "eldercare", "befriending", "health"])
def test_the_groups_of_every_preset_are_told_in_chinese(vl: Vl, preset: str) -> None:
    vl.ok("init", "--preset", preset)
    for group in vl.ok("--json", "group", "list").data["groups"]:
        told = re.sub(
            r"[a-z.]+\.(?:cn|com|au|uk|net|org)\b|sjzdaily|tmdps|Healthy Families America",
            " ",
            vl.ok("group", "show", group["key"], env=ZH).out,
        )
        assert "出处：" in told
        assert english_in(told, {*TYPED, *re.findall(r"[a-z]+", group["key"])}) == []


def test_a_journal_that_is_not_there_yet_is_welcomed_in_chinese(vl: Vl) -> None:
    for columns in (80, 40):
        told = vl.screen("due", columns=columns, lang="zh")
        assert english_in(told.out, TYPED) == []


@pytest.mark.parametrize("locale", ["zh", "zh_CN.UTF-8", "zh_TW.UTF-8", "zh_HK", "zh-Hant"])
@pytest.mark.parametrize("variable", ["VISITLOG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"])
def test_every_chinese_locale_is_answered_in_simplified_chinese(vl: Vl, variable: str, locale: str) -> None:
    told = vl("due", env={"VISITLOG_LANG": None, variable: locale})
    assert "欢迎" in told.out


def test_json_is_the_same_in_chinese(street: Vl) -> None:
    def keys(value: object) -> object:
        if isinstance(value, dict):
            return {key: keys(one) for key, one in value.items()}
        return [keys(one) for one in value] if isinstance(value, list) else type(value).__name__

    for line in ("due", "visits", "promises --all", "group list", "brief 王秀英", "summary"):
        words = line.split()
        assert keys(street.ok("--json", *words, env=ZH).json()) == keys(street.ok("--json", *words).json())


def test_an_appointment_is_kept_in_other_words_than_a_promise(street: Vl) -> None:
    met = street.screen("log", "王秀英", "来过", today="2026-11-23T16:00", lang="zh")
    assert "约访已了结：如约" in met.out
    assert "如约" in street.screen("appointments", "--all", lang="zh").out
    assert "办结" in street.screen("promises", "--kept", lang="zh").out
    assert "kept         A1" in street.screen("appointments", "--all").out


def test_a_refused_choice_is_answered_with_the_choices_of_the_reader(street: Vl) -> None:
    assert street("log", "3", "x", "-r", "gone").err.endswith("met, out, refused.\n")
    assert street("log", "3", "x", "-r", "gone", env=ZH).err.endswith("见到、未遇、婉拒\n")
    assert "moved, handed-over, died" in street("retire", "3", "gone").err
