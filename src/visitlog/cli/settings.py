"""The user's settings: config.toml, read when it is there; a flag or the environment outranks it."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from visitlog.model.calendars import Country
from visitlog.model.errors import N_, Misuse, Refused, VisitlogError
from visitlog.model.frozen import frozen
from visitlog.render.language import language_named

if TYPE_CHECKING:
    from visitlog.model.when import DateOrder

FirstScreen = Literal["due", "plan", "summary", "people"]
USUAL_ON_LINUX = {"config": (".config",), "data": (".local", "share")}


@frozen
class Settings:
    """What config.toml says; everything may be left out."""

    journal: str | None = None
    language: str | None = None
    date_order: "DateOrder | None" = None
    first_screen: FirstScreen = "due"
    sensitive_topics: tuple[str, ...] = ()
    holidays: Country | None = None


def settings_path() -> Path:
    """Where config.toml is looked for: VISITLOG_CONFIG, else the platform's folder for settings."""
    named = os.environ.get("VISITLOG_CONFIG")
    if named:
        from visitlog.store.atomic import path_typed

        return path_typed(named)
    return _folder("config") / "config.toml"


def _folder(what: Literal["config", "data"]) -> Path:
    """The platform's folder for settings, or for data; raises Refused when nobody knows where home is.

    Where it mostly is on Linux is said without loading what knows it everywhere: that takes every command a
    twentieth of the time in which Python and Typer start.
    """
    home = os.environ.get("HOME", "")
    if sys.platform == "linux" and not os.environ.get(f"XDG_{what.upper()}_HOME") and home.startswith("/"):
        return Path(home, *USUAL_ON_LINUX[what], "visitlog")
    from platformdirs import user_config_path, user_data_path

    try:
        return (user_config_path if what == "config" else user_data_path)("visitlog", appauthor=False)
    except RuntimeError as error:
        raise _no_home() from error


def _no_home() -> VisitlogError:
    """What is said to somebody whose home the machine does not know."""
    return Refused(
        N_(
            "Your home folder is not known; name the journal with --journal, the settings with VISITLOG_CONFIG."
        )
    )


def read_settings() -> Settings:
    """The settings, or the usual ones when there is no file; raises Misuse with the line of what is wrong."""
    try:
        path = settings_path()
    except Refused:  # without a home there are none; a journal may still be named
        return Settings()
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise _unreadable(path, 1, error.strerror or "?") from error
    import tomllib

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(path, content.count(b"\n", 0, error.start) + 1, "not UTF-8 text") from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, *toml_problem(error, text)) from error
    return Settings(**{name: _value(name, value, text, path) for name, value in found.items()})


def journal_path(given: str | None, setting: str | None) -> Path:
    """Where the journal is: --journal, VISITLOG_JOURNAL, config.toml, else the platform's data directory."""
    named = given or os.environ.get("VISITLOG_JOURNAL") or setting
    if named:
        from visitlog.store.atomic import path_typed

        return path_typed(named)
    return _folder("data") / "journal.json"


def interface_language() -> str:
    """The language asked for: by VISITLOG_LANG, by config.toml, else by the locale."""
    if value := os.environ.get("VISITLOG_LANG"):
        return language_named(value)
    try:
        setting = read_settings().language
    except VisitlogError:  # the command itself will say what is wrong with it
        setting = None
    if setting is not None:
        return setting
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return language_named(value)
    return "en"


BARE_WORDS = re.compile(r"\s*([\w-]+)\s*=\s*([^\W\d][^\"'\[\]{}=#]*?)\s*(?:#.*)?\r?")
"""A setting, or a field of a form, whose text lacks its quotes."""


def _unreadable(path: Path, line: int, problem: str | VisitlogError) -> Misuse:
    return Misuse(
        N_("{path}, line {line}, can't be read ({problem}); mend it or move it away."),
        path=path,
        line=line,
        problem=problem,
    )


def toml_problem(error: ValueError, text: str) -> tuple[int, str | VisitlogError]:
    """The line of a TOML text on which something is wrong, and what."""
    problem, _at, place = str(error).rpartition(" (at ")
    numbers = [int(word) for word in place.replace(",", "").split() if word.isdecimal()]
    line = numbers[0] if numbers else text.count("\n") + 1
    lines = text.split("\n")
    bare = BARE_WORDS.fullmatch(lines[line - 1]) if line <= len(lines) else None
    if bare and bare[2] not in ("true", "false"):
        return line, Misuse(N_("text stands in quotes: {example}"), example=f'{bare[1]} = "{bare[2]}"')
    return line, problem[:1].lower() + problem[1:] or str(error)


def _value(name: str, value: Any, text: str, path: Path) -> Any:
    known = _KNOWN.get(name)
    if known is None:
        raise Misuse(
            N_('{path}, line {line}: there is no setting "{name}"; there are: {names}.'),
            path=path,
            line=_line_of(name, text),
            name=name,
            names=tuple(_KNOWN),
        )
    if not known[0](value):
        raise Misuse(
            N_('{path}, line {line}: "{name}" wants {wanted}.'),
            path=path,
            line=_line_of(name, text),
            name=name,
            wanted=known[1],
        )
    return tuple(value) if isinstance(value, list) else value


def _line_of(name: str, text: str) -> int:
    """The line on which a setting stands."""
    stands = re.compile(rf"""\s*\[*\s*["']?{re.escape(name)}["']?\s*[]=.]""")
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if stands.match(line)), 1)


def _one_of(*choices: str) -> tuple[Callable[[Any], bool], str]:
    return (lambda value: value in choices), " | ".join(choices)


_KNOWN: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "journal": (lambda value: isinstance(value, str), "a path"),
    "language": _one_of("en", "zh"),
    "date_order": _one_of("ymd", "dmy", "mdy"),
    "first_screen": _one_of("due", "plan", "summary", "people"),
    "holidays": _one_of("CN", "none"),
    "sensitive_topics": (
        lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
        '["topic", ...]',
    ),
}
