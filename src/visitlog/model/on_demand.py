"""Long lists of which only the beginning is looked at."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, overload

V = TypeVar("V")


class OnDemand(Sequence[V], Generic[V]):
    """A value for each of some things, made when it is looked at: of thousands, a screen shows the first twenty."""

    def __init__(self, of: Sequence[Any], made: Callable[[Any], V]) -> None:
        self._of = of
        self._made = made

    def __len__(self) -> int:
        return len(self._of)

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> "OnDemand[V]": ...
    def __getitem__(self, at: int | slice) -> "V | OnDemand[V]":
        return OnDemand(self._of[at], self._made) if isinstance(at, slice) else self._made(self._of[at])
