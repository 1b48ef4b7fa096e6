"""The words, English and Chinese, for every choice that a record holds, and for those that a report is asked by."""

from collections.abc import Mapping
from functools import cache, lru_cache

from visitlog.model.errors import N_, Misuse
from visitlog.model.folding import folded
from visitlog.model.frozen import frozen

CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "form": {
        "planned": ("约好", "计划", "预约"),
        "dropin": ("上门", "顺访", "drop-in"),
        "meeting": ("会议", "会前会后"),
        "chance": ("偶遇",),
        "phone": ("电话",),
    },
    "place": {
        "home": ("家里", "家中", "在家"),
        "office": ("办公室",),
        "public": ("公共场合", "公共场所", "公共", "in public"),
        "private": ("私下", "in private"),
    },
    "result": {
        "met": ("见到", "见面"),
        "out": ("未遇", "上门未遇", "nobody in"),
        "refused": ("婉拒", "not now"),
    },
    "residence": {
        "resident": ("常住",),
        "newcomer": ("新居民",),
        "temporary": ("暂住",),
    },
    "status": {
        "active": ("在访", "在册"),
        "moved": ("搬走", "已搬走", "迁出", "moved away"),
        "handed_over": ("移交", "已移交", "转交", "handed over"),
        "died": ("过世", "去世"),
        "declined": ("谢绝", "谢绝走访", "不愿走访", "wants no visits"),
    },
    "warmth": {
        "cold": ("冷淡",),
        "plain": ("平淡",),
        "civil": ("客气",),
        "warm": ("热情",),
        "close": ("亲近",),
    },
    "went": {
        "well": ("见效", "went well"),
        "ok": ("一般", "so-so", "went so-so"),
        "poor": ("不灵", "badly", "went badly"),
    },
    "attire": {"uniform": ("制服",), "plain": ("便装", "plain clothes")},
    "party": {"us": ("我方",), "them": ("对方",)},
    "matter": {
        "dispute": ("纠纷",),
        "request": ("求助",),
        "inquiry": ("了解情况",),
        "other": ("其他", "事项"),
    },
    "promise_status": {"open": ("未办",), "kept": ("办结", "已办"), "dropped": ("作罢", "放弃")},
}
"""By kind and key, the other words for it; the first is the one that Chinese screens show."""

ASKED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "period": {
        "today": ("今天",),
        "week": ("本周", "这周", "周"),
        "month": ("本月", "这个月", "月"),
        "quarter": ("本季度", "季度", "季"),
        "year": ("今年", "本年", "年"),
        "all": ("全部",),
    },
    "split": {
        "group": ("类别",),
        "area": ("片区",),
        "residence": ("居住情况", "居住"),
        "form": ("形式",),
        "place": ("地点",),
        "topic": ("话题",),
    },
    "table": {
        "people": ("人", "走访对象"),
        "visits": ("走访", "走访记录"),
        "promises": ("答应的事",),
        "appointments": ("约访",),
        "events": ("家中大事",),
        "matters": ("事项",),
    },
}
"""The same for what a report, an import or an export is asked by."""


@frozen
class Choice:
    """A choice that an error names: its key, which is English, and its Chinese word."""

    key: str
    chinese: str


@lru_cache(maxsize=1024)  # an import asks for the same few words again and again
def _plain(word: str) -> str:
    """The word as it is compared: any width and case, with or without spaces, hyphens and underscores."""
    return folded(word).replace("-", "").replace("_", "").replace(" ", "")


_WORDS = {**CHOICES, **ASKED}


@cache
def _keys(kind: str) -> Mapping[str, str]:
    """The key that each word means, as the words are compared."""
    return {_plain(word): key for key, words in _WORDS[kind].items() for word in (key, *words)}


def begun_choice(typed: str, kind: str) -> str:
    """The key of the one choice that a word means or begins; raises Misuse naming the choices of that kind."""
    begun = {key for word, key in _keys(kind).items() if word.startswith(_plain(typed)) and _plain(typed)}
    return begun.pop() if len(begun) == 1 else read_choice(typed, kind)


def read_choice(typed: str, kind: str) -> str:
    """The key of the choice that a word means, such as dropin; raises Misuse naming the choices of that kind."""
    key = _keys(kind).get(_plain(typed))
    if key is None:
        known = tuple(Choice(key, words[0]) for key, words in _WORDS[kind].items())
        raise Misuse(N_('"{typed}" is none of the choices here: {choices}.'), typed=typed, choices=known)
    return key
