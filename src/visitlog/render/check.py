"""What `check` found, each finding as a sentence that says what to do about it."""

from collections.abc import Mapping

from visitlog.model.errors import N_
from visitlog.render.language import _, ngettext
from visitlog.render.output import Document
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, cells, cut
from visitlog.render.sentences import shown
from visitlog.render.text import harmless
from visitlog.render.words import withheld
from visitlog.reports.check import CheckReport, Finding

SENTENCES: Mapping[str, str] = {
    "no_journal": N_("{path} is not there, but backups of it are: visitlog restore"),
    "unreadable_backup": N_("a backup can't be read; if it is of no use, remove it: {error}"),
    "unsaved_note": N_(
        "a note from the editor was not saved: visitlog log WHO - < {path}; remove the file when it is of no use"
    ),
    "unsaved_form": N_(
        "a change of {record} from the editor was not saved: look into {path}, and visitlog edit {record}; "
        "remove the file when it is of no use"
    ),
    "open_folder": N_("others can write into the folder {path} (mode {mode}): chmod go-w"),
    "before_1900": N_("it is on {on}, before 1900: visitlog edit {record} --on DAY"),
    "in_the_future": N_("it is on {on}, which has not come yet: visitlog edit {record} --on DAY"),
    "closed_before_made": N_("it was closed on {closed}, before it was made on {made}"),
    "left_before_added": N_(
        "{person} left on {left}, before being added on {added}: visitlog edit {record} --added DAY"
    ),
    "pause_ends_first": N_(
        "the pause of {person} ends on {until}, before it begins on {since}: "
        "visitlog pause {record} --until DAY --why TEXT"
    ),
    "leave_ends_first": N_("your leave ends on {last}, before it begins on {first}"),
    "leaves_overlap": N_(
        "your leave from {first} to {last} overlaps the one from {other_first} to {other_last}"
    ),
    "entered_twice": N_(
        "{person} and {other} have one name and one door; if they are one person: visitlog merge {record} {into}"
    ),
    "left_long_ago": N_(
        "{person} left on {left}, over two years ago; think whether the record is still needed"
    ),
    "changed_outside": N_(
        "{path} was last changed by hand or by another program; if that was not you, compare it with a backup"
    ),
    "open_mode": N_("others may use {path} (mode {mode})"),
    "unknown_person": N_("it names the person {other}, who is not there"),
    "unknown_visit": N_("it names the visit {other}, which is not there"),
    "unknown_matter": N_("it names the matter {other}, which is not there"),
    "unknown_appointment": N_("it names the appointment {other}, which is not there"),
    "unknown_group": N_('{person} is in the group "{group}", which is not there'),
    "next_id": N_('the next number in "{table}" would be {next}, but {highest} is given already'),
    "no_pinyin": N_("Chinese names that can't be typed in pinyin yet: {count}"),
    "tally": N_("what is counted of {person} does not agree with the visits"),
}
"""What each kind of finding says."""


def sentence(finding: Finding) -> str:
    """A finding in words."""
    values = {
        name: withheld() if value is None else shown(value)
        for name, value in {**finding.values, "record": finding.record}.items()
    }
    return harmless(_(SENTENCES[finding.code]).format(**values))


def document(report: CheckReport, limit: int | None = None) -> Document:
    """The JSON of `check`."""
    return {
        "findings": [
            {
                "code": finding.code,
                "record": finding.record or None,
                "text": sentence(finding),
                "mendable": finding.is_mendable,
            }
            for finding in report.findings[:limit]
        ],
        "repaired": report.repaired,
    }


def screen(report: CheckReport, rows: int | None) -> Screen:
    """The screen of `check`."""
    count = len(report.findings)
    if not count:
        return Screen(report.today, _("Check"), "", (Lines((_("Everything goes together."),)),))
    words = ngettext("{count} finding", "{count} findings", count).format(count=count)
    lines = tuple(cells(_state(finding), finding.record, sentence(finding)) for finding in report.findings)
    section = Section("", "", (Column(), Column(right=True), Column(wraps=True)), lines)
    return Screen(report.today, _("Check"), words, cut([section], rows))


def _state(finding: Finding) -> Cell:
    if finding.is_mended:
        return Cell(_("mended"), plain="mended", style="calm")
    if finding.is_mendable:
        return Cell(_("mendable"), plain="mendable", style="late")
    return Cell(_("by hand"), plain="by hand", style="today")


def advice(report: CheckReport) -> tuple[str, ...]:
    """What to do next, or what was done."""
    if report.repaired:
        words = ngettext("{count} finding was mended", "{count} findings were mended", report.repaired)
        return (words.format(count=report.repaired),)
    if report.mendable:
        words = ngettext(
            "{count} finding can be mended without losing a record: visitlog check --repair",
            "{count} findings can be mended without losing a record: visitlog check --repair",
            report.mendable,
        )
        return (words.format(count=report.mendable),)
    return ()
