"""What the tests of reliability count: cases tried, entries lost, files corrupted, tracebacks; and their table."""

import os
from dataclasses import dataclass, field

LONG = bool(os.environ.get("VISITLOG_LONG"))
"""Whether the long forms are asked for: thousands of cases instead of some."""

COLUMNS = ("cases", "lost", "corrupted", "tracebacks", "other")


@dataclass
class Figures:
    """The figures of one fault; `fault` is its row in the table of docs/reliability.md."""

    fault: str = ""
    cases: int = 0
    lost: int = 0
    corrupted: int = 0
    tracebacks: int = 0
    other: int = 0
    """What else was not as it is promised: a sentence without a place, a leftover, a wrong exit code."""
    problems: list[str] = field(default_factory=list)

    def wrong(self, what: str, case: object) -> None:
        """Puts down what went wrong in a case: "lost", "corrupted", "tracebacks", or anything else."""
        name = what if what in COLUMNS else "other"
        setattr(self, name, getattr(self, name) + 1)
        self.problems.append(f"{what}: {case}")

    def must_be_clean(self) -> None:
        """Fails with the first problems, when there is one."""
        shown = "\n".join(self.problems[:20])
        assert not self.problems, f"{len(self.problems)} problems in {self.cases} cases:\n{shown}"
        assert self.cases > 0
