"""Where an export goes: to a file of its own, which only its owner may read, or to standard output."""

import sys
from pathlib import Path

from visitlog.cli.session import Session
from visitlog.model.errors import N_, Refused
from visitlog.model.frozen import frozen
from visitlog.render.language import ngettext
from visitlog.store.atomic import path_typed, problem_of, replace_file, target_of
from visitlog.store.backups import folder_of


@frozen
class Made:
    """What an export comes to: its bytes, how many records are in them, of how many the text is withheld."""

    content: bytes
    records: int
    withheld: int = 0


def place_for(session: Session, file: str | None, force: bool) -> Path | None:
    """The file to write, None for standard output; raises Refused for one that must not be replaced."""
    if file is None or file == "-":
        return None
    path = path_typed(file)
    try:
        place = target_of(path)
        if path.exists() and not path.is_file():
            raise Refused(N_("{path} is not a plain file; name one, or none for standard output."), path=path)
        if not place.parent.is_dir():
            raise Refused(N_("There is no folder {path}; make it first."), path=place.parent)
        _must_be_free(place, force)
    except OSError as error:
        raise Refused(
            N_("{path} can't be written ({problem}); choose another place."),
            path=path,
            problem=problem_of(error),
        ) from error
    _must_be_foreign(place, session.file.path)
    return place


def _must_be_foreign(place: Path, journal: Path) -> None:
    """Raises Refused for the journal itself, its lock and its backups: an export in their place would be damage."""
    own = (journal, journal.with_name(f"{journal.name}.lock"))
    if place in own or folder_of(journal) in place.parents:
        raise Refused(N_("{path} belongs to the journal itself; choose another name."), path=place)


def _must_be_free(place: Path, force: bool) -> None:
    if place.exists() and not force:
        raise Refused(
            N_("{path} is there already; choose another name, or add --force to replace it."), path=place
        )


def deliver(session: Session, made: Made, form: str, place: Path | None, force: bool) -> None:
    """Writes an export, and says where it is and what is not in it."""
    told = {"file": place and str(place), "format": form, "records": made.records, "withheld": made.withheld}
    if place is not None:
        replace_file(place, [made.content], lambda: _must_be_free(place, force))
        words = ngettext(
            "{count} record is in {path}, which only you may read",
            "{count} records are in {path}, which only you may read",
            made.records,
        ).format(count=made.records, path=place)
        session.output.confirm("export", lambda: told, lambda: (words,))
    elif session.flags.as_json and form != "json":
        text = made.content.decode("utf-8-sig")
        session.output.confirm("export", lambda: {**told, "text": text}, lambda: ())
    else:
        _print(made.content)
    if made.withheld:
        words = ngettext(
            "the text of {count} sensitive record is withheld: --sensitive-too",
            "the text of {count} sensitive records is withheld: --sensitive-too",
            made.withheld,
        )
        session.output.say((words.format(count=made.withheld),))


def _print(content: bytes) -> None:
    """Bytes and not text: an export is UTF-8, whatever the terminal speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
