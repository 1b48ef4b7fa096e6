"""Columns find their fields: as --map says, else where their names are plain."""

from collections.abc import Sequence

import pytest

from visitlog.exchange.headings import HEADINGS, KINDS, Kind, plain_heading
from visitlog.exchange.mapping import FieldMap, Source, guessed, kind_of, mapping_of, parse_mapping
from visitlog.model.errors import Misuse

PATIENTS = ("Id", "BIRTHDATE", "SSN", "FIRST", "LAST", "ADDRESS", "CITY")
ENCOUNTERS = ("Id", "START", "STOP", "PATIENT", "DESCRIPTION")


def columns(mapping: FieldMap) -> dict[str, tuple[int, ...]]:
    return {field: source.columns for field, source in mapping.items()}


def misuse_of(specs: Sequence[str], header: Sequence[str], kind: Kind) -> Misuse:
    with pytest.raises(Misuse) as raised:
        mapping_of(specs, header, kind)
    return raised.value


def test_field_takes_one_column_several_or_a_constant() -> None:
    specs = ("name=FIRST+LAST", "alias=Id", "group:=elder", "note:=")
    assert parse_mapping(specs, PATIENTS, "people") == {
        "name": Source((3, 4)),
        "alias": Source((0,)),
        "group": Source(constant="elder"),
        "note": Source(),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_option_of_add_and_log_is_a_field(kind: Kind) -> None:
    people = (
        "name group every phone address area household residence alias birthday lunar-birthday best-time "
        "sensitive note"
    )
    visits = (
        "who on note form place result minutes topic sensitive alone with approach went lesson warmth "
        "hospitality hospitality-declined attire asked promise area heads"
    )
    assert sorted(HEADINGS[kind]) == sorted((people if kind == "people" else visits).split())


@pytest.mark.parametrize("field", ["best-time", "best_time", "Best Time", "ＢＥＳＴ-time"])
def test_field_may_be_written_in_any_way(field: str) -> None:
    assert list(parse_mapping((f"{field}=x",), ("x",), "people")) == ["best-time"]


def test_door_is_the_household() -> None:
    assert columns(parse_mapping(("door=x",), ("x",), "people")) == {"household": (0,)}
    assert "twice" in str(misuse_of(("door=x", "household=y"), ("x", "y"), "people"))


def test_column_is_matched_exactly_or_but_for_case_and_width() -> None:
    assert columns(parse_mapping(("name=first",), PATIENTS, "people")) == {"name": (3,)}
    assert columns(parse_mapping(("name=ID",), ("Id", "ID", "id"), "people")) == {"name": (1,)}
    assert misuse_of(("name=iD",), ("Id", "ID"), "people").values["column"] == "iD"


def test_column_with_a_plus_or_an_equals_sign_in_its_name_can_be_named() -> None:
    header = ("a+b", "a", "b", "c=d")
    assert columns(parse_mapping(("name=a+b", "note=c=d"), header, "people")) == {"name": (0,), "note": (3,)}


def test_unknown_field_names_the_nearest_or_all() -> None:
    assert misuse_of(("phon=Id",), PATIENTS, "people").values == {"field": "phon", "near": ("phone",)}
    assert "birthday" in str(misuse_of(("zzz=Id",), PATIENTS, "people"))
    assert "there is no field" in str(misuse_of(("who=Id",), PATIENTS, "people"))


def test_unknown_column_names_the_nearest_or_all() -> None:
    assert misuse_of(("name=FRIST+LAST",), PATIENTS, "people").values["near"] == ("FIRST",)
    assert misuse_of(("name=zzz",), PATIENTS, "people").values["columns"] == PATIENTS


@pytest.mark.parametrize("spec", ["name", "name=", "=FIRST", "", ":=x", "name+FIRST"])
def test_spec_of_another_shape_is_misuse(spec: str) -> None:
    misuse_of((spec,), PATIENTS, "people")


def test_constant_choice_that_does_not_exist_is_refused_at_once() -> None:
    assert parse_mapping(("form:=上门",), ENCOUNTERS, "visits") == {"form": Source(constant="上门")}
    assert misuse_of(("form:=visit",), ENCOUNTERS, "visits").values["typed"] == "visit"


def test_english_list_of_people_is_guessed() -> None:
    header = (
        "No.",
        "Full Name",
        "Phone number",
        "Home_Address",
        "Date of Birth",
        "Category",
        "Door",
        "Remarks:",
    )
    assert columns(guessed(header, "people")) == {
        "name": (1,),
        "phone": (2,),
        "address": (3,),
        "birthday": (4,),
        "group": (5,),
        "household": (6,),
        "note": (7,),
    }


def test_chinese_list_of_people_is_guessed() -> None:
    header = ("序号", "姓名*", "手机号码", "家庭住址", "出生日期", "类别", "门牌号", "网格", "备注：")
    assert columns(guessed(header, "people")) == {
        "name": (1,),
        "phone": (2,),
        "address": (3,),
        "birthday": (4,),
        "group": (5,),
        "household": (6,),
        "area": (7,),
        "note": (8,),
    }


def test_chinese_list_of_visits_is_guessed() -> None:
    header = ("走访对象", "走访日期", "走访内容", "形式", "结果", "同行人", "心得")
    assert columns(guessed(header, "visits")) == {
        "who": (0,),
        "on": (1,),
        "note": (2,),
        "form": (3,),
        "result": (4,),
        "with": (5,),
        "lesson": (6,),
    }


def test_column_of_times_is_joined_to_that_of_days() -> None:
    assert guessed(("姓名", "时间", "日期"), "visits")["on"].columns == (2, 1)
    assert guessed(("name", "date", "time"), "visits")["on"].columns == (1, 2)
    assert guessed(("姓名", "走访时间"), "visits")["on"].columns == (1,)


def test_area_alone_is_no_talk() -> None:
    assert set(guessed(("who", "date", "area"), "visits")) == {"who", "on"}
    assert set(guessed(("area", "heads", "date"), "visits")) == {"area", "heads", "on"}


def test_what_is_not_plain_is_not_guessed() -> None:
    assert columns(guessed(PATIENTS, "people")) == {"birthday": (1,), "address": (5,)}
    assert columns(guessed(ENCOUNTERS, "visits")) == {"note": (4,)}


def test_map_wins_field_by_field() -> None:
    mapping = mapping_of(("name=FIRST+LAST", "address=ADDRESS+CITY"), PATIENTS, "people")
    assert columns(mapping) == {"name": (3, 4), "address": (5, 6), "birthday": (1,)}


def test_column_that_map_uses_is_not_guessed_for_another_field() -> None:
    assert columns(mapping_of(("household=地址",), ("姓名", "地址"), "people")) == {
        "name": (0,),
        "household": (1,),
    }
    assert mapping_of(("note=时间",), ("姓名", "日期", "时间"), "visits")["on"].columns == (1,)


def test_empty_constant_leaves_a_guessed_field_out() -> None:
    assert mapping_of(("note:=",), ("name", "note"), "people")["note"] == Source()


def test_missing_name_who_or_day_is_misuse_that_says_how_to_map_it() -> None:
    assert misuse_of((), PATIENTS, "people").values["field"] == "name"
    assert misuse_of(("on=START",), ENCOUNTERS, "visits").values["field"] == "who"
    assert misuse_of(("who=PATIENT",), ENCOUNTERS, "visits").values["field"] == "on"
    assert misuse_of(("area:=East Lane", "heads:=9"), ENCOUNTERS, "visits").values["field"] == "on"


@pytest.mark.parametrize(
    ("header", "specs", "kind"),
    [
        (("name", "phone"), (), "people"),
        (("姓名", "电话"), (), "people"),
        (("name", "date"), (), "visits"),
        (("姓名", "走访时间"), (), "visits"),
        (("area", "heads", "date"), (), "visits"),
        (PATIENTS, ("name=FIRST+LAST",), "people"),
        (PATIENTS, ("alias=Id",), "people"),
        (ENCOUNTERS, ("who=PATIENT", "on=START"), "visits"),
        (("name", "date"), ("birthday=date",), "people"),
        (("name", "x"), ("on=x",), "visits"),
    ],
)
def test_kind_is_seen_from_header_and_map(
    header: tuple[str, ...], specs: tuple[str, ...], kind: Kind
) -> None:
    assert kind_of(header, specs) == kind


def test_kind_that_can_not_be_seen_is_misuse() -> None:
    with pytest.raises(Misuse, match="--as people"):
        kind_of(PATIENTS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_plain_heading_means_one_field(kind: Kind) -> None:
    found = [plain_heading(word) for words in HEADINGS[kind].values() for word in words]
    assert len(found) == len(set(found))
    assert all(list(guessed((w,), kind)) in ([f], []) for f, words in HEADINGS[kind].items() for w in words)
