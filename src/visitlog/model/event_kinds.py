"""Kinds of life events as they are typed and told; any other word is a kind too."""

from collections.abc import Mapping

from visitlog.model.folding import folded

KINDS: Mapping[str, tuple[str, ...]] = {
    "birth": ("born", "baby", "new baby", "添丁", "出生", "生孩子", "满月"),
    "wedding": ("married", "marriage", "结婚", "喜事", "婚礼"),
    "death": ("died", "funeral", "去世", "丧事", "过世"),
    "illness": ("ill", "sick", "生病", "患病"),
    "hospital": ("住院", "operation", "手术"),
    "accident": ("事故", "意外", "车祸"),
    "move": ("moving", "搬家", "乔迁"),
    "release": ("released", "刑满释放", "释放", "回来"),
    "job-loss": ("job loss", "lost job", "失业", "下岗"),
    "exam": ("升学", "考试"),
    "retirement": ("退休",),
}

PAST_KINDS = frozenset(("birth", "death", "accident", "illness", "job-loss"))
"""Kinds of which there is news only once they have happened."""

SENSITIVE_KINDS = frozenset(("illness", "hospital", "release"))
"""Kinds that say something delicate by themselves."""


def read_event_kind(typed: str) -> str:
    """The kind that a word means, in English or Chinese; a word that is no known kind is a kind of its own."""
    wanted = folded(typed)
    for kind, words in KINDS.items():
        if wanted in (kind, *words):
            return kind
    return " ".join(typed.split())
