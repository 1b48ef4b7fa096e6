"""The catalogues: checks that they hold every message of the source, translated; or with --update, writes them.

python -m tools.catalogue            fails when a message is missing, untranslated, fuzzy, or has wrong placeholders
python -m tools.catalogue --update   writes visitlog.pot anew, brings the messages into each .po, and compiles it
"""

import io
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "visitlog"
LOCALE = SOURCE / "locale"
TEMPLATE = LOCALE / "visitlog.pot"
KEYWORDS = {"_": None, "N_": None, "C_": ((1, "c"), 2), "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")


def messages_of_source() -> Catalog:
    """Every message that the source marks, with the places where it stands."""
    catalogue = Catalog(project="visitlog", charset="utf-8", copyright_holder="The visitlog authors")
    found = extract_from_dir(
        str(SOURCE), [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for file, line, message, comments, context in sorted(found, key=lambda row: (row[0], row[1])):
        place = (Path("src/visitlog") / file).as_posix()
        catalogue.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    for path in sorted((SOURCE / "presets").glob("*.toml")):
        for source in _sources_in(path):
            catalogue.add(source, locations=[(path.relative_to(ROOT).as_posix(), 1)])
    return catalogue


def _sources_in(preset: Path) -> Iterator[str]:
    """Where a preset says its rhythms were found: the journal keeps the English, so it is a message."""
    groups = tomllib.loads(preset.read_text("utf-8")).get("groups", {})
    yield from dict.fromkeys(group["source"] for group in groups.values())


def catalogue_of(path: Path) -> Catalog:
    """A template or catalogue as it is on the disk."""
    with path.open("rb") as file:
        return read_po(file)


def translations() -> list[Path]:
    """The catalogues that translators fill."""
    return sorted(LOCALE.rglob("*.po"))


def update() -> None:
    """Writes the template, keeps the translations of what is still in the source, and compiles them."""
    source = messages_of_source()
    with TEMPLATE.open("wb") as file:
        write_po(file, source, omit_header=True, include_lineno=False, sort_output=True)
    print(f"{len(source)} messages written to {TEMPLATE.relative_to(ROOT)}")
    for path in translations():
        catalogue = catalogue_of(path)
        catalogue.update(source, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, include_lineno=False, sort_output=True, width=110)
        path.with_suffix(".mo").write_bytes(_compiled(path))
        print(f"{_translated(catalogue)} of {len(source)} translated in {path.relative_to(ROOT)}")


def _translated(catalogue: Catalog) -> int:
    return sum(bool(message.id and _texts(message.string)[0]) for message in catalogue)


def faults_of_template(source: Catalog) -> Iterator[str]:
    """What makes the template differ from the source."""
    wanted, there = ({_named(m) for m in c if m.id} for c in (source, catalogue_of(TEMPLATE)))
    yield from (f"missing from the template: {message}" for message in sorted(wanted - there))
    yield from (f"no longer in the source: {message}" for message in sorted(there - wanted))


def faults_of(path: Path, source: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue: what it lacks, leaves open, guesses, or fills in wrongly; and an old .mo."""
    catalogue, name = catalogue_of(path), path.relative_to(ROOT)
    for wanted in source:
        message = catalogue.get(_texts(wanted.id)[0], wanted.context) if wanted.id else None
        if wanted.id and message is None:
            yield f"{name}: missing: {_named(wanted)}"
        if wanted.id and message is not None:
            yield from (f"{name}: {fault}: {_named(wanted)}" for fault in _faults_in(message))
    compiled = path.with_suffix(".mo")
    if not compiled.is_file() or compiled.read_bytes() != _compiled(path):
        yield f"{compiled.relative_to(ROOT)} is not what the catalogue says"


def compile_stale(locale: Path = LOCALE) -> None:
    """Compiles each catalogue that was changed since it was last compiled; the file is replaced whole."""
    for path in sorted(locale.rglob("*.po")):
        compiled = path.with_suffix(".mo")
        if compiled.is_file() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        written = path.with_suffix(f".{os.getpid()}.tmp")
        written.write_bytes(_compiled(path))
        written.replace(compiled)


def _compiled(path: Path) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue_of(path))
    return file.getvalue()


def _named(message: Message) -> str:
    """A message as a fault names it: with its context, if it has one."""
    return f"{message.id} ({message.context})" if message.context else str(message.id)


def _texts(words: str | Iterable[str] | None) -> tuple[str, ...]:
    """A message as its forms, of which the first is its key."""
    return (words or "",) if words is None or isinstance(words, str) else tuple(words)


def _faults_in(message: Message) -> Iterator[str]:
    """What is wrong with one translation; a plural may always say its count."""
    texts = _texts(message.string)
    if not all(texts):
        yield "untranslated"
    elif message.fuzzy:
        yield "fuzzy"
    elif any(
        _placeholders(text, message) != _placeholders(_texts(message.id)[-1], message) for text in texts
    ):
        yield "wrong placeholders"


def _placeholders(text: str, message: Message) -> set[str]:
    """The names in braces; whether a plural says its count is the language's affair."""
    return set(PLACEHOLDER.findall(text)) - ({"{count}"} if message.pluralizable else set())


def main(arguments: list[str]) -> int:
    """Checks or writes the catalogues; answers the exit code."""
    if arguments == ["--update"]:
        update()
        return 0
    source = messages_of_source()
    faults = [*faults_of_template(source), *(f for path in translations() for f in faults_of(path, source))]
    if faults:
        print("\n".join(faults))
        print("mend it with: python -m tools.catalogue --update, and translate what is new")
        return 1
    print(f"catalogue: {len(source)} messages, all in the template")
    for path in translations():
        print(f"{path.parent.parent.name}: {_translated(catalogue_of(path))} translated of {len(source)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
