"""The catalogue template: checks that every message of the source is in it, or with --update, writes it.

python -m tools.catalogue            fails when visitlog.pot does not hold just the messages of the source
python -m tools.catalogue --update   writes visitlog.pot anew
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "visitlog"
TEMPLATE = SOURCE / "locale" / "visitlog.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def messages_of_source() -> Catalog:
    """Every message that the source marks, with the places where it stands."""
    catalogue = Catalog(project="visitlog", charset="utf-8", copyright_holder="The visitlog authors")
    found = extract_from_dir(
        str(SOURCE), [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for file, line, message, comments, context in sorted(found, key=lambda row: (row[0], row[1])):
        place = (Path("src/visitlog") / file).as_posix()
        catalogue.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    return catalogue


def main(arguments: list[str]) -> int:
    """Checks or writes the template; answers the exit code."""
    source = messages_of_source()
    if arguments == ["--update"]:
        TEMPLATE.parent.mkdir(exist_ok=True)
        with TEMPLATE.open("wb") as file:
            write_po(file, source, omit_header=True, include_lineno=False, sort_output=True)
        print(f"{len(source)} messages written to {TEMPLATE.relative_to(ROOT)}")
        return 0
    with TEMPLATE.open("rb") as file:
        template = read_po(file)
    wanted, there = ({message.id for message in c if message.id} for c in (source, template))
    for message in sorted(map(str, wanted - there)):
        print(f"missing from the template: {message}")
    for message in sorted(map(str, there - wanted)):
        print(f"no longer in the source: {message}")
    if wanted != there:
        print("mend it with: python -m tools.catalogue --update")
        return 1
    print(f"catalogue: {len(wanted)} messages, all in the template")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
