"""Of a long list only what is looked at is made."""

from visitlog.model.on_demand import OnDemand


def test_only_what_is_looked_at_is_made() -> None:
    made: list[int] = []

    def doubled(number: int) -> int:
        made.append(number)
        return number * 2

    doubles = OnDemand(range(1000), doubled)
    assert (len(doubles), len(doubles[:20]), made) == (1000, 20, [])
    assert list(doubles[5:8]) == [10, 12, 14]
    assert (doubles[-1], doubles[0]) == (1998, 0)
    assert made == [5, 6, 7, 999, 0]
