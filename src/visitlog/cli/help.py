"""Help that teaches: what a command does, its options, and two real examples."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from typer._click.formatting import HelpFormatter
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_callback as callback_of
from typer.main import get_params_convertors_ctx_param_name_from_function
from typer.models import Context

from visitlog.cli.arguments import as_typed, parted, with_options, with_times_ago, with_wide_spaces
from visitlog.cli.help_page import page_of, records_of
from visitlog.cli.metavars import metavar
from visitlog.cli.unquoted import TEXTS, WHENS, needed_words, whole_values, with_whole_name
from visitlog.cli.usage_errors import told_where, too_much
from visitlog.model.errors import N_, Misuse
from visitlog.model.texts import close_words
from visitlog.render.language import _

F = TypeVar("F", bound=Callable[..., Any])
TEACHING = "__visitlog_teaching__"


def teaches(about: str, *examples: str) -> Callable[[F], F]:
    """Gives a command its help text, a marked sentence, and its examples, marked where they hold English words."""

    def mark(function: F) -> F:
        setattr(function, TEACHING, (about, examples))
        return function

    return mark


def common_options() -> list[TyperOption]:
    """The options that are taken after any command's name as well as before it."""
    return [
        _common("--json", _("answer in JSON")),
        *(_common(name, None) for name in ("--plain", "--no-input", "--quiet")),
    ]


def _common(name: str, about: str | None) -> TyperOption:
    field = {"--json": "as_json"}.get(name, name.lstrip("-").replace("-", "_"))

    def note(ctx: Context, param: object, value: bool) -> None:
        if value:
            setattr(ctx.find_root().obj, field, True)

    return TyperOption(
        param_decls=[name], is_flag=True, expose_value=False, help=about, hidden=about is None, callback=note
    )


class TeachingCommand(TyperCommand):
    """A command whose help ends with examples, and which takes `-2w` for a time ago and not for options."""

    examples: tuple[str, ...] = ()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        with told_where(ctx):
            extra = super().parse_args(ctx, with_times_ago(self._whole(ctx, args)))
        ctx.params = {name: as_typed(value) for name, value in ctx.params.items()}
        extra = with_whole_name(self.name or "", ctx.params, list(as_typed(extra)))
        if extra:
            raise too_much(ctx, extra)
        return extra

    def _whole(self, ctx: Any, args: list[str]) -> list[str]:
        """The words as the parser knows them, with what was typed without quotes whole."""
        words, text = parted(args)
        params = self.get_params(ctx)
        if any(param.nargs == -1 for param in params):
            words = with_wide_spaces(words)
        words = with_options(
            words, {name for param in params for name in (*param.opts, *param.secondary_opts)}
        )
        if any(word in TEXTS or word in WHENS for word in words):
            valued = {name for param in params if not getattr(param, "is_flag", False) for name in param.opts}
            words = whole_values(words, valued, needed_words(self.name or "", params, words))
        return [*words, *text]

    def get_help(self, ctx: Any) -> str:
        return page_of(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        return translated_help(super().get_help_option(ctx))

    def format_usage(self, ctx: Any, formatter: HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), _("Usage: "))

    def format_help_text(self, ctx: Any, formatter: HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            for line in (self.help or "").splitlines():
                formatter.write_text(line)

    def format_options(self, ctx: Any, formatter: HelpFormatter) -> None:
        write_parameters(self.get_params(ctx), ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: HelpFormatter) -> None:
        write_examples(self.examples, formatter)


def write_parameters(params: Sequence[Any], ctx: Any, formatter: HelpFormatter) -> None:
    """The arguments and options of a command, each with its meaning."""
    records = list(records_of(params, ctx))
    for kind, title in ((TyperArgument, _("Arguments")), (object, _("Options"))):
        rows = [
            record for param, record in records if isinstance(param, TyperArgument) == (kind is TyperArgument)
        ]
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)


def write_examples(examples: Sequence[str], formatter: HelpFormatter) -> None:
    """Real command lines, as a user would type them."""
    if examples:
        with formatter.section(_("Examples")):
            for example in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


def command_from(name: str, function: Callable[..., Any]) -> TeachingCommand:
    """The command that a function is."""
    sentence, examples = getattr(function, TEACHING)
    about = _(sentence)
    params, convertors, context_name = get_params_convertors_ctx_param_name_from_function(function)
    for param in params:
        param.help = param.help and _(param.help)
        param.metavar = param.metavar and metavar(param.metavar)
    command = TeachingCommand(
        name=name,
        callback=callback_of(
            callback=function,
            params=params,
            convertors=convertors,
            context_param_name=context_name,
            pretty_exceptions_short=False,
        ),
        params=[*params, *common_options()],
        help=about,
        short_help=about.splitlines()[0],
        options_metavar=_("[OPTIONS]"),
        rich_markup_mode=None,
    )
    command.examples = tuple(map(_, examples))
    return command


class TeachingGroup(TyperGroup):
    """Commands under one word: `group list`, `group set`."""

    def get_help(self, ctx: Any) -> str:
        return page_of(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        return translated_help(super().get_help_option(ctx))

    def format_usage(self, ctx: Any, formatter: HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, _("COMMAND ..."), _("Usage: "))

    def format_options(self, ctx: Any, formatter: HelpFormatter) -> None:
        rows = [(name, command.get_short_help_str(limit=70)) for name, command in self.commands.items()]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)
        write_parameters(self.get_params(ctx), ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with told_where(ctx):
            super().parse_args(ctx, args)
        if not ctx._protected_args:
            raise Misuse(
                N_('Say what to do: {command} with one of {words}; see "{command} --help".'),
                command=ctx.command_path,
                words=tuple(self.commands),
            )
        return list(ctx.args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        must_be_known(args, self.commands, ctx)
        return super().resolve_command(ctx, args)


def nested(name: str, about: str, commands: Sequence[TeachingCommand]) -> TeachingGroup:
    """Commands under one word."""
    return TeachingGroup(
        name=name,
        commands={command.name or "": command for command in commands},
        params=[*common_options()],
        help=about,
        no_args_is_help=False,
        rich_markup_mode=None,
    )


def translated_help(option: Any) -> Any:
    """The --help option with its meaning in the user's language."""
    if option is not None:
        option.help = _("show this help")
    return option


def must_be_known(args: Sequence[str], commands: Iterable[str], ctx: Any) -> None:
    """Raises NoSuchCommand, with the nearest, when the first word names none of these commands."""
    if not args or ctx.resilient_parsing or args[0] in commands or args[0].startswith("-"):
        return
    near = close_words(args[0], commands)
    if near:
        raise Misuse(N_('There is no command "{typed}"; did you mean {near}?'), typed=args[0], near=near)
    raise Misuse(
        N_('There is no command "{typed}"; "{command} --help" lists them.'),
        typed=args[0],
        command=ctx.command_path,
    )
