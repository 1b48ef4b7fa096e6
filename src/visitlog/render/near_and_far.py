"""How attention was spread, in the lines of `summary`: who gets far more or far less than their share."""

from collections.abc import Iterator, Mapping

from visitlog.model.records import Group
from visitlog.render.language import _, ngettext
from visitlog.render.text import bracketed, clauses
from visitlog.render.words import every, group_label, named, percent, withheld
from visitlog.reports.attention import Attended, GroupShare, OverVisited
from visitlog.reports.summary import SummaryReport

FEW_NAMES = 5


def near_and_far_lines(
    report: SummaryReport, groups: Mapping[str, Group], sensitive_too: bool
) -> Iterator[str]:
    spread = report.attention
    uneven = list(_group_lines(report, groups, sensitive_too))
    yield from uneven
    over = {one.person.id for one in spread.over_visited}
    for one in spread.over_visited[:FEW_NAMES]:
        yield _over_line(one)
    for attended in [a for a in spread.more if a.person.id not in over][:FEW_NAMES]:
        yield _("more: {person}  {visits}").format(
            person=named(attended.person), visits=_visits_and_rhythm(attended)
        )
    hidden = len(spread.less) - FEW_NAMES
    for attended in spread.less[:FEW_NAMES]:
        yield _("less: {person}  {visits}").format(
            person=named(attended.person), visits=_visits_and_rhythm(attended)
        )
    if hidden > 0:
        yield _("less: and {count} more: --json lists them").format(count=hidden)
    if not (uneven or spread.over_visited or spread.more or spread.less):
        yield _("nobody gets far more or far less than their rhythm asks")


def _visits_and_rhythm(one: Attended) -> str:
    made = _made(one.visits)
    if one.withheld:
        return clauses((made, withheld()))
    if one.expected:
        means = _("{every} means {expected}").format(every=every(one.every), expected=one.expected)
    else:
        means = _("{every} means 1 at most").format(every=every(one.every))
    return clauses((made, means))


def _made(count: int) -> str:
    return ngettext("{count} visit", "{count} visits", count).format(count=count)


def _over_line(one: OverVisited) -> str:
    if one.withheld:
        return _("more: {person}  {visits}").format(
            person=named(one.person), visits=clauses((_made(one.visits), withheld()))
        )
    line = _("more: {person}  {visits}, ceiling {ceiling} in {days} days").format(
        person=named(one.person),
        visits=_made(one.visits),
        ceiling=one.ceiling.visits,
        days=one.ceiling.days,
    )
    return line + (bracketed(_("{count} asked for").format(count=one.asked)) if one.asked else "")


UNEVEN = 2.0
"""A group's part of the visits is worth a line from twice, or half, what its rhythm asks ..."""

FAR_APART = 0.05
"""... if that is more than a visit or two: so much of all visits."""


def _group_lines(report: SummaryReport, groups: Mapping[str, Group], sensitive_too: bool) -> Iterator[str]:
    lines = []
    for share in report.attention.groups:
        group = groups.get(share.group)
        if group is None or (group.sensitive and not sensitive_too) or not share.people_share:
            continue
        if _is_uneven(share):
            lines.append(
                _("{group}: {people} of people, {visits} of visits; its rhythm asks {asked}").format(
                    group=group_label(group),
                    people=percent(share.people_share),
                    visits=percent(share.visits_share),
                    asked=percent(share.asked_share),
                )
            )
    if lines and report.visits.total:
        yield from lines


def _is_uneven(share: GroupShare) -> bool:
    visits, asked = share.visits_share, share.asked_share
    return abs(visits - asked) >= FAR_APART and (visits >= UNEVEN * asked or visits * UNEVEN <= asked)
