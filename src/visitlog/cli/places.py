"""area list, area set, topic list, topic set."""

from typing import Annotated

import typer
from typer.core import TyperGroup

from visitlog.actions.places import set_area, set_topic
from visitlog.cli.help import command_from, nested, teaches
from visitlog.cli.options import choice
from visitlog.cli.session import session_of
from visitlog.model.errors import N_
from visitlog.model.records import Area, Topic
from visitlog.render.language import _
from visitlog.render.places import areas_document, areas_screen, topics_document, topics_screen
from visitlog.render.words import topic_label
from visitlog.reports.places import areas as areas_report

AreaName = Annotated[
    str, typer.Argument(metavar="AREA", show_default=False, help=N_("the lane, village or block"))
]
TopicName = Annotated[
    str, typer.Argument(metavar="TOPIC", show_default=False, help=N_("what is talked about"))
]


@teaches(
    N_("Every area: who is in the notebook, and how many really live there."),
    "visitlog area list",
    "visitlog area list --json",
)
def list_areas(ctx: typer.Context) -> None:
    session = session_of(ctx)
    report = areas_report(session.load())
    session.output.show(
        "area list", lambda: areas_document(report), lambda: areas_screen(report, session.today)
    )


@teaches(
    N_("Say how many people really live in an area, so that coverage is honest."),
    N_("visitlog area set 'East Lane' --residents 120"),
    N_("visitlog area set 'Mill Street' --residents 80"),
)
def set_area_(
    ctx: typer.Context,
    area: AreaName,
    residents: Annotated[
        int, typer.Option("--residents", min=0, metavar="N", help=N_("how many live there"))
    ],
) -> None:
    session = session_of(ctx)
    recorded = session.record(lambda journal: set_area(journal, area, residents))
    changed = recorded.put_of(Area)[0]
    words = _("{area}: {count} people live there").format(area=changed.key, count=changed.residents)
    session.output.confirm(
        "area set", lambda: {"area": {"key": changed.key, "residents": changed.residents}}, lambda: (words,)
    )


@teaches(
    N_("Every topic with the place where it belongs."), "visitlog topic list", "visitlog topic list --json"
)
def list_topics(ctx: typer.Context) -> None:
    session = session_of(ctx)
    topics = session.load().topics
    session.output.show(
        "topic list", lambda: topics_document(topics), lambda: topics_screen(topics, session.today)
    )


@teaches(
    N_("Say where a topic belongs, and whether it is sensitive; a topic that is not there is made."),
    N_("visitlog topic set policy --place office"),
    N_("visitlog topic set marriage --place private --sensitive"),
)
def set_topic_(
    ctx: typer.Context,
    topic: TopicName,
    place: Annotated[
        str | None,
        typer.Option("--place", metavar="PLACE|any", help=N_("home, office, public, private, or any")),
    ] = None,
    sensitive: Annotated[
        bool | None,
        typer.Option("--sensitive/--no-sensitive", help=N_("keep it out of lists"), show_default=False),
    ] = None,
    label_en: Annotated[
        str | None, typer.Option("--label-en", metavar="TEXT", help=N_("its name in English"))
    ] = None,
    label_zh: Annotated[
        str | None, typer.Option("--label-zh", metavar="TEXT", help=N_("its name in Chinese"))
    ] = None,
) -> None:
    session = session_of(ctx)
    anywhere = place is not None and place.casefold() in ("any", "none", "不限")
    where = None if anywhere else choice(place, "place")
    labels = {lang: text for lang, text in (("en", label_en), ("zh", label_zh)) if text is not None}
    recorded = session.record(lambda journal: set_topic(journal, topic, where, sensitive, labels, anywhere))
    changed = recorded.put_of(Topic)[0]
    topics = {changed.key: changed}
    session.output.confirm(
        "topic set",
        lambda: {"topic": topics_document(topics)["topics"][0]},
        lambda: (_("{topic} is set; undo: visitlog undo").format(topic=topic_label(changed.key, topics)),),
    )


def areas() -> TyperGroup:
    """The group of the commands on areas."""
    return nested(
        "area",
        _("Lanes, villages and blocks, and how many people live there."),
        [command_from("list", list_areas), command_from("set", set_area_)],
    )


def topics() -> TyperGroup:
    """The group of the commands on topics."""
    return nested(
        "topic",
        _("What is talked about, and the place where it belongs."),
        [command_from("list", list_topics), command_from("set", set_topic_)],
    )
