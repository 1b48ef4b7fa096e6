"""A screen for eyes: aligned columns without boxes, stacked records where it is narrow. Rich lives here."""

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console, JustifyMethod, OverflowMethod
from rich.containers import Lines as Wrapped
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as RichText

from visitlog.render.language import _, current_language
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, Style
from visitlog.render.text import dot, harmless, line_ends, rule, width_of, wrapped


class Text(RichText):
    """Text that is cut into lines as Chinese wants it: not before a comma, and not within a number and its word."""

    @property
    def _is_plain(self) -> bool:
        return self.plain.isascii() and self.plain.isprintable()

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Wrapped:
        """The lines; those of other scripts, and such as must not be cut, are left to Rich."""
        if len(self.plain) <= width and justify in ("default", "left") and self._is_plain:
            line = self.copy()  # as Rich would answer, without looking for where it could be cut
            if justify == "left":
                line.pad_right(width - len(self.plain))
            return Wrapped([line])
        if no_wrap or self.no_wrap or self.plain.isascii() or overflow == "ellipsis":
            return super().wrap(
                console,
                width,
                justify=justify,
                overflow=overflow,
                tab_size=tab_size,
                no_wrap=no_wrap,
            )
        lines = self.divide(line_ends(self.plain, width))
        for line in lines:
            line.rstrip()
        lines.justify(console, width, justify=justify or self.justify or "default", overflow="fold")
        return lines


NARROW = 60
INDENT = 2
GAP = 2
LEAST_WRAPPED = 8
"""A column that wraps wants so many cells, or nobody could read it."""

HEAD_CELLS = 3
"""So many cells at most make the first line of a stacked record; one that needs its heading stands beneath."""
FACT_CELLS = 2
"""A row of so many is a fact: what it is about, and what there is to say."""

STYLES: Mapping[Style, str] = {
    "": "",
    "late": "bold red",
    "today": "bold yellow",
    "calm": "green",
    "faint": "dim",
    "strong": "bold",
}


def console_of(width: int, colour: bool) -> Console:
    """A console that takes every text as it is: no markup, no emoji codes, no guessed highlights."""
    return Console(
        width=width,
        no_color=not colour,
        force_terminal=colour,
        color_system="auto" if colour else None,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
        legacy_windows=False,
    )


def draw(screen: Screen, width: int, colour: bool) -> None:
    """Prints a screen."""
    console = console_of(width, colour)
    if screen.left:
        _draw_headline(console, screen, width)
    first = True
    for part in screen.parts:
        if isinstance(part, Lines) and width < part.least_width:
            continue
        if not first or screen.left:
            _space(console, part, first)
        first = False
        if isinstance(part, Lines):
            for line in part.lines:
                for piece in wrapped(harmless(line), width):
                    console.print(Text(piece))
        elif width < NARROW:
            _draw_stacked(console, part)
        else:
            _draw_table(console, part)


def _space(console: Console, part: Section | Lines, first: bool) -> None:
    if not first and (isinstance(part, Lines) or part.title):
        console.print()


def _draw_headline(console: Console, screen: Screen, width: int) -> None:
    left, right = harmless(screen.left), harmless(screen.right)
    gap = width - width_of(left) - width_of(right)
    if right and gap < 2:
        _print(console, Text(left, style=STYLES["strong"]))
        _print(console, Text(right))
    else:
        console.print(Text(left, style=STYLES["strong"]) + Text(" " * gap + right if right else ""))
    console.print(Text(rule(width)))


def _print(console: Console, text: Text) -> None:
    """Prints a text in its own lines; Rich, given it whole, would cut it as it cuts English."""
    for line in text.wrap(console, console.width):
        console.print(line)


def _text(cell: Cell) -> Text:
    return Text(harmless(cell.text), style=STYLES[cell.style])


def _draw_title(console: Console, section: Section) -> None:
    if section.title:
        console.print(Text(harmless(section.title), style=STYLES["strong"]))


def _draw_table(console: Console, section: Section) -> None:
    if not section.has_headings:
        _draw_title(console, section)
    table = Table(
        box=None,
        show_header=section.has_headings,
        pad_edge=False,
        padding=(0, GAP, 0, 0),
        collapse_padding=True,
    )
    indent = INDENT if section.title else 0
    rows = [(_joined("", [Text(" " * indent), _text(row[0])]), *map(_text, row[1:])) for row in section.rows]
    headings = [Text(column.heading, STYLES["faint"]) for column in section.columns]
    if section.title and headings:
        headings[0] = Text(section.title, STYLES["strong"])
    shown = [headings, *rows] if section.has_headings else rows
    columns = _indented(section.columns, indent)
    for column, heading, width in zip(
        columns, headings, _fixed_widths(columns, shown, console.width), strict=True
    ):
        _add_column(table, column, heading, width)
    for row in rows:
        table.add_row(*row)
    if rows:
        console.print(table)
    _draw_hidden(console, section)


