"""--install-completion and --show-completion: the script of a shell, put where that shell looks for it."""

import os
from collections.abc import Sequence
from pathlib import Path

from visitlog.model.errors import N_, Misuse, Refused
from visitlog.render.language import _
from visitlog.render.text import harmless
from visitlog.store.atomic import path_typed, problem_of

SCRIPTS = Path(__file__).parent.parent / "shells"
SHELLS = ("bash", "zsh", "fish")
NAMES = ("visitlog", "vl")
ZSH_LINE = "source {script}  # visitlog: completion of its commands and of people's names"


def install(typed: str) -> None:
    """Puts the script where the shell finds it, and says where; "" is the shell that the user logs in with."""
    shell = _shell_named(typed)
    places = _places(shell)
    for place in places:
        _write(place, _script(shell))
        print(_("written: {path}").format(path=harmless(str(place))))
    if shell == "zsh":
        _source_in_zshrc(places[0])
    print(_("Open a new shell; there TAB completes what follows visitlog and vl."))
    if shell == "bash":
        print(
            _(
                "If it doesn't, the package bash-completion is not in use here; "
                "then put this line into ~/.bashrc: source {path}"
            ).format(path=harmless(_quoted(places[0])))
        )


def show(typed: str) -> None:
    """Prints the script of a shell."""
    print(_script(_shell_named(typed)), end="")


def _shell_named(typed: str) -> str:
    """The shell that was typed, else the one that the user logs in with."""
    shell = typed or Path(os.environ.get("SHELL", "")).name
    if shell in SHELLS:
        return shell
    if typed:
        raise Misuse(
            N_('There is no completion for "{shell}"; choose of {shells}.'), shell=shell, shells=SHELLS
        )
    raise Misuse(
        N_("Which shell is not known; name it: --install-completion with one of {shells}."), shells=SHELLS
    )


def _script(shell: str) -> str:
    return (SCRIPTS / f"visitlog.{shell}").read_text(encoding="utf-8")


def _places(shell: str) -> Sequence[Path]:
    """Where a shell looks for the user's own completions, for both names of the command."""
    if shell == "zsh":
        return [_home() / ".zfunc" / "_visitlog"]
    if shell == "fish":
        return [
            _folder("XDG_CONFIG_HOME", ".config") / "fish" / "completions" / f"{name}.fish" for name in NAMES
        ]
    given = os.environ.get("BASH_COMPLETION_USER_DIR", "").split(":")[0]
    folder = Path(given) if given else _folder("XDG_DATA_HOME", ".local/share") / "bash-completion"
    return [folder / "completions" / name for name in NAMES]


def _home() -> Path:
    return path_typed("~")


def _folder(variable: str, usual: str) -> Path:
    return Path(os.environ.get(variable) or _home() / usual)


def _source_in_zshrc(script: Path) -> None:
    """zsh looks nowhere by itself: one line in its settings, unless one already names the script."""
    settings = Path(os.environ.get("ZDOTDIR") or _home()) / ".zshrc"
    line = ZSH_LINE.format(script=_quoted(script))
    try:
        there = settings.read_text(encoding="utf-8", errors="replace") if settings.exists() else ""
        if line in there.splitlines():
            return
        with settings.open("a", encoding="utf-8") as file:
            file.write(f"{'' if there.endswith(chr(10)) or not there else chr(10)}{line}\n")
    except OSError as error:
        raise _unwritable(settings, error) from error
    print(_("added to {path}: {line}").format(path=harmless(str(settings)), line=harmless(line)))


def _quoted(path: Path) -> str:
    from shlex import quote

    return quote(str(path))


def _write(place: Path, text: str) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    except OSError as error:
        raise _unwritable(place, error) from error


def _unwritable(path: Path, error: OSError) -> Refused:
    return Refused(
        N_("{path} can't be written ({problem}); --show-completion prints the script, to be put elsewhere."),
        path=path,
        problem=problem_of(error),
    )
