"""A page of help as it is laid out: measured in cells of the terminal, with every word in the user's language."""

import shutil
from collections.abc import Iterator, Sequence
from typing import Any

from typer._click.formatting import HelpFormatter
from typer._click.types import IntRange

from visitlog.model.errors import N_
from visitlog.render.language import _
from visitlog.render.text import clauses, width_of, wrapped

WIDEST = 78
NARROW = 60
"""Below so many cells a meaning stands beneath what it explains."""
WORDS = (N_("active"), N_("other"), N_("us"))
"""What options begin with that are words, and not figures or keys."""
MOST_CELLS = 30
"""So many cells, at most, are kept for what is explained."""


class HelpPage(HelpFormatter):
    """Typer's formatter counts characters, and an ideograph takes two cells; it also words some things itself."""

    def __init__(self) -> None:
        super().__init__(width=min(max(shutil.get_terminal_size().columns - 2, 20), WIDEST))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How a command is written."""
        beginning = f"{prefix or ''}{prog} "
        first = width_of(beginning)
        if first + min(width_of(args), 20) > self.width:
            first = 4
            self.write(f"{beginning.rstrip()}\n")
            beginning = " " * first
        for number, line in enumerate(wrapped(args, self.width - first)):
            self.write(f"{beginning if number == 0 else ' ' * first}{line}\n")

    def write_heading(self, heading: str) -> None:
        """What the lines beneath are."""
        self.write(" " * self.current_indent + _("{title}:").format(title=heading) + "\n")

    def write_text(self, text: str) -> None:
        """A paragraph."""
        for line in wrapped(" " * self.current_indent + text, self.width):
            self.write(f"{line}\n")

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = MOST_CELLS, col_spacing: int = 2
    ) -> None:
        """What is explained, and its meaning beside it, or beneath it where it is narrow."""
        widest = min(max(width_of(name) for name, _meaning in rows), col_max)
        left = 4 if self.width < NARROW else widest + col_spacing
        for name, meaning in rows:
            lines = list(wrapped(meaning, self.width - self.current_indent - left)) if meaning else []
            gap = left - width_of(name)
            head = " " * self.current_indent + name
            if lines and gap >= col_spacing:
                head += " " * gap + lines.pop(0)
            self.write(f"{head}\n")
            for line in lines:
                self.write(f"{' ' * (self.current_indent + left)}{line}\n")


def page_of(command: Any, ctx: Any) -> str:
    """The help of a command or a group."""
    page = HelpPage()
    command.format_help(ctx, page)
    return page.getvalue().rstrip("\n")


def records_of(params: Sequence[Any], ctx: Any) -> Iterator[tuple[Any, tuple[str, str]]]:
    """The parameters that are no secret, each as it is typed and with its meaning."""
    for param in params:
        record = param.get_help_record(ctx)
        if record:
            yield param, (record[0], _meaning(param))


def _meaning(param: Any) -> str:
    """What a parameter is for, and what may be known of its value."""
    remarks = clauses(_remarks(param))
    return "  ".join(filter(None, (param.help, f"[{remarks}]" if remarks else None)))


def _remarks(param: Any) -> Iterator[str]:
    if isinstance(param.default, str | int) and not isinstance(param.default, bool) and param.show_default:
        yield _("default: {value}").format(value=_(str(param.default)))
    if isinstance(param.type, IntRange):
        least, most = param.type.min, param.type.max
        yield (
            _("{least} or more").format(least=least)
            if most is None
            else _("{least} to {most}").format(least=least, most=most)
        )
    if param.required:
        yield _("required")
