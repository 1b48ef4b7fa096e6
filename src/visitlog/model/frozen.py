"""`@frozen`: a frozen dataclass whose class is made ten times as fast."""

from collections.abc import Callable
from dataclasses import Field, FrozenInstanceError, dataclass, field
from typing import Any, NoReturn, TypeVar, dataclass_transform

C = TypeVar("C")


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

    def fill(self: Any, *args: Any, **given: Any) -> None:
        values = {**defaults, **dict(zip(names, args, strict=False)), **given}
        for name, make in factories.items():
            if name not in values:
                values[name] = make()
        twice = [name for name in names[: len(args)] if name in given] if given else ()
        if len(args) > len(names) or twice or values.keys() != known:
            wrong = sorted(known ^ values.keys()) or twice or args[len(names) :]
            raise TypeError(f"{cls.__name__}() was given, or lacks: {', '.join(map(str, wrong))}")
        self.__dict__.update(values)

    return fill


def _values(record: Any) -> tuple[Any, ...]:
    # Not the whole __dict__, in which cached properties are too.
    return tuple(map(record.__dict__.__getitem__, record.__match_args__))


def _equal(self: Any, other: object) -> bool:
    return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:
    held = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({held})"


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} can't be changed")
