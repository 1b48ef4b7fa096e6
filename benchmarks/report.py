"""The tables of what was measured: targets with their ratios, then every command by itself."""

import platform
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cases import TWENTY_YEARS, Tools, named
from benchmarks.measure import Ratio, Sample, ratio
from benchmarks.targets import MEMORY_PLUS, MEMORY_TIMES, ROWS_A_SECOND, TARGETS, Target

FAR_OFF = 2
"""The short form fails on a ratio so many times its target."""


@dataclass(frozen=True)
class Measured:
    """All runs by case; the size of the large journal in MiB; the imports, and how many rows each read."""

    samples: dict[str, list[Sample]]
    runs: int
    journal_size: float
    imports: list[Sample]
    rows: int

    def ratio(self, target: Target, of: str) -> Ratio | None:
        """The ratio that a target is about; None when one of the two was not measured."""
        above, below = self.samples.get(target.above), self.samples.get(target.below)
        if not above or not below:
            return None
        # A million visits are run fewer times, not in the same rounds.
        runs = min(len(above), len(below))
        return ratio(above[:runs], below[:runs], of)


def is_far_off(measured: Measured) -> bool:
    """Whether a ratio of processor time is over twice its target."""
    ratios = ((target, measured.ratio(target, "cpu")) for target in TARGETS)
    return any(found is not None and found.median > FAR_OFF * target.limit for target, found in ratios)


def written(measured: Measured, tools: Tools) -> str:
    """All that was measured, in Markdown."""
    return "\n".join((*_setting(measured, tools), "", *_targets(measured), "", *_commands(measured), ""))


def _setting(measured: Measured, tools: Tools) -> Iterator[str]:
    yield f"Medians of {measured.runs} runs, all commands in turns (a million visits: 3 runs)."
    yield ""
    yield f"- {_processor()}, {platform.system()} {platform.release()}"
    said = _said(str(tools.python), "-c", "import sys; print('Python', sys.version.split()[0])")
    yield f"- {said}, {_said(str(tools.visitlog), '--version')}, {_versions(tools.python)}"
    for name, path in tools.peers.items():
        yield f"- {name}: {_said(str(path), '--version')}"


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{models[0]}, {len(models)} threads" if models else platform.machine()


def _versions(python: Path) -> str:
    code = (
        "from importlib.metadata import version as v; "
        "print(', '.join(f'{n} {v(n)}' for n in ('typer', 'rich', 'tinydb', 'orjson')))"
    )
    return _said(str(python), "-c", code)


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return (done.stdout.strip().splitlines() or ["?"])[0]


def _targets(measured: Measured) -> Iterator[str]:
    yield "| | target | processor time | middle half | on the clock | |"
    yield "|---|---|---|---|---|---|"
    for target in TARGETS:
        cpu, wall = (measured.ratio(target, of) for of in ("cpu", "wall"))
        if cpu is not None and wall is not None:
            spread = f"{cpu.low:.2f} to {cpu.high:.2f}"
            yield _row(
                f"{target.above} ÷ {target.below}",
                f"≤ {target.limit:g}",
                f"{cpu.median:.2f}",
                spread,
                f"{wall.median:.2f}",
                _verdict(cpu.median <= target.limit and wall.median <= target.limit),
            )
    memory = max(sample.memory for sample in measured.samples[named("log", TWENTY_YEARS)])
    most = MEMORY_TIMES * measured.journal_size + MEMORY_PLUS
    yield _row(
        f"memory of log at 100,000, whose journal has {measured.journal_size:.0f} MiB",
        f"≤ {most:.0f} MiB",
        f"{memory:.0f} MiB",
        "",
        "",
        _verdict(memory <= most),
    )
    rates = [measured.rows / sample.cpu for sample in measured.imports]
    clock = measured.rows / statistics.median(sample.wall for sample in measured.imports)
    yield _row(
        "rows a second, import of 100,000 visits from CSV",
        f"≥ {ROWS_A_SECOND:,}",
        f"{statistics.median(rates):,.0f}",
        f"{min(rates):,.0f} to {max(rates):,.0f}",
        f"{clock:,.0f}",
        _verdict(min(statistics.median(rates), clock) >= ROWS_A_SECOND),
    )


def _verdict(is_met: bool) -> str:
    return "met" if is_met else "**not met**"


def _commands(measured: Measured) -> Iterator[str]:
    yield "| | processor, ms | middle half | clock, ms | memory, MiB |"
    yield "|---|---|---|---|---|"
    for name, samples in measured.samples.items():
        cpu = [sample.cpu * 1000 for sample in samples]
        low, _, high = statistics.quantiles(cpu, n=4)
        wall = statistics.median(sample.wall * 1000 for sample in samples)
        memory = max(sample.memory for sample in samples)
        yield _row(
            name, f"{statistics.median(cpu):.0f}", f"{low:.0f} to {high:.0f}", f"{wall:.0f}", f"{memory:.0f}"
        )


def _row(*cells: Sequence[str] | str) -> str:
    return f"| {' | '.join(map(str, cells))} |"
