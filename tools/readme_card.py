"""The command card of a README, as Markdown, from the commands that are registered."""

from collections.abc import Iterator
from importlib import import_module

from visitlog.cli.card import CARD, Entry
from visitlog.cli.help import command_from
from visitlog.render.language import _, set_language

HEADINGS = {"en": "| command | what it does | options |", "zh": "| 命令 | 做什么 | 选项 |"}


def card(language: str) -> str:
    """The command card as Markdown, in a language."""
    set_language(language)
    try:
        return "\n".join(_lines(language)) + "\n"
    finally:
        set_language("en")


def _lines(language: str) -> Iterator[str]:
    for title, commands in CARD.items():
        yield from ("", f"**{_(title)}**", "", HEADINGS[language], "|---|---|---|")
        for name, entry in commands.items():
            if not entry.is_alias:
                usage, options = _usage(name, entry)
                yield f"| `{usage}` | {_(entry.does)} | {options} |"
    yield ""


def _usage(name: str, entry: Entry) -> tuple[str, str]:
    """What a command wants to be told, and what it may be told besides."""
    function = getattr(import_module(f"visitlog.cli.{entry.module}"), entry.function)
    if entry.is_group:
        return f"{name} {' · '.join(function().commands)}", ""
    words, options = [name], []
    for param in command_from(name, function).params:
        if param.param_type_name == "argument":
            words.append(f"{param.metavar}" if param.required else f"[{param.metavar}]")
        elif param.required:
            words.append(f"{param.opts[0]} {param.metavar}")
        elif param.expose_value:  # the others are taken by every command
            options.append(f"`{min(param.opts, key=len)}`")
    return " ".join(words).replace("...", "…").replace("|", r"\|"), " ".join(options)
