"""Typer's complaints about the command line in our own words, from their type and fields."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from typer import TyperException
from typer._click.core import Parameter
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)

from visitlog.model.choices import begun_choice
from visitlog.model.errors import N_, Misuse, VisitlogError


@contextmanager
def told_where(ctx: Any) -> Iterator[None]:
    """Complaints of Typer's that leave it out are told of which command they are."""
    try:
        yield
    except UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def too_much(ctx: Any, extra: Sequence[str]) -> Misuse:
    """What is said of words that a command does not take, with the option that they are likely the value of."""
    typed = " ".join(extra)
    near = _option_for(typed, ctx)
    if near:
        return Misuse(N_('"{extra}" is too much; did you mean {near}?'), extra=typed, near=near)
    return Misuse(
        N_('"{extra}" is too much; "{command} --help" says what it takes.'),
        extra=typed,
        command=ctx.command_path,
    )


def _option_for(typed: str, ctx: Any) -> str | None:
    """The option that is called so, or one with what was typed after it: of a choice, of a day, or else of a person.

    A topic, an area or a group of several words wants quotes: one that is not there is made.
    """
    import json
    from shlex import quote

    from visitlog.cli.position import COMMANDS
    from visitlog.cli.unquoted import is_day

    path = ctx.command_path.partition(" ")[2]
    taken = json.loads(COMMANDS.read_bytes()).get(path, {})
    options = taken.get("options", {})
    if taken.get("arguments") in (["area"], ["topic"], ["group"]):
        named = next(
            ctx.params[param.name] for param in ctx.command.params if param.name in ("key", "area", "topic")
        )
        return quote(f"{named} {typed}")
    chosen = (
        name for name, (kind, _) in options.items() if name.startswith("--") and _is_choice(typed, name, kind)
    )
    days = (name for name in ("--on", "--by", "--until", "--from") if name in options and is_day(typed))
    people = (
        name for name in ("--who", "--group") if name in options and (name == "--who" or path == "people")
    )
    if f"--{typed}" in options:
        return f"--{typed}"
    for name in (*chosen, *days, *people):
        return f"{name} {typed if typed.isalnum() else quote(typed)}"
    return None


def _is_choice(typed: str, name: str, kind: str | list[str]) -> bool:
    """Whether a word means one of the choices that an option takes; those of a report are called as it is."""
    if isinstance(kind, str) and not kind.startswith("choice:"):
        return False
    known = kind.removeprefix("choice:") if isinstance(kind, str) else name.lstrip("-")
    try:
        begun_choice(typed, known)
    except (Misuse, KeyError):
        return typed in kind
    return True


def reworded(error: TyperException) -> VisitlogError:
    """The same complaint as an error of ours: one sentence that says what to do."""
    command = error.ctx.command_path if isinstance(error, UsageError) and error.ctx else "visitlog"
    if isinstance(error, NoSuchOption):
        return _no_such_option(error, command)
    if isinstance(error, MissingParameter):
        return _missing(error, command)
    if isinstance(error, BadParameter):
        return _bad_value(error, command)
    if isinstance(error, BadOptionUsage):
        wants = N_('{option} wants a value; see "{command} --help".')
        takes_none = N_('{option} takes no value; see "{command} --help".')
        return Misuse(takes_none if _is_flag(error) else wants, option=error.option_name, command=command)
    return Misuse(N_('{problem} See "{command} --help".'), problem=_ended(error), command=command)


def _ended(error: TyperException) -> str:
    message = str(error.message).strip()
    return message if message.endswith(".") else f"{message}."


def _no_such_option(error: NoSuchOption, command: str) -> VisitlogError:
    if error.possibilities:
        return Misuse(
            N_('There is no option {option}; did you mean {near}? See "{command} --help".'),
            option=error.option_name,
            near=sorted(error.possibilities),
            command=command,
        )
    return Misuse(
        N_(
            "There is no option {option}; text that begins with a dash goes after --, "
            'and "{command} --help" lists the options.'
        ),
        option=error.option_name,
        command=command,
    )


def _bad_value(error: BadParameter, command: str) -> VisitlogError:
    param = error.param
    if param is None:
        return Misuse(N_('{problem} See "{command} --help".'), problem=_ended(error), command=command)
    if "int" in param.type.name:
        least, most = getattr(param.type, "min", None), getattr(param.type, "max", None)
        wants = N_('{name} wants a whole number, not below {least}; see "{command} --help".')
        wants_between = N_('{name} wants a whole number from {least} to {most}; see "{command} --help".')
        return Misuse(
            wants if most is None else wants_between,
            name=_name(param),
            least=least or 0,
            most=most,
            command=command,
        )
    return Misuse(
        N_('{name} has a value that does not fit; see "{command} --help".'),
        name=_name(param),
        command=command,
    )


def _is_flag(error: BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx else []
    return any(error.option_name in param.opts and getattr(param, "is_flag", False) for param in params)


def _name(param: Parameter) -> str:
    """What the user calls it: --days, WHO."""
    return param.opts[0] if param.param_type_name == "option" else param.human_readable_name


def _missing(error: MissingParameter, command: str) -> VisitlogError:
    param = error.param
    if param is None:
        return Misuse(N_('Something is missing; see "{command} --help".'), command=command)
    return Misuse(N_('{name} is missing; see "{command} --help".'), name=_name(param), command=command)
