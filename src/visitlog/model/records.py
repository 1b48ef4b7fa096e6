"""The records of a journal, as frozen dataclasses whose types are already right."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, time
from typing import Literal

from visitlog.model.frozen import Late, frozen

Residence = Literal["resident", "newcomer", "temporary"]
Status = Literal["active", "moved", "handed_over", "died", "declined"]
Form = Literal["planned", "dropin", "meeting", "chance", "phone"]
Place = Literal["home", "office", "public", "private"]
Result = Literal["met", "out", "refused"]
Went = Literal["well", "ok", "poor"]
Warmth = Literal["cold", "plain", "civil", "warm", "close"]
Attire = Literal["uniform", "plain"]
PromiseStatus = Literal["open", "kept", "dropped"]
Party = Literal["us", "them"]
AppointmentStatus = Literal["booked", "kept", "missed_by_us", "missed_by_them", "cancelled"]
MatterKind = Literal["dispute", "request", "inquiry", "other"]
MatterStatus = Literal["open", "closed"]

RESIDENCES: tuple[Residence, ...] = ("resident", "newcomer", "temporary")
STATUSES: tuple[Status, ...] = ("active", "moved", "handed_over", "died", "declined")
FORMS: tuple[Form, ...] = ("planned", "dropin", "meeting", "chance", "phone")
PLACES: tuple[Place, ...] = ("home", "office", "public", "private")
RESULTS: tuple[Result, ...] = ("met", "out", "refused")
WENT: tuple[Went, ...] = ("well", "ok", "poor")
WARMTHS: tuple[Warmth, ...] = ("cold", "plain", "civil", "warm", "close")
ATTIRES: tuple[Attire, ...] = ("uniform", "plain")
PROMISE_STATUSES: tuple[PromiseStatus, ...] = ("open", "kept", "dropped")
PARTIES: tuple[Party, ...] = ("us", "them")
APPOINTMENT_STATUSES: tuple[AppointmentStatus, ...] = (
    "booked",
    "kept",
    "missed_by_us",
    "missed_by_them",
    "cancelled",
)
MATTER_KINDS: tuple[MatterKind, ...] = ("dispute", "request", "inquiry", "other")
MATTER_STATUSES: tuple[MatterStatus, ...] = ("open", "closed")

Label = Mapping[str, str]
"""A text in several languages, by language: {"en": "newcomer", "zh": "新居民"}."""

Texts = Mapping[str, tuple[str, ...]]
"""Several lines in several languages, by language."""


@frozen
class RecentVisit:
    """A meeting as a tally remembers it, for ceilings."""

    on: date
    form: Form
    asked: bool


@frozen
class Tally:
    """What a person's visits add up to, so that standing need not read them.

    `recent` holds every meeting of the last window days (the longest ceiling's) before the latest meeting;
    `attempts` and `refusals` count those since the last meeting; `met_id` is the highest number of a meeting, which
    tells what came after what within one day.
    """

    visits: int = 0
    first_on: date | None = None
    latest_on: date | None = None
    last_met: Mapping[Form, date] = field(default_factory=dict)
    last_attempt: date | None = None
    attempts: int = 0
    refusals: int = 0
    recent: tuple[RecentVisit, ...] = ()
    met_id: int = 0


NO_TALLY = Tally()


@frozen
class Birthday:
    """A day of birth; in the lunar calendar month and day are lunar."""

    calendar: Literal["solar", "lunar"]
    month: int
    day: int
    year: int | None = None


@frozen
class Person:
    """Someone who is visited."""

    id: int
    name: str
    uid: str = ""
    aliases: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    phone: str | None = None
    address: str | None = None
    area: str | None = None
    household: str | None = None
    residence: Residence | None = None
    groups: tuple[str, ...] = ()
    every: int | None = None
    best_times: tuple[str, ...] = ()
    birthday: Birthday | None = None
    sensitive: bool = False
    notes: str | None = None
    status: Status = "active"
    left_on: date | None = None
    paused_from: date | None = None
    paused_until: date | None = None
    pause_reason: str | None = None
    added_on: date | None = None
    tally: Tally = NO_TALLY


# Only a few of the thousands of people in a journal are asked for it, and making it takes longer than all the rest.
Person.tally = Late("tally", NO_TALLY)  # type: ignore[assignment]


@frozen
class Visit:
    """One visit, or one attempt at it, to one or several people."""

    id: int
    people: tuple[int, ...]
    on: date
    uid: str = ""
    at: time | None = None
    minutes: int | None = None
    form: Form = "dropin"
    place: Place = "home"
    result: Result = "met"
    note: str | None = None
    topics: tuple[str, ...] = ()
    sensitive: bool = False
    alone: bool = False
    companions: tuple[str, ...] = ()
    attire: Attire | None = None
    hospitality: str | None = None
    hospitality_declined: str | None = None
    warmth: Warmth | None = None
    heads: int | None = None
    area: str | None = None
    asked: bool = False
    approach: str | None = None
    went: Went | None = None
    lesson: str | None = None
    lesson_kept_on: date | None = None
    matter: int | None = None
    appointment: int | None = None
    logged_at: datetime | None = None


@frozen
class Move:
    """One postponement: from which day to which, and why."""

    since: date
    to: date
    why: str
    at: datetime | None = None


@frozen
class Promise:
    """Something that one side told the other it would do."""

    id: int
    person: int
    text: str
    uid: str = ""
    by: date | None = None
    first_by: date | None = None
    visit: int | None = None
    status: PromiseStatus = "open"
    made_on: date | None = None
    closed_on: date | None = None
    why: str | None = None
    moves: tuple[Move, ...] = ()
    owed_by: Party = "us"
    told_on: date | None = None


@frozen
class Shift:
    """One postponement of an appointment: from which moment to which, and why."""

    since: datetime
    to: datetime
    why: str
    at: datetime | None = None


@frozen
class Appointment:
    """A visit agreed for a day and an hour; `at` is local time without a zone: as it stands on their calendar."""

    id: int
    people: tuple[int, ...]
    at: datetime
    uid: str = ""
    whole_day: bool = False
    place: Place | None = None
    purpose: str | None = None
    topics: tuple[str, ...] = ()
    note: str | None = None
    status: AppointmentStatus = "booked"
    closed_on: date | None = None
    why: str | None = None
    visit: int | None = None
    moves: tuple[Shift, ...] = ()
    made_on: date | None = None


@frozen
class LifeEvent:
    """News in a home, or in a whole area, that makes a visit due within `window_days`."""

    id: int
    kind: str
    on: date
    uid: str = ""
    person: int | None = None
    area: str | None = None
    window_days: int = 3
    note: str | None = None
    after_visit: int = 0


@frozen
class Matter:
    """Something that ties people together until it is settled; `follow_ups` are days after the closing."""

    id: int
    title: str
    people: tuple[int, ...]
    uid: str = ""
    kind: MatterKind = "other"
    status: MatterStatus = "open"
    opened_on: date | None = None
    every: int | None = None
    closed_on: date | None = None
    outcome: str | None = None
    follow_ups: tuple[int, ...] = (1, 3, 7)
    after_visit: int = 0


@frozen
class Area:
    """A lane, village or block, and how many people really live there."""

    id: int
    key: str
    uid: str = ""
    residents: int | None = None


@frozen
class Topic:
    """Something that is talked about, and the place where it belongs."""

    id: int
    key: str
    uid: str = ""
    label: Label = field(default_factory=dict)
    place: Place | None = None
    sensitive: bool = False


@frozen
class Leave:
    """Our own leave, from the first day to the last: its days make nobody late."""

    id: int
    first: date
    last: date
    uid: str = ""
    why: str | None = None


@frozen
class Review:
    """The open promises were gone through on a day."""

    id: int
    on: date
    uid: str = ""


@frozen
class Ceiling:
    """At most `visits` visits in any `days` days."""

    visits: int
    days: int


@frozen
class Group:
    """A kind of people, with the rhythm, the ceiling and the manners that suit them."""

    id: int
    key: str
    uid: str = ""
    label: Label = field(default_factory=dict)
    every: int | None = None
    grace: int | None = None
    retry: int = 3
    first_within: int = 14
    ceiling: Ceiling | None = None
    counting_forms: tuple[Form, ...] = ("planned", "dropin", "meeting", "chance")
    ceiling_forms: tuple[Form, ...] = ("planned", "dropin")
    festivals: tuple[str, ...] = ()
    sensitive: bool = False
    attire: Attire | None = None
    place: Place | None = None
    approaches: Texts = field(default_factory=dict)
    courtesies: Texts = field(default_factory=dict)
    default_for: tuple[Residence, ...] = ()
    source: str | None = None


@frozen
class Past:
    """One change as `changes` remembers it, enough to undo it and to list it.

    `put` holds, by table, the first and last id of each run of records that the change put; `was` holds,
    by table and id, the documents that it replaced or removed, as they were.
    """

    id: int
    at: datetime
    command: str
    summary: str
    people: tuple[int, ...] = ()
    put: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    was: Mapping[str, Mapping[str, Mapping[str, object]]] = field(default_factory=dict)


Record = Person | Visit | Promise | Appointment | LifeEvent | Matter | Area | Topic | Leave | Review | Group
