"""What the tests of reliability share, and the table of what they tried."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Vl
from reliability.figures import COLUMNS, LONG, Figures
from reliability.made import Processes, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of which every case gets a copy."""
    home = tmp_path_factory.mktemp("reliability") / "home"
    (home / "journal").mkdir(parents=True, mode=0o700)
    make_template(Vl(home))
    return home


@pytest.fixture(scope="session")
def processes() -> Iterator[Processes]:
    """Where commands run that are to fail."""
    started = Processes()
    yield started
    started.close()


@pytest.fixture
def figures(record_property: Any) -> Iterator[Figures]:
    """The figures of a test, which end up in the table."""
    found = Figures()
    yield found
    if found.fault:
        record_property("figures", [found.fault, *(getattr(found, name) for name in COLUMNS)])


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Prints the table that docs/reliability.md shows, after the long forms, and after the short ones with -vv."""
    if not LONG and terminalreporter.config.get_verbosity() < 1:
        return
    table: dict[str, list[int]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "teardown":
                for name, row in report.user_properties:
                    if name == "figures":
                        sums = table.setdefault(row[0], [0] * len(COLUMNS))
                        table[row[0]] = [a + b for a, b in zip(sums, row[1:], strict=True)]
    if table:
        terminalreporter.section("figures")
        terminalreporter.write_line(f"| fault | {' | '.join(COLUMNS)} |")
        for fault, row in sorted(table.items()):
            terminalreporter.write_line(f"| {fault} | {' | '.join(f'{n:,}' for n in row)} |")
