"""How Chinese names are typed in an alphabet: their surnames' own readings, initials, order."""

import pytest

from visitlog.model.name_keys import keys_after, lacks_pinyin, name_keys, person_keys
from visitlog.model.names import find, nearest
from visitlog.model.records import Person
from visitlog.model.sorting import is_keyed, sorting_key
from zh_extra import hide_zh_extra

SURNAMES = {
    "单雄": "shanxiong",
    "解晓东": "xiexiaodong",
    "曾小明": "zengxiaoming",
    "仇英": "qiuying",
    "区志强": "ouzhiqiang",
    "查文": "zhawen",
    "盖明": "geming gaiming",
    "朴明": "piaoming",
    "尉迟恭": "yuchigong",
    "长孙文": "zhangsunwen",
    "任明": "renming",
    "华明": "huaming",
    "翟明": "zhaiming diming",
    "乐明": "yueming leming",
    "种明": "chongming",
    "覃明": "qinming tanming",
    "谌明": "chenming shenming",
    "缪明": "miaoming",
    "员明": "yunming",
    "黑明": "heming",
    "秘明": "biming",
    "祭明": "zhaiming",
    "薄明": "boming",
    "乜明": "nieming",
    "繁明": "poming",
    "句明": "gouming",
    "阚明": "kanming",
    "召明": "shaoming zhaoming",
    "折明": "sheming zheming",
    "隗明": "weiming kuiming",
    "郇明": "xunming huanming",
    "牟明": "mouming muming",
    "宿明": "suming",
    "卜明": "buming",
    "粘明": "nianming",
    "万俟明": "moqiming",
    "澹台明": "tantaiming",
    "单于明": "chanyuming",
    "令狐明": "linghuming",
    "尉明": "weiming",
    "万明": "wanming",
    "欧阳明": "ouyangming",
    "石明": "shiming",
    "燕明": "yanming",
    "盛明": "shengming",
    "强明": "qiangming",
    "纪明": "jiming",
    "车明": "cheming",
    "葛明": "geming",
    "宁明": "ningming",
    "冼明": "xianming",
    "那明": "naming",
    "贾明": "jiaming",
    "叶明": "yeming",
    "單明": "shanming",
    "解放": "xiefang",
    "任重": "renzhong",
    "沈明": "shenming",
    "陆明": "luming",
    "应明": "yingming",
}


@pytest.mark.parametrize(("name", "spelled"), SURNAMES.items())
def test_surname_is_read_as_a_surname_in_all_its_readings(name: str, spelled: str) -> None:
    joined = [key for key in name_keys(name) if len(key) > 3 and " " not in key]
    assert set(spelled.split()) <= set(joined)
    assert joined[0] == spelled.split()[0]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("王秀英", ("wxy", "wangxiuying", "wang xiu ying")),
        ("王 秀英", ("wxy", "wangxiuying", "wang xiu ying")),
        ("吕绿", ("ll", "lvlv", "lv lv", "lulu", "lu lu")),
        ("王朝阳", ("wzy", "wangzhaoyang", "wang zhao yang")),
        ("李长乐", ("lcl", "lichangle", "li chang le")),
        ("老单", ("ls", "laoshan", "lao shan")),
        ("小解", ("xx", "xiaoxie", "xiao xie")),
        ("重庆小面馆", ("cqxmg", "chongqingxiaomianguan", "chong qing xiao mian guan")),
        ("阿依古丽·买买提", ("ayglmmt", "ayigulimaimaiti", "a yi gu li mai mai ti")),
        ("小王A", ("xwa", "xiaowanga", "xiao wang a")),
        ("王", ("wang",)),
        ("Li 明", ("lm", "liming", "li ming")),
        ("〇", ()),
    ],
)
def test_chinese_name_has_initials_and_pinyin(name: str, keys: tuple[str, ...]) -> None:
    assert name_keys(name) == keys


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("wxy", [1]),
        ("WangXiuYing", [1]),
        ("wang xiuying", [1]),
        ("wang xiu ying", [1]),
        ("wang", [1, 2]),
        ("wangxiu", [1]),
        ("wangx", []),
        ("lvhua", [3]),
        ("luhua", [3]),
        ("lühua", [3]),
        ("lh", [3, 4]),
        ("yuehong", [4]),
        ("lehong", [4]),
        ("lw", [5]),
        ("laowang", [5]),
        ("wan", []),
    ],
)
def test_person_is_found_by_pinyin(typed: str, who: list[int]) -> None:
    names = ("王秀英", "王小明", "吕华", "乐红")
    people = [Person(id, name, keys=person_keys(name)) for id, name in enumerate(names, 1)]
    people.append(Person(5, "Ada Wong", aliases=("老王",), keys=person_keys("Ada Wong", ("老王",))))
    assert [person.id for person in find(typed, people)] == who


def test_name_itself_comes_before_the_pinyin_of_another() -> None:
    people = [Person(1, "王", keys=person_keys("王")), Person(2, "Wang")]
    assert [person.id for person in find("wang", people)] == [2]


def test_slip_in_pinyin_is_suggested_and_never_taken() -> None:
    people = [Person(1, "王秀英", keys=person_keys("王秀英")), Person(2, "李雷", keys=person_keys("李雷"))]
    assert find("wangxiuyin", people) == ()
    assert nearest("wangxiuyin", people) == (people[0],)


def test_people_are_in_the_order_of_a_dictionary() -> None:
    names = ("赵一", "王秀英", "万明", "Ada Oak", "欧阳明", "单雄", "Zoe", "李四", "王")
    people = [Person(id, name, keys=person_keys(name)) for id, name in enumerate(names)]
    in_order = [person.name for person in sorted(people, key=lambda one: sorting_key(one.name, one.keys))]
    assert in_order == ["Ada Oak", "李四", "欧阳明", "单雄", "万明", "王", "王秀英", "赵一", "Zoe"]


def test_without_the_library_a_chinese_name_has_no_keys_and_loses_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = person_keys("王秀英")
    person = Person(1, "王秀英", keys=keys)
    hide_zh_extra(monkeypatch)
    assert name_keys("王秀英") == ()
    assert name_keys("Ada Oak") == ("ao", "adaoak")
    nicknamed = Person(1, "王秀英", aliases=("Old Wang",), keys=keys)
    assert keys_after(nicknamed, person) == ("ow", "oldwang", *keys)
    assert keys_after(Person(1, "李四", keys=keys), person) == ()


def test_keys_of_another_name_are_no_keys() -> None:
    assert is_keyed("王秀英", ("wxy", "wang xiu ying"))
    assert not is_keyed("王秀英", ("wxy", "wangxiuying"))
    assert lacks_pinyin(Person(1, "Ada Oak", aliases=("王奶奶",)), ("ao", "adaoak"))
    assert not lacks_pinyin(Person(1, "Ada Oak"), ())
