"""The command list, the root options and the one error boundary."""

import os
import sys
from importlib import import_module
from types import TracebackType
from typing import Annotated, Any

import typer
from typer import TyperException
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup

from visitlog import __version__
from visitlog.cli.arguments import asks_for_json, must_be_text
from visitlog.cli.card import CARD, entries
from visitlog.cli.session import Flags
from visitlog.cli.settings import interface_language
from visitlog.model.errors import N_, Refused, VisitlogError
from visitlog.render.language import _, set_language

USUAL_SHELL = ""
"""Stands for the shell that the user logs in with, when none is named."""


class Commands(TyperGroup):
    """The commands, each imported when it is called for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name, entry in entries().items() if not entry.is_alias]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        entry = entries().get(cmd_name)
        if entry is None:
            return None
        if cmd_name not in self.commands:
            from visitlog.cli.help import command_from

            module = import_module(f"visitlog.cli.{entry.module}")
            function = getattr(module, entry.function)
            self.commands[cmd_name] = function() if entry.is_group else command_from(cmd_name, function)
        return self.commands[cmd_name]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        from visitlog.cli.usage_errors import told_where

        if args[-1:] in (["--install-completion"], ["--show-completion"]) and _are_options(args):
            args = [*args, USUAL_SHELL]
        with told_where(ctx):
            return super().parse_args(ctx, _with_help(args))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        from visitlog.cli.help import must_be_known

        must_be_known(args, entries(), ctx)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        from visitlog.cli.help_page import page_of

        return page_of(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        from visitlog.cli.help import translated_help

        return translated_help(super().get_help_option(ctx))

    def format_usage(self, ctx: Any, formatter: HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, _("[OPTIONS] COMMAND ..."), _("Usage: "))

    def format_help_text(self, ctx: Any, formatter: HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(
                _("The people, the visits, every promise. Without a command: what is due today.")
            )

    def format_options(self, ctx: Any, formatter: HelpFormatter) -> None:
        from visitlog.cli.help import write_parameters

        for title, commands in CARD.items():
            rows = [(name, _(entry.does)) for name, entry in commands.items() if not entry.is_alias]
            with formatter.section(_(title)):
                formatter.write_dl(rows)
        write_parameters(self.get_params(ctx), ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: HelpFormatter) -> None:
        from visitlog.cli.help import write_examples

        write_examples(
            (
                _('visitlog add "Ada Oak" --door 3-201'),
                _('visitlog log ada tea, knee better -p "ask about the roof @friday"'),
            ),
            formatter,
        )


def _with_help(args: list[str]) -> list[str]:
    """`help log` as `log --help`, which is how nobody remembers it."""
    return [*args[1:], "--help"] if args[:1] == ["help"] else args


def _are_options(args: list[str]) -> bool:
    return all(word.startswith("-") for word in args)


def _root(
    ctx: typer.Context,
    journal: Annotated[str | None, typer.Option("--journal", help="")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="")] = False,
    install: Annotated[str | None, typer.Option("--install-completion", help="")] = None,
    show: Annotated[str | None, typer.Option("--show-completion", help="")] = None,
    version: Annotated[bool, typer.Option("--version", help="", is_eager=True)] = False,
) -> None:
    if version:
        print(f"visitlog {__version__}")
        raise typer.Exit
    if install is not None or show is not None:
        from visitlog.cli import installing

        installing.show(show) if show is not None else installing.install(install or USUAL_SHELL)
        raise typer.Exit
    ctx.obj = Flags(journal, as_json, plain, no_input, quiet)
    if ctx.invoked_subcommand is None:
        from visitlog.cli.settings import read_settings

        first = read_settings().first_screen
        entry = entries()[first]
        getattr(import_module(f"visitlog.cli.{entry.module}"), entry.function)(ctx)


def root_command() -> Any:
    """The command `visitlog` with all its commands in it, in the language that is set."""
    app = typer.Typer(
        cls=Commands,
        name="visitlog",
        callback=_root,
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    group = typer.main.get_command(app)
    about = {
        "journal": _("the journal file; else VISITLOG_JOURNAL, else the usual place"),
        "as_json": _("answer in JSON; may stand anywhere"),
        "plain": _("one record a line, fields between tabs"),
        "no_input": _("never ask, never open an editor"),
        "quiet": _("say nothing when all went well"),
        "install": _("make TAB complete commands and names: bash, zsh or fish"),
        "show": _("print the script that does it"),
        "version": _("show the version"),
    }
    values = {"journal": _("PATH"), "install": f"[{_('SHELL')}]", "show": f"[{_('SHELL')}]"}
    for param in group.params:
        param.help = about.get(param.name or "", "")  # type: ignore[attr-defined]
        param.metavar = values.get(param.name or "")
    return group


def run(args: list[str]) -> int:
    """Runs one command line and answers its exit code."""
    try:
        must_be_text(args)
        code = root_command().main(args, prog_name="visitlog", standalone_mode=False)
        sys.stdout.flush()
    except VisitlogError as error:
        return _report(error, args)
    except TyperException as error:
        from visitlog.cli.usage_errors import reworded

        return _report(reworded(error), args)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except (BrokenPipeError, SystemExit):
        # Whoever read us has gone, which Typer turns into an exit; whatever was to be recorded is recorded.
        _print_no_more()
        return 0
    except OSError as error:
        if error.filename is not None:
            raise
        _print_no_more()
        return _report(_unprintable(error), args)
    return code if isinstance(code, int) else 0


def _print_no_more() -> None:
    """Standard output leads nowhere from here on, so that leaving does not fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unprintable(error: OSError) -> VisitlogError:
    from visitlog.store.atomic import problem_of

    return Refused(
        N_("The answer can't be printed ({problem}); what was recorded stays recorded."),
        problem=problem_of(error),
    )


def _report(error: VisitlogError, args: list[str]) -> int:
    from visitlog.cli.session import print_error

    print_error(error, as_json=asks_for_json(args))
    return error.exit_code


def _one_sentence(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of the program itself: one sentence, and the place for whoever mends it."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename.rpartition(os.sep)[2]}:{trace.tb_lineno}" if trace else "?"
    sentence = _(
        "visitlog failed in {place} ({problem}); please report it. The journal is as it was last recorded."
    )
    print("visitlog: " + sentence.format(place=place, problem=kind.__name__), file=sys.stderr)


def main() -> int:
    """One run of the command, from the words of the shell to its exit code."""
    sys.excepthook = _one_sentence
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # whoever started us closed it
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    set_language(interface_language())
    return run(sys.argv[1:])
