"""due, summary, show, find, when."""

from typing import TYPE_CHECKING, Annotated

import typer

from visitlog.actions.people import group_key
from visitlog.cli.help import teaches
from visitlog.cli.options import All, Area, Groups, Limit, SensitiveToo, Who, choice, joined_words
from visitlog.cli.session import Session, session_of
from visitlog.model.errors import N_, Misuse
from visitlog.model.names import person_called
from visitlog.render.language import current_language
from visitlog.reports.due import DueQuestion
from visitlog.reports.due import due as due_report
from visitlog.reports.gaps import calendar_gaps, holiday_gaps
from visitlog.reports.period import Period, PeriodKind, period_around, span
from visitlog.reports.privacy import must_not_reveal

if TYPE_CHECKING:
    from visitlog.model.when import Direction


@teaches(
    N_("What is due this morning: promises first, then people to see, the most urgent first."),
    "visitlog due --days 7",
    "visitlog due --exit-code --promises",
)
def due(
    ctx: typer.Context,
    days: Annotated[
        int, typer.Option("--days", min=0, max=366, metavar="N", help=N_("and within so many days"))
    ] = 0,
    groups: Groups = None,
    area: Area = None,
    promises: Annotated[bool, typer.Option("--promises", help=N_("only promises"))] = False,
    visits: Annotated[bool, typer.Option("--visits", help=N_("only people to see"))] = False,
    appointments: Annotated[bool, typer.Option("--appointments", help=N_("only bookings"))] = False,
    limit: Limit = None,
    show_all: All = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=N_("exit with 1 if anything is overdue"))
    ] = False,
    sensitive_too: SensitiveToo = False,
) -> None:
    from visitlog.render.due import document, screen, welcome

    session = session_of(ctx)
    journal = session.load()
    keys = tuple(group_key(journal, typed) for typed in groups or ())
    must_not_reveal(journal, keys, sensitive_too)
    chosen = {"promises": promises, "visits": visits, "appointments": appointments}
    parts = {name for name, wanted in chosen.items() if wanted}
    question = DueQuestion(days, keys, area, frozenset(parts), sensitive_too)
    report = due_report(journal, question, session.now)
    rows = session.rows(limit, show_all, 20)
    session.output.show(
        "due",
        lambda: document(report, rows),
        lambda: welcome(session.today) if journal.is_new else screen(report, rows),
    )
    session.note(lambda: calendar_gaps(journal, journal.people.having("birthday"), [session.today.year]))
    if exit_code and report.is_anything_overdue:
        raise typer.Exit(1)


@teaches(
    N_("What a period was: who was reached, whether our word was kept, how visits were made and spread."),
    "visitlog summary --month 2026-10",
    N_("visitlog summary --period quarter --split area"),
)
def summary(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="PERIOD", help=N_("today, week, month, quarter, year or all; else month")
        ),
    ] = None,
    month: Annotated[str | None, typer.Option("--month", metavar="2026-10", help=N_("that month"))] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day; else today"))
    ] = None,
    split: Annotated[
        str | None,
        typer.Option("--split", metavar="BY", help=N_("by group, area, residence, form, place or topic")),
    ] = None,
    groups: Groups = None,
    area: Area = None,
    sensitive_too: SensitiveToo = False,
) -> None:
    from visitlog.render.summary import screen
    from visitlog.render.summary_document import document
    from visitlog.reports.summary import summary as report_of
    from visitlog.reports.summary_question import SummaryQuestion

    session = session_of(ctx)
    if sum(given is not None for given in (period, month, first or last)) > 1:
        raise Misuse(N_("Choose one of --period, --month, and --from with --to."))
    journal = session.load()
    keys = tuple(group_key(journal, typed) for typed in groups or ())
    must_not_reveal(journal, keys, sensitive_too)
    kind: PeriodKind = choice(period, "period") or "month"
    days = _period(session, kind, month, first, last)
    question = SummaryQuestion(days, choice(split, "split"), keys, area, sensitive_too)
    report = report_of(journal, question, session.today)
    session.output.show(
        "summary",
        lambda: document(report),
        lambda: screen(report, journal.groups, journal.topics, sensitive_too),
    )
    until = min(days.last, session.today).year
    session.note(lambda: holiday_gaps(journal, range(report.period.first.year, until + 1)))


def _period(
    session: Session, kind: PeriodKind, month: str | None, first: str | None, last: str | None
) -> Period:
    """The days that the options mean; this month when none is given."""
    if month is not None:
        from visitlog.model.when_spans import read_period

        return span(*read_period(month, session.now))
    if first is not None or last is not None:
        if first is None:
            raise Misuse(N_("--to needs --from; say from which day on."))
        start = session.needed_day(first, "past")
        return span(start, session.today if last is None else session.needed_day(last, "any"))
    return period_around(kind, session.today)


@teaches(
    N_("Everything on one person, newest first; nothing is withheld here."),
    "visitlog show wxy",
    "visitlog show 3-201 -n 5",
)
def show(ctx: typer.Context, who: Who, limit: Limit = None, show_all: All = False) -> None:
    from visitlog.render.show import document, screen
    from visitlog.reports.show import show as report_of

    session = session_of(ctx)
    journal = session.load()
    person = person_called(who, journal.people, session.latest(journal))
    report = report_of(journal, person, session.now)
    rows = session.rows(limit, show_all, 20)
    session.output.show(
        "show", lambda: document(report, journal, rows), lambda: screen(report, journal, rows)
    )


@teaches(
    N_("Where words occur: in names, notes, promises and lessons; any script, any case."),
    N_("visitlog find roof"),
    N_("visitlog find heating --json"),
)
def find(
    ctx: typer.Context,
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", show_default=False, help=N_("what to look for"))
    ],
    who: Annotated[str | None, typer.Option("--who", metavar="WHO", help=N_("only with this person"))] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
    limit: Limit = None,
    show_all: All = False,
    sensitive_too: SensitiveToo = False,
) -> None:
    from visitlog.render.lists import found_document, found_screen
    from visitlog.reports.find import FindQuestion
    from visitlog.reports.find import find as report_of

    wanted = joined_words(text)
    if wanted is None:
        raise Misuse(N_("There is nothing to look for; give a word."))
    session = session_of(ctx)
    journal = session.load()
    question = FindQuestion(
        wanted,
        person=None if who is None else person_called(who, journal.people, session.latest(journal)),
        first=session.day(first, "past"),
        last=session.day(last, "any"),
        sensitive_too=sensitive_too,
        by_pinyin=current_language() == "zh",
    )
    report = report_of(journal, question, session.today)
    rows = session.rows(limit, show_all, 20)
    session.output.show(
        "find", lambda: found_document(report, journal, rows), lambda: found_screen(report, rows)
    )


@teaches(
    N_("How a date is understood; nothing is recorded."),
    N_("visitlog when next friday"),
    N_("visitlog when last wednesday --past"),
)
def when(
    ctx: typer.Context,
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", show_default=False, help=N_("a day, in words"))
    ],
    past: Annotated[bool, typer.Option("--past", help=N_("as a visit's day is read, never ahead"))] = False,
    future: Annotated[
        bool, typer.Option("--future", help=N_("as a promise's day is read, looking ahead"))
    ] = False,
) -> None:
    from visitlog.render.when import document, screen

    if past and future:
        raise Misuse(N_("Choose one of --past and --future."))
    session = session_of(ctx)
    direction: Direction = "past" if past else "future" if future else "any"
    found = session.moment(joined_words(text) or "", direction)
    session.output.show("when", lambda: document(found, direction), lambda: screen(found, session.today))
