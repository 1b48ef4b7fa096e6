"""`@frozen` behaves as `@dataclass(frozen=True)` does; and nothing on the way of a command uses the slow one."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import pytest

import visitlog
from visitlog.model.frozen import MANY, frozen


@frozen
class Quick:
    """Made by `@frozen`."""

    id: int
    name: str = "nobody"
    known: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Stock:
    """Made by Python's own."""

    id: int
    name: str = "nobody"
    known: dict[str, int] = field(default_factory=dict)


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((1, "ada"), {}),
    ((), {"name": "ada", "id": 1}),
    ((1,), {"known": {"x": 1}}),
    ((1, "ada", {"x": 1}), {}),
]


@pytest.fixture(params=["few", "many"])
def quick_kind(request: pytest.FixtureRequest) -> type[Any]:
    """A class such as Quick, of which there are few records yet, or so many that a function was compiled for them."""

    @frozen
    class Own:
        id: int
        name: str = "nobody"
        known: dict[str, int] = field(default_factory=dict)

    Own.__name__ = Own.__qualname__ = "Quick"
    made = {id(vars(Own)["__init__"])}
    for number in range(MANY + 1 if request.param == "many" else 0):
        assert Own(number) == Own(number, "nobody", {})
        made.add(id(vars(Own)["__init__"]))
    assert len(made) == (2 if request.param == "many" else 1)
    return Own


@pytest.mark.parametrize(("args", "given"), CALLS)
def test_it_holds_and_shows_what_a_stock_one_does(
    args: tuple[Any, ...], given: dict[str, Any], quick_kind: type[Any]
) -> None:
    quick, stock = quick_kind(*args, **given), Stock(*args, **given)
    assert asdict(quick) == asdict(stock)
    assert repr(quick) == repr(stock).replace("Stock", "Quick")
    assert quick_kind(1).known is not quick_kind(1).known
    assert [each.name for each in fields(quick_kind)] == [each.name for each in fields(Stock)]


@pytest.mark.parametrize(
    ("args", "given"),
    [((), {}), ((), {"name": "ada"}), ((1, "a", {}, 2), {}), ((1,), {"id": 1}), ((1,), {"nmae": "ada"})],
)
def test_it_refuses_what_a_stock_one_does(
    args: tuple[Any, ...], given: dict[str, Any], quick_kind: type[Any]
) -> None:
    for kind in (quick_kind, Stock):
        with pytest.raises(TypeError):
            kind(*args, **given)


def test_it_can_not_be_changed() -> None:
    quick = Quick(1)
    with pytest.raises(FrozenInstanceError):
        quick.name = "ada"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del quick.name
    assert replace(quick, name="ada") == Quick(1, "ada") != quick


def test_it_is_equal_by_its_fields_and_only_to_its_own_kind() -> None:
    assert Quick(1) == Quick(1, "nobody", {})
    assert Quick(1) != Quick(2)
    another: object = Stock(1)
    assert Quick(1) != another
    assert hash(Quick(1, "ada", ())) == hash(Quick(1, "ada", ()))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        hash(Quick(1))


def test_each_gets_a_default_of_its_own() -> None:
    assert Quick(1).known is not Quick(1).known


def test_it_can_be_copied_pickled_and_matched() -> None:
    quick = Quick(1, "ada", {"x": 1})
    assert copy.deepcopy(quick) == pickle.loads(pickle.dumps(quick)) == quick
    match quick:
        case Quick(1, name):
            assert name == "ada"


def test_all_records_are_made_the_quick_way() -> None:
    """A stock frozen dataclass costs every command a millisecond."""
    sources = [path for path in Path(visitlog.__file__).parent.rglob("*.py") if path.name != "frozen.py"]
    assert len(sources) > 100
    assert [path.name for path in sources if "dataclass(frozen" in path.read_text(encoding="utf-8")] == []
