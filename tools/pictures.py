"""What the READMEs show of visitlog, made from what it really prints: the pictures, the tours, the cards.

python -m tools.pictures           makes docs/pictures/*.svg, and the tour and the card in README*.md, anew
python -m tools.pictures --check   fails when one of them is not what visitlog prints now
"""

import json
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from tools.on_screen import answered
from tools.readme_card import card

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
PICTURES = ("due", "summary")
"""The commands that are drawn."""

DAY = "2026-11-23"
WIDTH = 80
TOUR = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
CARD_OF_README = re.compile(r"(?<=^<!-- card -->\n)(.*?)(?=^<!-- end of card -->$)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Edition:
    """A README in a language."""

    language: str
    readme: Path

    def picture_of(self, command: str) -> Path:
        """Where the picture of a command is; English has the plain name."""
        return FOLDER / (f"{command}.svg" if self.language == "en" else f"{command}.{self.language}.svg")


EDITIONS = (Edition("en", ROOT / "README.md"), Edition("zh", ROOT / "README.zh.md"))

VISITLOG = (sys.executable, "-c", "from visitlog.cli.start import main; main()")
"""What the script `visitlog` does, in this very environment."""

CELL, LINE, MARGIN, BASE = 9, 20, 18, 15
"""Pixels: how wide a character is, how high a line, the paper around them, and where in a line letters stand."""

PAPER, INK, BORDER = "#fcfbf8", "#292c33", "#d8d5cc"
INKS = {1: "#b02424", 2: "#26703c", 3: "#945e00"}
"""Ink on paper for a terminal's red, green and yellow, to be read on a light page and on a dark one."""

# No font and no host is named: a picture is whole without the network.
FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">
<rect x="0.5" y="0.5" width="{inner}" height="{lower}" rx="6" fill="{paper}" stroke="{border}"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="15" fill="{ink}">
{words}
</g>
</svg>
"""
WORDS = re.compile(r"\S+(?: \S+)*")
"""What stands together; runs of spaces are kept by placing each on its own."""


def printed(*words: str, **environment: str) -> str:
    """What a user sees of a command on a terminal, on the day of the README."""
    fixed = {
        "PATH": os.defpath,
        "TERM": "xterm-256color",
        "FORCE_COLOR": "1",
        "COLUMNS": str(WIDTH),
        "VISITLOG_LANG": "en",
        "VISITLOG_TODAY": DAY,
    }
    code, text = answered(words, {**fixed, **environment})
    # A refusal is an answer too: the tour shows one.
    if code and not text.startswith("visitlog: "):
        raise SystemExit(f"visitlog {shlex.join(words)} ended with {code}:\n{text}")
    return text


def picture(command: str, output: str) -> str:
    """The SVG of what a command printed."""
    lines = [f"$ visitlog {command}", "", *output.rstrip("\n").split("\n")]
    width, height = WIDTH * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    return FRAME.format(
        title=f"visitlog {command}",
        width=width,
        height=height,
        inner=width - 1,
        lower=height - 1,
        paper=PAPER,
        border=BORDER,
        ink=INK,
        words="\n".join(drawn for number, line in enumerate(lines) for drawn in _drawn(line, number)),
    )


def _drawn(line: str, number: int) -> Iterator[str]:
    """The words of a line, each where a terminal puts it."""
    cells = 0
    for segment in Text.from_ansi(line).render(Console(width=WIDTH)):
        for run in WORDS.finditer(segment.text):
            x = MARGIN + CELL * (cells + cell_len(segment.text[: run.start()]))
            y = MARGIN + LINE * number + BASE
            length = CELL * cell_len(run[0])
            ink = _ink(segment.style or Style.null())
            yield f'<text x="{x}" y="{y}" textLength="{length}"{ink}>{escape(run[0])}</text>'
        cells += cell_len(segment.text)


def _ink(style: Style) -> str:
    colour = style.color and style.color.number
    weight = ' font-weight="bold"' if style.bold else ""
    faint = ' opacity="0.6"' if style.dim else ""
    return (f' fill="{INKS[colour]}"' if colour in INKS else "") + weight + faint


def toured(readme: str, journal: Path, language: str) -> str:
    """The README with what its tour prints, its commands run one after the other in one journal."""

    def told(block: re.Match[str]) -> str:
        return "\n".join(_told(block[1], journal, language))

    return TOUR.sub(told, readme)


def _told(block: str, journal: Path, language: str) -> Iterator[str]:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    for number, line in enumerate(commands):
        yield from ["", line] if number else [line]
        name, *words = shlex.split(line.removeprefix("$ "))
        if name == "visitlog":
            output = printed(*words, VISITLOG_JOURNAL=str(journal), VISITLOG_LANG=language, NO_COLOR="1")
            yield from (shown.rstrip() for shown in output.rstrip().splitlines())
    yield ""


def edition(edition: Edition, folder: Path) -> dict[Path, str]:
    """Everything that one README shows, by its file; `folder` is for the journals it is made from."""
    language = edition.language
    text = toured(edition.readme.read_text("utf-8"), folder / f"tour-{language}" / "journal.json", language)
    listed = card(language)
    answer = printed("--json", "demo", TMPDIR=str(folder), VISITLOG_LANG=language)
    demo = json.loads(answer)["data"]["journal"]
    drawn = {
        edition.picture_of(name): picture(name, printed("--journal", demo, name, VISITLOG_LANG=language))
        for name in PICTURES
    }
    return {**drawn, edition.readme: CARD_OF_README.sub(lambda _: listed, text)}


def everything() -> dict[Path, str]:
    """Everything that the READMEs show, by its file."""
    with tempfile.TemporaryDirectory(prefix="visitlog-pictures-") as folder:
        made = [edition(one, Path(folder)) for one in EDITIONS]
        return {file: text for shown in made for file, text in shown.items()}


def main(arguments: list[str]) -> int:
    """Makes everything anew or checks it; answers the exit code."""
    wanted = everything()
    stale = [file for file, text in wanted.items() if not file.is_file() or file.read_text("utf-8") != text]
    if arguments == ["--check"]:
        for file in stale:
            print(f"not what visitlog prints now: {file.relative_to(ROOT)}")
        print("mend: python -m tools.pictures" if stale else f"pictures: {len(wanted)} files are true")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file in stale:
        file.write_text(wanted[file], encoding="utf-8")
        print(f"made anew: {file.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
