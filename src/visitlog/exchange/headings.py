"""The fields that an import can fill, each with the names of columns that plainly mean it."""

from collections.abc import Mapping
from typing import Literal

from visitlog.model.names import folded

Kind = Literal["people", "visits"]
KINDS: tuple[Kind, ...] = ("visits", "people")
"""In the order in which a header is tried for them."""

HEADINGS: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    "people": {
        "name": ("name", "full name", "姓名", "名字", "走访对象"),
        "group": ("group", "groups", "category", "类别", "分类", "人群", "人员类别"),
        "every": ("every", "rhythm", "走访间隔", "间隔"),
        "phone": (
            *("phone", "telephone", "tel", "mobile", "cell", "phone number", "mobile phone", "电话", "手机"),
            *("手机号", "手机号码", "联系电话", "电话号码", "联系方式"),
        ),
        "address": (
            *("address", "addr", "street address", "home address", "地址", "住址", "家庭住址", "家庭地址"),
            *("详细地址", "居住地址", "现住址", "住所"),
        ),
        "area": ("area", "片区", "区域", "社区", "小区", "网格", "责任区"),
        "household": ("household", "door", "户", "门牌", "门牌号", "户号", "房号"),
        "residence": ("residence", "居住类型", "居住情况", "居住性质"),
        "alias": ("alias", "aliases", "nickname", "别名", "昵称", "小名", "曾用名"),
        "birthday": ("birthday", "birth date", "date of birth", "dob", "生日", "出生日期", "出生年月日"),
        "lunar-birthday": ("lunar birthday", "农历生日", "阴历生日"),
        "best-time": ("best time", "best times", "方便时间", "合适时间", "在家时间"),
        "sensitive": ("sensitive", "敏感"),
        "note": ("note", "notes", "remark", "remarks", "comment", "comments", "备注", "说明", "附注"),
    },
    "visits": {
        "who": ("who", "name", "full name", "person", "people", "姓名", "走访对象", "对象", "被走访人"),
        "on": (
            *("on", "date", "visit date", "date of visit", "day", "when", "datetime", "timestamp", "日期"),
            *("走访日期", "入户日期", "走访时间", "入户时间", "时间"),
        ),
        "note": (
            *("note", "notes", "content", "description", "remark", "remarks", "comment", "comments", "内容"),
            *("走访内容", "记录", "走访记录", "情况", "走访情况", "备注"),
        ),
        "form": ("form", "形式", "走访形式", "走访方式"),
        "place": ("place", "场合"),
        "result": ("result", "结果", "走访结果"),
        "minutes": ("minutes", "分钟"),
        "topic": ("topic", "topics", "话题", "主题"),
        "sensitive": ("sensitive", "敏感"),
        "alone": ("alone", "单独"),
        "with": ("with", "companion", "companions", "同行", "同行人", "陪同", "陪同人"),
        "approach": ("approach", "做法"),
        "went": ("went", "效果"),
        "lesson": ("lesson", "lessons", "心得", "体会"),
        "warmth": ("warmth", "接待冷热"),
        "hospitality": ("hospitality", "招待"),
        "hospitality-declined": ("hospitality declined", "谢绝的招待"),
        "attire": ("attire", "着装"),
        "asked": ("asked", "对方要求"),
        "promise": ("promise", "promises", "答应的事"),
        "area": ("area", "片区", "区域", "社区"),
        "heads": ("heads", "人数"),
    },
}
"""By kind and field, most telling first."""

TIMES = ("time", "visit time", "start time", "时间", "走访时间", "入户时间", "时刻", "开始时间")
"""Names of a column with the time alone, where another has the day."""

TALK = ("area", "heads")
"""What a talk to many has in the place of `who`; plain only where both are there."""

SAME_FIELDS: Mapping[str, str] = {"door": "household"}
"""Options with two names."""

MULTIPLE = frozenset(("group", "alias", "best-time", "topic", "with", "promise"))
"""Fields that take several values."""

CHOICE_KINDS: Mapping[str, str] = {
    field: field for field in ("residence", "form", "place", "result", "went", "warmth", "attire")
}
"""Fields that take one of a few words, each with its kind in model/choices.py."""


def plain_heading(name: str) -> str:
    """A column's name as it is compared: 手机： and "E-Mail *" are 手机 and email."""
    return "".join(character for character in folded(name) if character not in " -_*:")
