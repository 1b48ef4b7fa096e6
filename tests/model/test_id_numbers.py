"""Identity numbers are noticed in free text, and little else is taken for one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitlog.model.id_numbers import holds_id_number

CHINESE = "11010519491231002X"
"""The example of the standard, GB 11643-1999."""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@pytest.mark.parametrize(
    "text",
    [
        CHINESE,
        CHINESE.lower(),
        f"身份证号{CHINESE}，已核对",
        f"id: {CHINESE}.",
        "１１０１０５１９４９１２３１００２Ｘ",
        "SSN 123-45-6789",
        "(123-45-6789)",
        f"first 12345, then {CHINESE}",
    ],
)
def test_identity_number_is_noticed(text: str) -> None:
    assert holds_id_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Roof leaks over the bed.",
        "110105194912310021",  # wrong check digit
        "11010519491331002X",  # month 13
        "11010519491232002X",  # day 32
        "01010519491231002X",  # no region begins with 0
        f"1{CHINESE}",
        f"{CHINESE}1",
        f"A{CHINESE}",
        "13800138000",
        "555-0101",
        "2026-11-23",
        "000-45-6789",
        "666-45-6789",
        "912-45-6789",
        "123-00-6789",
        "123-45-0000",
        "1123-45-6789",
        "123-45-67890",
        "7-123-45-6789",
        "order 123456789012345678901234567890",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not holds_id_number(text)


@given(
    st.integers(100000, 999999),
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.integers(0, 999),
    st.sampled_from("0123456789X"),
)
def test_resident_number_is_told_by_its_check_digit(region: int, born: date, turn: int, last: str) -> None:
    digits = f"{region}{born:%Y%m%d}{turn:03}"
    right = "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11]
    assert holds_id_number(f"号码{digits}{last}。") is (last == right)


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    assert holds_id_number(text) in (True, False)
    assert holds_id_number(f"{text} {CHINESE} {text}")
