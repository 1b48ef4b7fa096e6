"""`@frozen`: a frozen dataclass whose class is made ten times as fast."""

from collections.abc import Callable
from dataclasses import Field, FrozenInstanceError, dataclass, field
from operator import attrgetter
from typing import Any, Generic, NoReturn, TypeVar, dataclass_transform

C = TypeVar("C")
V = TypeVar("V")
MANY = 40
"""After so many records of a class, compiling a function for them costs less than it saves."""

MAKER = "_maker"
"""Under this name a record holds, in its `__dict__`, what makes the value of its `Late` field."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[C]) -> type[C]:
    """The class as a frozen dataclass: `fields`, `replace`, `asdict` and pattern matching work on it as on any.

    Default values may be given, and `field(default_factory=...)`; nothing else of `field`, and no base class.

    `@dataclass(frozen=True)` writes and compiles six functions for each class, a millisecond each time a command
    starts: for the sixty classes of `log` as much as all of `import typer`. Here all classes share the functions.
    """
    made: Any = cls
    made.__init__ = _init_of(cls)
    made.__eq__ = _equal
    made.__hash__ = _hash
    made.__repr__ = _repr
    made.__setattr__ = _refuse
    made.__delattr__ = _refuse
    made.__match_args__ = tuple(cls.__annotations__)  # type: ignore[misc]  # which mypy forbids of Any, too
    made._values = property(attrgetter(*made.__match_args__))
    made.__dataclass_fields__ = _FieldsWhenAsked()
    return cls


class _FieldsWhenAsked:
    """Makes a stock dataclass of the class when its fields are first asked for: few are, in one command."""

    def __get__(self, _: object, cls: type) -> Any:
        dataclass(init=False, repr=False, eq=False)(cls)
        return cls.__dict__["__dataclass_fields__"]


def _init_of(cls: type) -> Callable[..., None]:
    names = tuple(cls.__annotations__)
    known = frozenset(names)
    defaults = {name: vars(cls)[name] for name in names if name in vars(cls)}
    factories: dict[str, Any] = {
        name: one.default_factory for name, one in defaults.items() if isinstance(one, Field)
    }
    for name in factories:
        del defaults[name]

    spare = MANY

    def fill(self: Any, *args: Any, **given: Any) -> None:
        nonlocal spare
        spare -= 1
        if spare == 0:
            setattr(cls, "__init__", _compiled(names, defaults, factories))  # noqa: B010  # which mypy forbids
        held = self.__dict__
        held.update(defaults)
        held.update(zip(names, args, strict=False))
        held.update(given)
        for name, make in factories.items():
            if name not in held:
                held[name] = make()
        twice = [name for name in names[: len(args)] if name in given] if args and given else ()
        if held.keys() != known or len(args) > len(names) or twice:
            wrong = sorted(known ^ held.keys()) or twice or args[len(names) :]
            raise TypeError(f"{cls.__name__}() was given, or lacks: {', '.join(map(str, wrong))}")

    return fill


def _compiled(
    names: tuple[str, ...], defaults: dict[str, Any], factories: dict[str, Any]
) -> Callable[..., None]:
    """What `fill` does as a function of its own for one class, as `@dataclass` writes it: three times as fast."""
    known: dict[str, Any] = {"ABSENT": object(), "DEFAULTS": defaults, "FACTORIES": factories}
    wanted = (
        f"{name}=DEFAULTS[{name!r}]" if name in defaults else f"{name}=ABSENT" if name in factories else name
        for name in names
    )
    made = (
        f"FACTORIES[{name!r}]() if {name} is ABSENT else {name}" if name in factories else name
        for name in names
    )
    lines = (f" held__[{name!r}] = {value}\n" for name, value in zip(names, made, strict=True))
    exec(f"def __init__(self, {', '.join(wanted)}):\n held__ = self.__dict__\n{''.join(lines)}", known)
    found: Callable[..., None] = known["__init__"]
    return found


class Late(Generic[V]):
    """A field whose value a record may make when it is first asked for, by the function that it holds as MAKER."""

    def __init__(self, name: str, default: V) -> None:
        self._name = name
        self._default = default

    def __get__(self, record: Any, cls: type) -> V:
        if record is None:
            return self._default
        make = record.__dict__.pop(MAKER, None)
        value: V = self._default if make is None else make()
        record.__dict__[self._name] = value  # from now on this is found before the field is looked for here
        return value


def _equal(self: Any, other: Any) -> bool:
    # By fields: cached properties are in __dict__, too.
    return self._values == other._values if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._values)


def _repr(self: Any) -> str:
    held = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({held})"


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} can't be changed")
