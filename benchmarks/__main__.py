"""Measures visitlog and the peers that are there, in turns, and prints the tables of docs/benchmarks.md.

    python -m benchmarks --visitlog VENV/bin/visitlog [--peers DIR ...] [--runs 15] [--short] [--write FILE]

It installs nothing. `--visitlog` is the command of an ordinary installation, not an editable one; `--peers` are
folders in which task, jrnl, watson, todo and khard are looked for besides /usr/bin. Shims that start the program
by way of a shell would be measured with it, and are refused. `--short` leaves out peers and a million visits, makes
5 runs, and fails when a ratio is over twice its target.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cases import (
    FIRST_DAY,
    PEERS,
    TEN_YEARS,
    TWENTY_YEARS,
    Tools,
    cases_of_peers,
    cases_of_visitlog,
)
from benchmarks.measure import Case, Sample, run_in_turns, run_once
from benchmarks.report import Measured, is_far_off, written

MILLION = 1_000_000
SHORT_RUNS = 5
MILLION_RUNS = 3
IMPORTS = 3


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--visitlog", type=Path, required=True, help="the command of an ordinary installation"
    )
    parser.add_argument("--peers", type=Path, nargs="*", default=[], help="folders to look for peers in")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument(
        "--short", action="store_true", help="a quick look that fails when a ratio is far off"
    )
    parser.add_argument("--write", type=Path, help="replace the tables in this file as well")
    return parser.parse_args()


def _tools(command: Path, folders: Sequence[Path]) -> Tools:
    visitlog = command.absolute()
    path = os.pathsep.join(map(str, [*folders, "/usr/bin"]))
    found = {peer: shutil.which(peer, path=path) for peer in PEERS}
    tools = Tools(
        visitlog.parent / "python", visitlog, {p: Path(at) for p, at in found.items() if at is not None}
    )
    for tool in (tools.python, tools.visitlog, *tools.peers.values()):
        if "shims" in tool.parts:
            sys.exit(f"{tool} is a shim, which takes time of its own; name the program itself")
    return tools


def _make(python: Path, module: str, *arguments: object) -> None:
    """Runs a generator in a process of its own: memory that this one used would be counted to what it starts."""
    # Found beside this folder, so that an installation of visitlog needs nothing of the source.
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([str(python), "-m", module, *map(str, arguments)], env=env, check=True)


def _make_journals(tools: Tools, folder: Path, sizes: Sequence[int]) -> None:
    for visits in sizes:
        kept = folder / str(visits)
        _make(tools.python, "benchmarks.own_formats", kept, visits)
        for copy in ("log", "read"):
            shutil.copyfile(kept / "journal.json", kept / f"{copy}.json")


def _imports(tools: Tools, kept: Path) -> list[Sample]:
    """The import of the visits as a spreadsheet into a journal that knows the people."""
    journal = kept / "import.json"
    env = {"VISITLOG_JOURNAL": str(journal), "VISITLOG_LANG": "en"}
    command = (str(tools.visitlog), "import", str(kept / "visits.csv"))
    case = Case("import", command, env, before=lambda: _copy(kept / "people.json", journal))
    return [run_once(case, number) for number in range(IMPORTS)]


def _copy(source: Path, to: Path) -> None:
    shutil.copyfile(source, to)


def _measured(tools: Tools, folder: Path, runs: int, is_short: bool) -> Measured:
    sizes = [FIRST_DAY, TEN_YEARS, TWENTY_YEARS]
    _make_journals(tools, folder, sizes)
    cases = cases_of_visitlog(tools, folder, sizes)
    if not is_short:
        for visits in (TEN_YEARS, TWENTY_YEARS):
            _make(Path(sys.executable), "benchmarks.peer_formats", folder / f"peers-{visits}", visits)
            cases += cases_of_peers(tools, folder, visits)
    samples = run_in_turns(cases, runs)
    if not is_short:
        _make_journals(tools, folder, [MILLION])
        samples |= run_in_turns(cases_of_visitlog(tools, folder, [MILLION])[1:], MILLION_RUNS)
    kept = folder / str(TWENTY_YEARS)
    size = (kept / "journal.json").stat().st_size / 2**20
    return Measured(samples, runs, size, _imports(tools, kept), TWENTY_YEARS)


def main() -> int:
    """Measures, prints, and with --short says by the exit code whether a ratio is far off."""
    asked = _arguments()
    tools = _tools(asked.visitlog, asked.peers)
    with tempfile.TemporaryDirectory(prefix="visitlog-bench-") as folder:
        measured = _measured(tools, Path(folder), SHORT_RUNS if asked.short else asked.runs, asked.short)
    text = written(measured, tools)
    print(text)
    if asked.write is not None:
        head, mark, _ = asked.write.read_text(encoding="utf-8").partition("<!-- measured -->\n")
        asked.write.write_text(head + mark + "\n" + text, encoding="utf-8")
    return 1 if asked.short and is_far_off(measured) else 0


if __name__ == "__main__":
    sys.exit(main())
