"""How a Chinese name is typed in an alphabet: its pinyin and its initials.

pypinyin reads a character by its commonest reading; many surnames have one of their own. `SURNAMES` holds those that
differ, as overtrue/pinyin's table of surnames (sources/surnames.txt, MIT licence) and the senses marked 姓 in
《现代汉语词典》 (7th edition) have them, and both readings where two families write one character.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec

from visitlog.model.folding import has_han
from visitlog.model.sorting import units

SURNAMES: Mapping[str, str] = {
    "单": "shan",
    "解": "xie",
    "曾": "zeng",
    "仇": "qiu",
    "区": "ou",
    "查": "zha",
    "朴": "piao",
    "种": "chong",
    "盖": "ge gai",
    "乐": "yue le",
    "覃": "qin tan",
    "翟": "zhai di",
    "谌": "chen shen",
    "召": "shao zhao",
    "折": "she zhe",
    "郗": "xi chi",
    "隗": "wei kui",
    "牟": "mou mu",
    "郇": "xun huan",
    "镡": "tan chan",
    "缪": "miao",
    "员": "yun",
    "贠": "yun",
    "薄": "bo",
    "秘": "bi",
    "祭": "zhai",
    "乜": "nie",
    "角": "jue",
    "繁": "po",
    "句": "gou",
    "阚": "kan",
    "佴": "nai",
    "洗": "xian",
    "重": "chong",
    "都": "du",
    "宿": "su",
    "藏": "zang",
    "黑": "he hei",
    "粘": "nian",
    "卜": "bu",
    "炅": "gui",
    "區": "ou",
    "單": "shan",
    "蓋": "ge gai",
    "樂": "yue le",
    "種": "chong",
    "員": "yun",
    "繆": "miao",
    "尉迟": "yu'chi",
    "尉遲": "yu'chi",
    "长孙": "zhang'sun",
    "長孫": "zhang'sun",
    "万俟": "mo'qi",
    "澹台": "tan'tai",
    "单于": "chan'yu",
    "令狐": "ling'hu",
    "乐正": "yue'zheng",
    "子车": "zi'ju",
}
"""The readings of a surname, the commonest first; an apostrophe parts the syllables of one with two characters."""

FAMILIAR = "老小大阿"
"""What a surname of one character is familiarly called with: 老单, 小解."""

LONGEST_NAME = 4
"""Characters of a name with a surname of two; whatever is longer is read as words: 重庆小面馆."""


def can_read_pinyin() -> bool:
    """Whether the library is there; without it Chinese names have no keys, and all else works."""
    return find_spec("pypinyin") is not None


def pinyin_keys(name: str) -> tuple[str, ...]:
    """The keys of a name with Chinese characters: initials, pinyin, and pinyin with spaces, by which it sorts.

    ü is typed as v and as u. Nothing at all without the library.
    """
    if not can_read_pinyin():
        return ()
    readings = list(dict.fromkeys(_spellings(units(name))))
    keys: list[str] = []
    for syllables in readings:
        initials = "".join(syllable[0] for syllable in syllables)
        keys += [initials] if len(syllables) > 1 else []
        keys += ["".join(syllables), " ".join(syllables)]
    return tuple(dict.fromkeys(keys))


def _spellings(parts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every way to type a name, each as its syllables."""
    for syllables in _readings(parts):
        yield syllables
        if any("v" in syllable for part, syllable in zip(parts, syllables, strict=True) if has_han(part[0])):
            yield tuple(
                syllable.replace("v", "u") if has_han(part[0]) else syllable
                for part, syllable in zip(parts, syllables, strict=True)
            )


def _readings(parts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The readings of a name: each of its surname's, then the rest as its words are read."""
    before, surname, rest = _parted(parts)
    families = SURNAMES[surname].split() if surname in SURNAMES else [_joined(surname)]
    first, last = _read(before), _read(rest)
    for family in families:
        yield (*first, *filter(None, family.split("'")), *last)


def _parted(parts: Sequence[str]) -> tuple[Sequence[str], str, Sequence[str]]:
    """What stands before the surname, the surname, and the rest; what is longer than a name has none."""
    if not all(has_han(part[0]) for part in parts[:LONGEST_NAME]) or len(parts) > LONGEST_NAME:
        return (), "", parts
    if "".join(parts[:2]) in SURNAMES:
        return (), "".join(parts[:2]), parts[2:]
    if len(parts) == 2 and parts[0] in FAMILIAR:
        return parts[:1], parts[1], ()
    return (), parts[0], parts[1:]


def _joined(surname: str) -> str:
    """A surname without a reading of its own, read as the character that it is."""
    return "'".join(_read(surname))


def _read(parts: Sequence[str]) -> tuple[str, ...]:
    """One syllable for each part, Chinese ones by the words that they make together."""
    from pypinyin import lazy_pinyin

    return tuple(
        syllable for run in _runs(parts) for syllable in (lazy_pinyin(run) if has_han(run[0]) else [run])
    )


def _runs(parts: Sequence[str]) -> Iterator[str]:
    """The Chinese characters that stand together, and the other parts, each by itself."""
    run = ""
    for part in parts:
        if has_han(part[0]):
            run += part
            continue
        if run:
            yield run
        run = ""
        yield part
    if run:
        yield run
