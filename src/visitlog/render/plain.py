"""A screen for programs and pipes: one record a line, fields between tabs."""

from collections.abc import Iterator

from visitlog.render.screen import Lines, Screen
from visitlog.render.text import harmless


def plain_lines(screen: Screen) -> Iterator[str]:
    """The lines of a screen, without headings, boxes, colours or wrapping."""
    for part in screen.parts:
        if isinstance(part, Lines):
            if part.for_programs:
                yield from map(harmless, part.lines)
            continue
        for row in part.rows:
            fields = [harmless(cell.for_programs) for cell in row]
            yield "\t".join([part.key, *fields] if part.key else fields)