def _indented(columns: Sequence[Column], indent: int) -> Sequence[Column]:
    """The columns, the first wide enough for what stands before its cells."""
    first = columns[0]
    return (Column(**{**vars(first), "least": first.least + indent}) if first.least else first, *columns[1:])


def _fixed_widths(
    columns: Sequence[Column], rows: Sequence[Sequence[RichText]], width: int
) -> Sequence[int | None]:
    """The widths of the columns that do not wrap, where there is room for all of them; None where Rich must see.

    Rich would come to the same widths, and takes a third of the time of drawing to do so.
    """
    found: list[int | None] = []
    needed = 0
    for number, column in enumerate(columns):
        widest = 0 if column.wraps else max((cell_len(row[number].plain) for row in rows), default=0)
        fixed = min(max(widest, column.least), column.most or width)
        found.append(None if column.wraps or not fixed else fixed)
        needed += GAP + (max(column.least, LEAST_WRAPPED) if column.wraps else fixed)
    return found if needed <= width else [None] * len(columns)


def _add_column(table: Table, column: Column, heading: Text, width: int | None) -> None:
    table.add_column(
        heading,
        width=width,
        min_width=column.least or None,
        max_width=column.most,
        no_wrap=not column.wraps,
        overflow="fold" if column.wraps else "ellipsis",
        justify="right" if column.right else "left",
        ratio=None,
    )


def _draw_hidden(console: Console, section: Section) -> None:
    if section.hidden:
        more = _("... and {count} more: --all").format(count=section.hidden)
        console.print(Padding(Text(more), (0, 0, 0, INDENT)))


def _draw_stacked(console: Console, section: Section) -> None:
    """Each record on lines of its own: the first words, and beneath them the rest."""
    _draw_title(console, section)
    for row in section.rows:
        pairs = [(c, cell) for c, cell in zip(section.columns, row, strict=True) if cell.text.strip(" -")]
        if len(row) == FACT_CELLS:
            _draw_fact(console, row)
            continue
        named = (number for number, (column, _cell) in enumerate(pairs) if column.named and number)
        head = min(next(named, HEAD_CELLS), HEAD_CELLS)
        _print(console, _joined(" ", [_text(cell) for _column, cell in pairs[:head]]))
        rest = [_labelled(column, cell) for column, cell in pairs[head:]]
        for line in _filled(console, rest, console.width - INDENT):
            console.print(Text(" " * INDENT) + line)
    _draw_hidden(console, section)


def _filled(console: Console, parts: Sequence[Text], width: int) -> Iterator[Text]:
    """The parts in lines; one that would have to be cut begins a line, if that keeps it whole."""
    line = Text()
    for part in parts:
        longer = _joined(dot(), [line, part]) if line else part
        if line and width_of(longer.plain) > width >= width_of(part.plain):
            ended = _joined("", [line, Text(dot().rstrip())])
            yield ended if width_of(ended.plain) <= width else line
            longer = part
        *full, last = longer.wrap(console, width)
        yield from map(_own, full)
        line = _own(last)
    if line:
        yield line


def _draw_fact(console: Console, row: Sequence[Cell]) -> None:
    """What a fact is, and the fact, as far in as the lines that it goes on over: a next one stands out."""
    text = _joined(" ", [_text(cell) for cell in row if cell.text.strip()])
    indent = " " * INDENT
    if not row[0].text.strip():
        text = _joined("", [Text(indent), text])
    first = text.wrap(console, console.width)[0]
    console.print(first)
    gone = len(first.plain)
    gone += len(text.plain[gone:]) - len(text.plain[gone:].lstrip())
    if gone < len(text.plain):
        for line in _own(text.divide([gone])[1]).wrap(console, console.width - INDENT):
            console.print(Text(indent) + line)


def _labelled(column: Column, cell: Cell) -> Text:
    if not column.named:
        return _text(cell)
    return _joined("：" if current_language() == "zh" else " ", [Text(column.heading), _text(cell)])


def _own(line: RichText) -> Text:
    return _joined("", [line])


def _joined(between: str, texts: Sequence[RichText]) -> Text:
    """Several texts as one, with something between them."""
    whole = Text()
    for number, text in enumerate(texts):
        whole.append(between if number else "").append_text(text)
    return whole


def lines_of(screen: Screen) -> Iterator[str]:
    """The sentences of a screen that are no table."""
    for part in screen.parts:
        if isinstance(part, Lines):
            yield from part.lines


__all__ = ["console_of", "draw", "lines_of"]
