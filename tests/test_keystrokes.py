"""docs/keystrokes.md counts truly, and every short form in it records what the long one does."""

import pytest
from tools import keystrokes
from tools.keystrokes import Keys, Task, keys_of


def test_the_page_is_as_counted_now_and_the_short_forms_record_the_same() -> None:
    assert keystrokes.main(["--check"]) == 0


def test_a_short_form_that_records_something_else_is_told() -> None:
    with pytest.raises(SystemExit, match="not the same"):
        keystrokes.must_record_the_same(Task("", "vl log wxy -r out", "vl log wxy -r m"))


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("vl due", Keys(7, 0, 0)),
        ("vl due; vl", Keys(10, 0, 0)),
        ('vl log Ada "x"', Keys(15, 3, 0)),
        (
            "vl log wxy 漏雨<louyu>",
            Keys(18, 0, 2),
        ),  # eleven, five and the space bar, Enter; to Chinese and back
        (
            "vl log wxy 漏雨<louyu> -p 问<wen>＠周五<zhouwu>",
            Keys(35, 1, 2),
        ),  # -p and its Enter, shift for the sign
        ("vl move P1 周五<zhouwu> --why 出差<chuchai>", Keys(34, 1, 4)),  # --why is too long for Enter
        ("vl log 。 好<hao>", Keys(14, 0, 2)),
    ],
)
def test_keys_are_counted_as_a_hand_presses_them(line: str, keys: Keys) -> None:
    assert keys_of(line) == keys
