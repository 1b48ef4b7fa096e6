"""What an import did, row by row where it failed."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from visitlog.model.errors import VisitlogError
from visitlog.model.frozen import frozen
from visitlog.render.language import _, ngettext
from visitlog.render.output import Document
from visitlog.render.sentences import error_sentence
from visitlog.render.text import bracketed, dot, labelled

Failure = tuple[int, VisitlogError]
MANY_FAILURES = 20


@frozen
class Figures:
    """How many rows ended which way; `new_people` were made because a visit named them."""

    created: int
    updated: int
    skipped: int
    new_people: int
    failed: int
    encoding: str
    dry_run: bool


def document(figures: Figures, failed: Sequence[Failure]) -> Document:
    """The JSON of `import`."""
    return {
        **asdict(figures),
        "failed": [{"line": line, "why": error_sentence(error)} for line, error in failed],
    }


def lines(figures: Figures) -> Iterator[str]:
    """What was done, or would be."""
    head = _("Would be imported, nothing was written") if figures.dry_run else _("Imported")
    parts = [
        _("{count} new").format(count=figures.created),
        _("{count} filled in").format(count=figures.updated),
        _("{count} there already").format(count=figures.skipped),
        _("{count} failed").format(count=figures.failed),
    ]
    if figures.new_people:
        words = ngettext("{count} person added", "{count} people added", figures.new_people)
        parts.append(words.format(count=figures.new_people))
    yield labelled(head + bracketed(figures.encoding), dot().join(parts))
    if (figures.created or figures.updated) and not figures.dry_run:
        yield "    " + _("undo: visitlog undo")


def failure_lines(failed: Sequence[Failure]) -> Iterator[str]:
    """The rows that failed, with their lines."""
    for line, error in failed[:MANY_FAILURES]:
        yield _("line {line}: {why}").format(line=line, why=error_sentence(error))
    more = len(failed) - MANY_FAILURES
    if more > 0:
        words = ngettext(
            "... and {count} more: --json lists it", "... and {count} more: --json lists them", more
        )
        yield words.format(count=more)
