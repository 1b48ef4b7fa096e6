"""The targets, as ratios of whole processes run side by side; see docs/benchmarks.md."""

from dataclasses import dataclass

YARDSTICK = "import typer"


@dataclass(frozen=True)
class Target:
    """One case over another, and what it may be at most."""

    above: str
    below: str
    limit: float


TARGETS = (
    Target("log at 0", YARDSTICK, 1.35),
    Target("log at 100,000", "log at 0", 1.5),
    Target("due, a table, at 100,000", YARDSTICK, 2.4),
    Target("due --json at 100,000", YARDSTICK, 2.0),
    Target("brief at 100,000", "brief at 0", 2.0),
    Target("show at 100,000", "show at 0", 2.0),
    Target("summary of a month at 100,000", "summary of a month at 0", 3.0),
    Target("summary of all at 100,000", "summary of all at 0", 8.0),
    Target("log at 100,000", "task add at 100,000", 0.25),
    Target("due --json at 100,000", "task overdue at 100,000", 0.25),
    Target("log at 10,000", "jrnl add at 10,000", 0.06),
    Target("log at 1,000,000", "log at 0", 15.0),
    Target("completion of a name at 100,000", YARDSTICK, 1.2),
)

MEMORY_TIMES, MEMORY_PLUS = 4, 40
"""`log` at 100,000 may take so many times the journal's size, and so many MiB more."""

ROWS_A_SECOND = 20_000
"""An import of 100,000 visits from CSV reads at least so many rows a second."""
