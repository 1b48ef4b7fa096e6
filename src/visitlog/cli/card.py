"""The command card: every command by its part of the day, and the module in which it lives."""

from collections.abc import Mapping

from visitlog.model.errors import N_
from visitlog.model.frozen import frozen


@frozen
class Entry:
    """A command: where its function is, and what it does in a few words; aliases are hidden from help."""

    module: str
    function: str
    does: str
    is_alias: bool = False
    is_group: bool = False


CARD: Mapping[str, Mapping[str, Entry]] = {
    N_("Every day"): {
        "add": Entry("people", "add", N_("put somebody into the notebook")),
        "log": Entry("log", "log", N_("record a visit, and what was promised on it")),
        "promise": Entry("promises", "promise", N_("record a promise, by us or by them")),
        "done": Entry("promises", "done", N_("a promise or appointment is kept, a matter closed")),
        "drop": Entry("promises", "drop", N_("a promise given up, an appointment cancelled")),
        "cancel": Entry(
            "promises", "drop", N_("a promise given up, an appointment cancelled"), is_alias=True
        ),
        "move": Entry("promises", "move", N_("a promise or an appointment to another day")),
        "review": Entry("review", "review", N_("go through the open promises")),
        "due": Entry("reports", "due", N_("what is due this morning")),
        "summary": Entry("reports", "summary", N_("what the month was")),
    },
    N_("Before the door"): {
        "brief": Entry("door", "brief", N_("what to know before knocking")),
        "plan": Entry("door", "plan", N_("a round for today, or for the days to come")),
        "book": Entry("appointments", "book", N_("agree on a visit")),
        "missed": Entry("appointments", "missed", N_("an appointment that somebody did not come to")),
        "event": Entry("events", "event", N_("news in a home: birth, illness, a death ...")),
        "matter": Entry("matters", "app", N_("disputes, requests, inquiries"), is_group=True),
        "matters": Entry("matters", "list_", "", is_alias=True),
    },
    N_("Looking"): {
        "people": Entry("people", "people", N_("who is in the notebook, and how they stand")),
        "show": Entry("reports", "show", N_("everything on one person")),
        "visits": Entry("visits", "visits", N_("visits, newest first")),
        "promises": Entry("promises", "promises", N_("promises, by their day")),
        "appointments": Entry("appointments", "appointments", N_("bookings ahead, and those unanswered")),
        "events": Entry("events", "events", N_("what happened in homes, newest first")),
        "lessons": Entry("door", "lessons", N_("what was learned; still true?")),
        "find": Entry("reports", "find", N_("where words occur, in any script")),
        "when": Entry("reports", "when", N_("how a date is understood")),
    },
    N_("Keeping it right"): {
        "undo": Entry("files", "undo", N_("take back the last change")),
        "history": Entry("files", "history", N_("the last changes")),
        "edit": Entry("editing", "edit", N_("change a record, by its fields or in your editor")),
        "remove": Entry("files", "remove", N_("a record entered by mistake")),
        "pause": Entry("leaving", "pause", N_("leave somebody alone for a time; your own leave")),
        "resume": Entry("leaving", "resume", N_("back into the rounds")),
        "retire": Entry("leaving", "retire", N_("somebody moved, died, or wants no visits")),
        "merge": Entry("leaving", "merge", N_("one person entered twice")),
        "erase": Entry("erasing", "erase", N_("somebody, for good: journal, history and backups")),
        "group": Entry("groups", "app", N_("kinds of people and their rhythms"), is_group=True),
        "groups": Entry("groups", "list_", "", is_alias=True),
        "topic": Entry("places", "topics", N_("what is talked about, and where it belongs"), is_group=True),
        "topics": Entry("places", "list_topics", "", is_alias=True),
        "area": Entry("places", "areas", N_("lanes and blocks, and how many live there"), is_group=True),
        "areas": Entry("places", "list_areas", "", is_alias=True),
        "check": Entry("checking", "check", N_("what does not go together, and mending it")),
        "backup": Entry("checking", "backup", N_("copy the journal now")),
        "backups": Entry("checking", "backups", N_("the copies there are")),
        "restore": Entry("checking", "restore", N_("put a copy in the journal's place")),
        "init": Entry("files", "init", N_("begin a journal with groups that suit the work")),
        "import": Entry("imports", "import_", N_("people or visits from a CSV file")),
        "export": Entry("exports", "export", N_("the journal, a table, or one person's record, to a file")),
        "demo": Entry("demo", "demo", N_("a made-up village, and a tour of it")),
        "path": Entry("files", "path", N_("where the journal and its backups are")),
    },
}
"""The commands in the order of the card."""


def entries() -> dict[str, Entry]:
    """Every command by its name."""
    return {name: entry for section in CARD.values() for name, entry in section.items()}
