"""The man page visitlog(1) in both languages, made from the help of all commands.

python -m tools.manpage           writes docs/man anew
python -m tools.manpage --check   fails when a page is not what the help says now
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from typer.core import TyperArgument

from visitlog import __version__
from visitlog.cli.app import root_command
from visitlog.cli.card import CARD
from visitlog.cli.help_page import records_of
from visitlog.render.language import _, set_language

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "man"
PAGES: Mapping[str, Path] = {"en": FOLDER / "visitlog.1", "zh": FOLDER / "zh_CN" / "visitlog.1"}

TITLES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "name": "NAME",
        "synopsis": "SYNOPSIS",
        "description": "DESCRIPTION",
        "options": "OPTIONS",
        "environment": "ENVIRONMENT",
        "exit": "EXIT STATUS",
        "examples": "EXAMPLES",
        "about": "a visit journal for the terminal",
        "manual": "User Commands",
    },
    "zh": {
        "name": "名称",
        "synopsis": "概要",
        "description": "描述",
        "options": "选项",
        "environment": "环境变量",
        "exit": "退出状态",
        "examples": "示例",
        "about": "终端里的民情日记",
        "manual": "用户命令",
    },
}

ENVIRONMENT: Mapping[str, Sequence[tuple[str, str]]] = {
    "en": (
        ("VISITLOG_JOURNAL", "the journal file"),
        ("VISITLOG_CONFIG", "the settings file, config.toml"),
        ("VISITLOG_LANG", "the language, en or zh; else LC_ALL, LC_MESSAGES, LANG"),
        ("VISITLOG_TODAY", "an ISO day or moment to be taken for now, for trying things out"),
        ("VISUAL, EDITOR", "the editor that is opened for a note or a record"),
        ("NO_COLOR, FORCE_COLOR", "no colours; a screen with colours even where there is no terminal"),
    ),
    "zh": (
        ("VISITLOG_JOURNAL", "日记文件"),
        ("VISITLOG_CONFIG", "设置文件 config.toml"),
        ("VISITLOG_LANG", "界面语言：en 或 zh；未设时依次看 LC_ALL、LC_MESSAGES、LANG"),
        ("VISITLOG_TODAY", "当作“现在”的日期或时刻（ISO 格式），供试用"),
        ("VISUAL, EDITOR", "写笔记、改记录时打开的编辑器"),
        ("NO_COLOR, FORCE_COLOR", "不用颜色；不在终端上也按终端显示颜色"),
    ),
}

EXIT: Mapping[str, Sequence[tuple[str, str]]] = {
    "en": (
        ("0", "done"),
        ("1", "refused or not confirmed"),
        ("2", "misuse"),
        ("3", "not found"),
        ("4", "ambiguous"),
        ("5", "the journal is damaged or locked"),
        ("130", "interrupted"),
    ),
    "zh": (
        ("0", "完成"),
        ("1", "被拒绝，或未经确认"),
        ("2", "用法有误"),
        ("3", "未找到"),
        ("4", "有歧义"),
        ("5", "日记已损坏或被占用"),
        ("130", "被中断"),
    ),
}


def escaped(text: str) -> str:
    """Text as roff takes it literally, also at the start of a line."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    plain = plain.replace("^", "\\(ha").replace("~", "\\(ti").replace('"', "\\(dq")
    return f"\\&{plain}" if plain.startswith(".") else plain


BREAK = "\0"
MAY_BREAK = re.compile(
    r"(?<=[\u2e80-\uffef])(?<![（“‘「《])(?=\S)(?![，。、；：？！）”’」》])"
    r"|(?<=[^\s（“‘「《])(?=[\u2e80-\uffef])(?![，。、；：？！）”’」》])"
)
"""Where a line may end beside an ideograph; roff itself breaks at spaces only."""


def flowing(text: str) -> str:
    """Text of a paragraph, literal, that may be broken where Chinese may."""
    return escaped(MAY_BREAK.sub(BREAK, text)).replace(BREAK, "\\:")


def page(language: str) -> str:
    """The page in the language that has been set."""
    return "\n".join(_lines(TITLES[language], language)) + "\n"


def _lines(titles: Mapping[str, str], language: str) -> Iterator[str]:
    root = root_command()
    yield '.\\" Made by python -m tools.manpage from the help of the commands.'
    yield f'.TH VISITLOG 1 "" "visitlog {__version__}" "{titles["manual"]}"'
    yield ".ad l"
    yield from (f".SH {titles['name']}", f"visitlog, vl \\- {escaped(titles['about'])}")
    yield from (f".SH {titles['synopsis']}", f".B visitlog\n{escaped(_('[OPTIONS] COMMAND ...'))}")
    yield f".SH {titles['description']}"
    yield flowing(_("The people, the visits, every promise. Without a command: what is due today."))
    yield f".SH {titles['options']}"
    yield from _parameters(root, _context(root, "visitlog"))
    for title, commands in CARD.items():
        yield f'.SH "{escaped(_(title).upper())}"'
        for name, entry in commands.items():
            if not entry.is_alias:
                yield from _command(f"visitlog {name}", root.get_command(None, name), titles)
    yield f".SH {titles['environment']}"
    yield from _table(ENVIRONMENT[language])
    yield f".SH {titles['exit']}"
    yield from _table(EXIT[language])


def _context(command: Any, path: str) -> Any:
    return command.context_class(command, info_name=path)


def _command(path: str, command: Any, titles: Mapping[str, str]) -> Iterator[str]:
    """A command, and the commands under it."""
    context = _context(command, path)
    if hasattr(command, "commands"):
        for name, nested in command.commands.items():
            yield from _command(f"{path} {name}", nested, titles)
        return
    yield f'.SS "{escaped(path)}"'
    yield from (f".B {escaped(path)}", escaped(" ".join(command.collect_usage_pieces(context))))
    for line in (command.help or "").splitlines():
        yield from (".br" if line.startswith(" ") else ".PP", flowing(line.strip()))
    yield from _parameters(command, context)
    if command.examples:
        yield from (".PP", f"{titles['examples'].capitalize()}:", ".RS", ".nf")
        yield from map(escaped, command.examples)
        yield from (".fi", ".RE")


def _parameters(command: Any, context: Any) -> Iterator[str]:
    params = sorted(command.get_params(context), key=lambda param: not isinstance(param, TyperArgument))
    yield from _table([record for _param, record in records_of(params, context)])


def _table(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, meaning in rows:
        yield from (".TP", f".B {escaped(name)}", flowing(meaning) or "\\&")


def printed(language: str) -> str:
    """The page in a language."""
    set_language(language)
    try:
        return page(language)
    finally:
        set_language("en")


def main(arguments: list[str]) -> int:
    """Writes the pages, or with --check compares them; answers the exit code."""
    pages = {path: printed(language) for language, path in PAGES.items()}
    changed = [path for path, text in pages.items() if not _is(path, text)]
    if arguments == ["--check"]:
        for path in changed:
            print(
                f"{path.relative_to(ROOT)} is not what the help says; mend it with: python -m tools.manpage"
            )
        return 1 if changed else 0
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[path], encoding="utf-8")
    return 0


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
