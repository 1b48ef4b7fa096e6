"""What every command takes, as shell completion reads it, made from the commands themselves.

python -m tools.completion           writes src/visitlog/shells/commands.json anew
python -m tools.completion --check   fails when it is not what the commands take now
"""

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from typer.core import TyperArgument

from visitlog.cli.app import root_command
from visitlog.cli.card import entries
from visitlog.cli.exports import FORMATS, KINDS
from visitlog.cli.installing import SHELLS
from visitlog.cli.position import COMMANDS, Kind
from visitlog.exchange.presets import PRESETS
from visitlog.model.choices import ASKED

PEOPLE = "person,..."
BY_OPTION: Mapping[str, Kind] = {
    "--area": "area",
    "--as": ["people", "visits"],
    "--attire": "choice:attire",
    "--ceiling-counts": "choice:form,...",
    "--counts": "choice:form,...",
    "--default-for": "choice:residence,...",
    "--form": "choice:form",
    "--format": list(FORMATS),
    "--group": "group",
    "--install-completion": list(SHELLS),
    "--journal": "file",
    "--kind": "choice:matter",
    "--matter": "ids:M",
    "--owed-by": "choice:party",
    "--person": "person",
    "--period": list(ASKED["period"]),
    "--place": "choice:place",
    "--preset": list(PRESETS),
    "--residence": "choice:residence",
    "--result": "choice:result",
    "--show-completion": list(SHELLS),
    "--split": list(ASKED["split"]),
    "--status": "choice:status",
    "--topic": "topic",
    "--warmth": "choice:warmth",
    "--went": "choice:went",
    "--what": list(KINDS),
    "--who": "person",
}
"""The options whose values can be listed; those of all others are free."""

BY_PLACE: Mapping[str, Kind] = {
    "AREA": "area",
    "FILE": "file",
    "GROUP": "group",
    "INTO": "person",
    "TO": "file",
    "TOPIC": "topic",
    "WHICH": "file",
    "WHO": "person",
    "WHO[,WHO...]": PEOPLE,
    "[FILE]": "file",
    "[WHO] KIND": "person",
    "moved|handed-over|died|declined": "choice:status-active",
    "us|them": "choice:party",
}
"""Arguments by what help calls them."""

BY_COMMAND: Mapping[tuple[str, str], Kind] = {
    ("cancel", "ID"): "ids:PA",
    ("done", "ID...|WHO"): "ids:PAM|person",
    ("drop", "ID"): "ids:PA",
    ("edit", "--kind"): "free",
    ("edit", "ID|WHO"): "any-ids:VPAEM|person",
    ("matter close", "ID"): "ids:M",
    ("missed", "ID"): "ids:A",
    ("move", "ID|WHO"): "ids:PA|person",
    ("remove", "ID"): "any-ids:VPAEM",
    ("topic set", "--place"): "choice:place|word:any",
}
"""What holds for one command only."""

FREE = frozenset(("NAME", "NOTE...", "TEXT", "TEXT @WHEN", "TEXT...", "TITLE", "WHEN", "WHEN[, TEXT]"))
"""Arguments that anything may stand for."""


def every_command() -> Iterator[tuple[str, Any]]:
    """The root, every command and every nested one, by the words that call for it."""
    root = root_command()
    yield "", root
    for name in entries():
        command = root.get_command(None, name)
        yield name, command
        for word, nested in getattr(command, "commands", {}).items():
            yield f"{name} {word}", nested


def taken_by(path: str, command: Any) -> dict[str, Any]:
    """What a command takes: the kinds of its arguments, its options with kind and meaning, its commands."""
    params = [*command.params, command.get_help_option(_context(command))]
    arguments = [param for param in params if isinstance(param, TyperArgument)]
    options = [param for param in params if not isinstance(param, TyperArgument) and not param.hidden]
    taken: dict[str, Any] = {"options": dict(_options(path, options))}
    if arguments:
        taken["arguments"] = [_kind_of_argument(path, param.metavar or "") for param in arguments]
        taken["goes_on"] = arguments[-1].nargs == -1
        if arguments[-1].metavar == "[WHO] KIND":
            taken["arguments"].append("event")
    if path == "":
        taken["commands"] = {name: entry.does for name, entry in entries().items() if not entry.is_alias}
    elif hasattr(command, "commands"):
        taken["commands"] = {name: one.help for name, one in command.commands.items()}
    return taken


def _context(command: Any) -> Any:
    return command.context_class(command, info_name="visitlog")


def _options(path: str, params: list[Any]) -> Iterator[tuple[str, tuple[Kind, str]]]:
    for param in params:
        for name in (*param.opts, *param.secondary_opts):
            kind: Kind = "" if param.is_flag or param.count else _kind_of_option(path, param.opts)
            yield name, (kind, param.help or "")


def _kind_of_option(path: str, names: list[str]) -> Kind:
    return BY_COMMAND.get((path, names[0])) or BY_OPTION.get(names[0], "free")


def _kind_of_argument(path: str, metavar: str) -> Kind:
    if metavar in FREE:
        return "free"
    kind = BY_COMMAND.get((path, metavar)) or BY_PLACE.get(metavar)
    if kind is None:
        raise SystemExit(f"say in tools/completion.py what completes {metavar} of {path}")
    return kind


def made() -> str:
    """The text of commands.json: a command a line."""
    lines = [
        f"{json.dumps(path)}: {json.dumps(taken_by(path, command), ensure_ascii=False)}"
        for path, command in every_command()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main(arguments: list[str]) -> int:
    """Writes the file, or with --check compares it; answers the exit code."""
    text = made()
    if arguments == ["--check"]:
        if COMMANDS.read_text(encoding="utf-8") == text:
            return 0
        print(f"{COMMANDS.name} is not what the commands take; mend it with: python -m tools.completion")
        return 1
    COMMANDS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
