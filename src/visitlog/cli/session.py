"""The one place that reads clock, environment and paths; opens the journal, saves, shows."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from visitlog.actions.keying import keyed
from visitlog.cli.clock import Here, now_by
from visitlog.cli.settings import journal_path, read_settings
from visitlog.model.calendars import Country, has_holidays, knows_lunar_days
from visitlog.model.errors import Ambiguous, VisitlogError
from visitlog.model.frozen import frozen
from visitlog.model.journal import Change, Journal, Warned
from visitlog.model.names import folded
from visitlog.model.records import Group, Past, Record, Topic
from visitlog.model.table import Held
from visitlog.render.language import _, current_language
from visitlog.render.output import Output, json_text, warn
from visitlog.render.sentences import candidate_lines, error_sentence, warning_sentence
from visitlog.store.journal_file import JournalFile

if TYPE_CHECKING:
    from visitlog.model.when import Direction, Moment

FIRST_PRESET = "community"
R = TypeVar("R", bound=Record)


class Flags:
    """The root options, wherever on the line they stood."""

    def __init__(
        self,
        journal: str | None = None,
        as_json: bool = False,
        plain: bool = False,
        no_input: bool = False,
        quiet: bool = False,
    ) -> None:
        self.journal = journal
        self.as_json = as_json
        self.plain = plain
        self.no_input = no_input
        self.quiet = quiet


@frozen
class Recorded:
    """What a command recorded, and the journal after it."""

    change: Change
    journal: Journal
    past: Past

    def put_of(self, kind: type[R]) -> list[R]:
        """The records of a kind that were put, as they now stand in the journal."""
        stored: Any = self.journal.table(kind)
        return [stored.get(record.id) for record in self.change.put if isinstance(record, kind)]


class Session:
    """One run of a command: its clock, its journal, its output."""

    def __init__(self, flags: Flags) -> None:
        self.flags = flags
        self.settings = read_settings()
        self.now, self.has_clock = now_by(os.environ.get("VISITLOG_TODAY"))
        self.today: date = self.now.date()
        self.file = JournalFile(
            journal_path(flags.journal, self.settings.journal), is_asked_for=bool(flags.journal)
        )
        self.output = _output(flags, self.today)

    def load(self) -> Journal:
        """The journal as it stands."""
        return self._with_settings(self.file.load())

    def _with_settings(self, journal: Journal) -> Journal:
        """The journal with the country whose holidays count, and the topics that the settings call sensitive."""
        country = self._country()
        if country != journal.holidays:
            journal = replace(journal, holidays=country)
        if not self.settings.sensitive_topics:
            return journal
        from visitlog.actions.places import topic_keys

        keys = topic_keys(journal, self.settings.sensitive_topics)
        return replace(journal, also_sensitive=frozenset(map(folded, keys)))

    def _country(self) -> Country:
        """The country of the settings; without one China where Chinese is spoken and its holidays can be told."""
        if self.settings.holidays is not None or current_language() != "zh":
            return self.settings.holidays or "none"
        return "CN" if has_holidays("CN") else "none"

    def moment(self, typed: str, direction: "Direction") -> "Moment":
        """The day, and perhaps the time, that words mean."""
        # A dozen modules of words for days, which most commands are not given.
        from visitlog.model.when import read_when

        here = self.now.replace(tzinfo=Here())
        return read_when(typed, here, direction, self.settings.date_order)

    def needed_day(self, typed: str, direction: "Direction") -> date:
        """The day that words mean."""
        return self.moment(typed, direction).on

    def day(self, typed: str | None, direction: "Direction") -> date | None:
        """The day that words mean; None of none."""
        return None if typed is None else self.needed_day(typed, direction)

    def record(self, action: Callable[[Journal], Change], before: str | None = None) -> Recorded:
        """Takes the lock, runs an action on the journal as it is then, and saves what it answers.

        A new journal begins with the usual preset. `before` names a backup kept before the change.
        """
        with self.file.writing(self.say_waiting) as opened:
            if opened.journal.is_new:
                preset = _first_groups(opened.journal)
                change = keyed(action(self._with_settings(_with_groups(opened.journal, preset))))
                if not change.is_empty:
                    opened.save(preset, self.now)
            else:
                change = keyed(action(self._with_settings(opened.journal)))
            if change.is_empty:
                return Recorded(change, opened.journal, Past(0, self.now, change.command, change.summary))
            if before is not None:
                self.file.keep_before(before, self.now)
            journal, applied = opened.save(change, self.now)
            return Recorded(change, self._with_settings(journal), applied.past)

    def preview(self, action: Callable[[Journal], Change]) -> Change:
        """What an action would change, without lock or write."""
        journal = self.load()
        return action(_with_groups(journal, _first_groups(journal)) if journal.is_new else journal)

    def begin(self, action: Callable[[Journal], Change]) -> Recorded:
        """Like `record`, for the action that begins a journal itself."""
        with self.file.writing(self.say_waiting) as opened:
            change = keyed(action(opened.journal))
            journal, applied = opened.save(change, self.now)
            return Recorded(change, journal, applied.past)

    def warn(self, recorded: Recorded) -> None:
        """Says on standard error what the user should know of what was recorded."""
        if not self.flags.as_json:
            sentences = (warning_sentence(warned, self.today) for warned in recorded.change.warnings)
            self.output.warn(_("note: {sentence}").format(sentence=sentence) for sentence in sentences)

    def note(self, gaps: Callable[[], Iterable[Warned]]) -> None:
        """Says on standard error what an answer could not know."""
        if not self.flags.as_json and not self.flags.quiet:
            sentences = (warning_sentence(warned, self.today) for warned in gaps())
            self.output.warn(_("note: {sentence}").format(sentence=sentence) for sentence in sentences)

    def warnings(self, recorded: Recorded) -> list[dict[str, str]]:
        """The warnings of what was recorded, for programs."""
        return [
            {"code": warned.code, "message": warning_sentence(warned, self.today)}
            for warned in recorded.change.warnings
        ]

    def latest(self, journal: Journal) -> Sequence[int]:
        """Those whom `.` means: the people of the last change, if it was made today."""
        past = journal.latest_change
        return past.people if past is not None and past.at.date() == self.today else ()

    def whole_name(self, who: str, words: Sequence[str]) -> tuple[str, list[str]]:
        """WHO and the words after it, with the rest of a name that was typed without quotes."""
        # Only commands come here that are not typed all day: the journal is read once more for it.
        from visitlog.model.names_at_length import whole_name

        named, rest = whole_name(who, " ".join(words), self.load().people)
        return (who, list(words)) if named == who else (named, rest.split())

    def rows(self, limit: int | None, show_all: bool, usual: int) -> int | None:
        """How many rows to show; programs get them all unless a number was asked for."""
        if show_all or (limit is None and (self.flags.as_json or self.output.plain)):
            return None
        return usual if limit is None else limit

    def say_waiting(self) -> None:
        """Says that another command holds the journal."""
        if not self.flags.quiet:
            print(_("waiting for another visitlog to finish ..."), file=sys.stderr)


def session_of(ctx: Any) -> Session:
    """The session of a command."""
    return Session(ctx.find_root().obj)


def keeps_lunar_festivals() -> bool:
    """Whether a journal that begins now keeps lunar festivals: where Chinese is spoken and lunar days can be known."""
    return current_language() == "zh" and knows_lunar_days()


def _first_groups(journal: Journal) -> Change:
    from visitlog.actions.groups import adopt_preset
    from visitlog.exchange.presets import read_preset

    preset = read_preset(FIRST_PRESET, keeps_lunar_festivals())
    return adopt_preset(journal, preset.key, preset.groups, preset.topics)


def _with_groups(journal: Journal, preset: Change) -> Journal:
    groups = [record for record in preset.put if isinstance(record, Group)]
    topics = [record for record in preset.put if isinstance(record, Topic)]
    next_ids = {**journal.next_ids, "groups": len(groups) + 1, "topics": len(topics) + 1}
    return replace(journal, group_records=Held(groups), topic_records=Held(topics), next_ids=next_ids)


def _output(flags: Flags, today: date) -> Output:
    forced = bool(os.environ.get("FORCE_COLOR"))
    dumb = os.environ.get("TERM") == "dumb"
    is_screen = (sys.stdout.isatty() and not dumb) or forced
    return Output(
        today=today,
        as_json=flags.as_json,
        plain=flags.plain or not is_screen,
        quiet=flags.quiet,
        width=min(max(20, shutil.get_terminal_size().columns), 500),
        colour=is_screen and not os.environ.get("NO_COLOR"),
        error_width=_error_width(),
    )


def _error_width() -> int | None:
    """How wide standard error is, if it is a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return None
    return min(max(20, shutil.get_terminal_size().columns), 500)


def print_error(error: VisitlogError, as_json: bool) -> None:
    """Says what went wrong: one sentence on standard error, what to choose from beneath it."""
    sentence = error_sentence(error)
    width = _error_width()
    warn(f"visitlog: {sentence}", width)
    if isinstance(error, Ambiguous):
        for line in candidate_lines(error.candidates):
            warn(line, width)
    if as_json:
        whole = {"schema": 1, "kind": "error", "error": {"code": error.code, "message": sentence}}
        print(json_text(whole))
