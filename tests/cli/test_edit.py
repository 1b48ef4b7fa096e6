"""`edit` by flags and in $EDITOR: what was written is parsed strictly, and never lost."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Real, Result, Vl
from visitlog.render.edit import form_again, form_of

VISIT = "V5"
NOTE = "Roof leaks over the bed"


class Editor:
    """An editor that runs a script of the test's on the draft, `$1`, and keeps a copy of each form it was shown."""

    def __init__(self, vl: Vl) -> None:
        self.vl = vl
        self.shown = vl.home / "shown"
        self.path = vl.home / "an editor"

    def __call__(self, *turns: str, then: str = "") -> dict[str, str]:
        """The environment in which each turn is the script of one opening, and `then` that of every later one."""
        cases = "\n".join(f"{number}) {turn or ':'};;" for number, turn in enumerate(turns, 1))
        script = f"""#!/bin/sh
set -e
mkdir -p {shlex.quote(str(self.shown))}
n=$(($(ls {shlex.quote(str(self.shown))} | wc -l) + 1))
cp "$1" {shlex.quote(str(self.shown))}/$n
case $n in
{cases}
*) {then or ":"};;
esac
"""
        self.path.write_text(script, encoding="utf-8")
        self.path.chmod(0o700)
        return {"EDITOR": shlex.quote(str(self.path))}

    @property
    def forms(self) -> list[str]:
        """The forms shown so far, first to last."""
        shown = sorted(self.shown.iterdir(), key=lambda path: int(path.name)) if self.shown.exists() else []
        return [path.read_bytes().decode("utf-8") for path in shown]


@pytest.fixture
def editor(lane: Vl) -> Editor:
    return Editor(lane)


def drafts(vl: Vl) -> list[Path]:
    """The drafts that are still there."""
    return sorted(vl.journal.parent.glob("journal.json.drafts/*/*"))


def visit(vl: Vl, typed: str = VISIT) -> Any:
    return vl.table("visits")[typed[1:]]


def sed(*commands: str) -> str:
    """Shell words that edit the draft."""
    return "sed -i " + " ".join(f"-e {shlex.quote(command)}" for command in commands) + ' "$1"'


def kept(result: Result) -> str:
    """The text of the one draft that an error names."""
    path = Path(result.err.rstrip(".\n").rpartition(" ")[2])
    assert path.is_file(), result.err
    return path.read_text("utf-8")


# By flags.


def test_flags_change_what_they_name_and_nothing_else(lane: Vl) -> None:
    before = visit(lane)
    lane.ok(
        "edit", VISIT, "--note", "the roof, not the lamp", "--topic", "roof", "--topic", "lamp", "--alone"
    )
    changed = {"note": "the roof, not the lamp", "topics": ["roof", "lamp"], "alone": True}
    assert visit(lane) == {**before, **changed}
    lane.ok("edit", VISIT, "--no-alone", "--topic", "")
    assert visit(lane) == {**before, "note": "the roof, not the lamp"}


def test_several_groups_replace_all_that_were_there(lane: Vl) -> None:
    lane.ok("edit", "ada", "--group", "business", "--group", "elder", "--door", "4-1")
    person = lane.ok("show", "ada", "--json").data["person"]
    assert (person["groups"], person["household"]) == (["business", "elder"], "4-1")


def test_the_answer_for_programs_names_the_record_and_whether_it_changed(lane: Vl) -> None:
    for typed, words, record in ((VISIT, ("--minutes", "20"), VISIT), ("ada", ("--phone", "1"), "1")):
        answer = lane.ok("edit", typed, *words, "--json").data
        assert (answer["record"], answer["changed"]) == (record, True)


def test_the_answer_for_programs_holds_what_changed_as_the_command_that_makes_it_tells_it(lane: Vl) -> None:
    answer = lane.ok("edit", VISIT, "--minutes", "20", "--json").data
    (shown,) = lane.ok("visits", "--who", "1", "--to", "2026-11-10", "-n", "1", "--json").data["visits"]
    assert answer["visits"] == [shown]
    assert [one["person"]["id"] for one in answer["standing"]] == [1]
    person = lane.ok("edit", "ada", "--phone", "1", "--json").data["people"][0]
    shown = lane.ok("show", "ada", "--json").data["person"]
    assert person == {name: value for name, value in shown.items() if name != "standing"}
    promise = lane.ok("edit", "P1", "--text", "mend it", "--json").data["promises"][0]
    assert promise["text"] == "mend it"
    lane.ok("event", "ada", "birth")
    lane.ok("matter", "open", "ada", "noise")
    lane.ok("book", "ada", "friday")
    assert lane.ok("edit", "E1", "--kind", "wedding", "--json").data["events"][0]["kind"] == "wedding"
    assert lane.ok("edit", "M1", "--title", "din", "--json").data["matters"][0]["title"] == "din"
    assert lane.ok("edit", "A1", "--for", "tea", "--json").data["appointments"][0]["purpose"] == "tea"


@pytest.mark.parametrize(
    ("typed", "words", "codes"),
    [
        (VISIT, ("--on", "2025-01-10"), ["long_ago"]),
        (VISIT, ("--note", "11010519491231002X"), ["id_number"]),
        (VISIT, ("--sensitive", "--place", "public"), ["sensitive_in_public"]),
        ("1", ("--best-time", "when it rains"), ["best_time_unread"]),
        ("1", ("--name", "Ben Elm"), ["same_name"]),
        ("1", ("--phone", "1"), []),
        ("P1", ("--text", "11010519491231002X"), ["id_number"]),
    ],
)
def test_an_edit_warns_of_what_the_change_made_unusual_and_of_nothing_else(
    lane: Vl, typed: str, words: tuple[str, ...], codes: list[str]
) -> None:
    before = lane("edit", typed, *words, "--json")
    assert [one["code"] for one in before.data["warnings"]] == codes
    lane.ok("undo")
    said = lane.ok("edit", typed, *words).err
    assert said.count("note: ") == len(codes)
    other = {"1": ("--address", "9 Mill Row"), "P1": ("--made", "2026-11-01"), VISIT: ("--minutes", "9")}
    again = lane.ok("edit", typed, *other[typed], "--json")
    assert again.data["changed"] is True
    assert again.data["warnings"] == []


@pytest.mark.parametrize(
    ("words", "code", "about"),
    [
        (("V5", "--phone", "1"), 2, "phone"),
        (("ada", "--by", "friday"), 2, "by"),
        (("P1", "--note", "x"), 2, "note"),
        (("V5", "--on", "03/04/2025"), 2, "03/04/2025"),
        (("V5", "--on", ""), 2, "on can't be left empty"),
        (("V5", "--form", "parachute"), 2, "planned"),
        (("ada", "--group", "navy"), 3, "navy"),
        (("V99", "--note", "x"), 3, "V99"),
        (("zoe", "--phone", "1"), 3, "zoe"),
        (("3-201", "--phone", "1"), 4, "3-201"),
        (("V5", "--colour", "red"), 2, "--colour"),
        (("V5", "V6", "--note", "x"), 2, "V6"),
        ((), 2, "ID"),
    ],
)
def test_what_can_not_be_changed_is_refused(lane: Vl, words: tuple[str, ...], code: int, about: str) -> None:
    assert about in lane.refuses(code, "edit", *words)


def test_without_a_field_and_without_asking_it_is_misuse(lane: Vl) -> None:
    assert "--no-input" in lane.refuses(2, "--no-input", "edit", VISIT, env={"EDITOR": "false"})


# In the editor.


@pytest.mark.parametrize(
    ("typed", "first", "some"),
    [
        ("ada", "name", {"name": "Ada Oak", "group": ["elder"], "household": "3-201", "note": ""}),
        (
            VISIT,
            "who",
            {
                "who": "Ada Oak",
                "matter": "",
                "on": "2026-11-10",
                "form": "dropin",
                "note": NOTE,
                "topic": [],
                "alone": False,
            },
        ),
        ("V9", "on", {"area": "East Lane", "heads": "12"}),
        ("P2", "who", {"text": "return the hall key", "by": "2026-11-25", "owed-by": "them"}),
        ("A1", "who", {"who": "Ada Oak", "at": "2026-11-26 15:00", "for": "tea"}),
        ("A2", "who", {"at": "2026-11-27"}),
        ("E1", "who", {"kind": "birth", "on": "2026-11-23", "window": "3"}),
        ("M1", "who", {"title": "noise", "kind": "dispute", "every": "", "opened": "2026-11-23"}),
    ],
)
def test_the_form_of_each_kind_shows_its_fields_as_they_stand(
    lane: Vl, editor: Editor, typed: str, first: str, some: dict[str, Any]
) -> None:
    lane.ok("book", "ada", "thursday at 3pm", "--for", "tea")
    lane.ok("book", "ada", "friday")
    lane.ok("event", "ada", "birth")
    lane.ok("matter", "open", "ada", "noise", "--kind", "dispute")
    before = lane.bytes
    assert lane.ok("edit", typed, env=editor("")).out == "Nothing was changed.\n"
    (form,) = editor.forms
    fields = tomllib.loads(form)
    assert next(iter(fields)) == first
    assert {name: fields[name] for name in some} == some
    assert form.startswith("# ")
    assert ("  # planned, dropin, meeting, chance, phone\n" in form) == (typed in (VISIT, "V9"))
    assert (lane.bytes, drafts(lane)) == (before, [])


def test_what_is_changed_in_the_editor_is_recorded_and_the_draft_is_gone(lane: Vl, editor: Editor) -> None:
    before = visit(lane)
    told = lane.ok("edit", VISIT, env=editor(sed("s/leaks/drips/", 's/^on = .*/on = "friday"/'))).out
    assert "Fri 20 Nov 2026" in told
    assert visit(lane) == {**before, "note": "Roof drips over the bed", "on": "2026-11-20"}
    assert drafts(lane) == []
    assert list(lane.journal.parent.glob("*drafts*")) == []
    assert lane.table("people")["1"]["tally"]["last_met"] == {"dropin": "2026-11-20"}
    lane.ok("undo")
    assert visit(lane) == before


def test_a_line_taken_out_of_the_form_leaves_its_field_alone(lane: Vl, editor: Editor) -> None:
    before = visit(lane)
    lane.ok("edit", VISIT, env=editor(sed("/^note/d", 's/^warmth = .*/warmth = "civil"/')))
    assert visit(lane) == {**before, "warmth": "civil"}


def test_an_empty_text_in_the_form_takes_the_field_away(lane: Vl, editor: Editor) -> None:
    lane.ok("edit", VISIT, env=editor(sed('s/^note = .*/note = ""/')))
    assert "note" not in visit(lane)


def test_lines_ended_as_other_systems_do_and_a_byte_order_mark_do_no_harm(lane: Vl, editor: Editor) -> None:
    mark = r'printf "\357\273\277" | cat - "$1" > "$1.x" && mv "$1.x" "$1"'
    lane.ok("edit", VISIT, env=editor(sed("s/leaks/drips/", r"s/$/\r/") + " && " + mark))
    assert visit(lane)["note"] == "Roof drips over the bed"


def test_the_draft_is_private(lane: Vl, editor: Editor) -> None:
    modes = shlex.quote(str(lane.home / "modes"))
    look = f'umask 000; stat -c %a "$1" "$(dirname "$1")" >> {modes}'
    bad, good = (sed(f's/^form = .*/form = "{form}"/') for form in ("x", "phone"))
    lane.ok("edit", VISIT, env=editor(f"{look}; {bad}", f"{look}; {good}"))
    assert (lane.home / "modes").read_text().split() == ["600", "700", "600", "700"]


MISTAKES: tuple[tuple[str, str, str], ...] = (
    ('s/^form = .*/form = "parachute"/', "parachute", "s/parachute/phone/"),
    ("s/^form = .*/form = phone/", "Line 8 of the form", 's/^form = .*/form = "phone"/'),
    ('s/^form = .*/form = "phone/', "Line 8 of the form", 's/^form = .*/form = "phone"/'),
    ('s/^form = .*/form = "phone"\\nform = "phone"/', "Line 9 of the form", "9d"),
    ('s/^form = .*/fome = "phone"/', "no field fome", "s/fome/form/"),
    ("s/^form = .*/form = true/", "field form", 's/true/"phone"/'),
    ('s/^form = .*/form = ["phone"]/', "field form", 's/\\["phone"\\]/"phone"/'),
    ('s/^form = .*/form = ""/', "form can't be left empty", 's/^form = .*/form = "phone"/'),
    ('s/^minutes = .*/minutes = "0"/', "above zero", 's/^minutes = .*/minutes = ""/;s/"dropin"/"phone"/'),
    (
        's/^on = .*/on = "03\\/04\\/2025"/',
        "can be read as",
        's/^on = .*/on = "2026-11-10"/;s/"dropin"/"phone"/',
    ),
    ('s/^on = .*/on = "tomorrow"/', "future", 's/^on = .*/on = "2026-11-10"/;s/"dropin"/"phone"/'),
)


@pytest.mark.parametrize(("mistake", "about", "mending"), MISTAKES)
def test_a_mistake_opens_the_form_again_with_what_is_wrong_and_keeps_the_text(
    lane: Vl, editor: Editor, mistake: str, about: str, mending: str
) -> None:
    before = visit(lane)
    env = editor(sed(mistake, "s/leaks/drips/"), sed(*mending.split(";")))
    lane.ok("edit", VISIT, env=env)
    first, second = editor.forms
    said = [line for line in second.splitlines() if line.startswith("# !!")]
    assert len(said) == 1
    assert about in said[0]
    assert "Roof drips over the bed" in second
    # Every line is where it was, so that the line that the error names is the one that is shown.
    assert len(first.splitlines()) <= len(second.splitlines()) <= len(first.splitlines()) + 1
    assert visit(lane) == {**before, "form": "phone", "note": "Roof drips over the bed"}
    assert drafts(lane) == []


def test_two_mistakes_one_after_the_other_are_each_said_once(lane: Vl, editor: Editor) -> None:
    env = editor(
        sed('s/^form = .*/form = "x"/'),
        sed('s/"x"/"phone"/', 's/^place = .*/place = "y"/'),
        sed('s/"y"/"office"/'),
    )
    lane.ok("edit", VISIT, env=env)
    assert [form.count("# !!") for form in editor.forms] == [0, 1, 1]
    assert '"y"' in next(line for line in editor.forms[2].splitlines() if line.startswith("# !!"))
    assert (visit(lane)["form"], visit(lane)["place"]) == ("phone", "office")


@pytest.mark.parametrize(
    ("typed", "mistake", "mending", "about"),
    [
        ("ada", 's/^group = .*/group = ["eldr"]/', "s/eldr/business/", "elder"),
        ("P3", 's/^made = .*/made = "2026-11-22"/', "s/11-22/11-11/", "before it was made"),
        ("V9", 's/^heads = .*/heads = ""/', 's/^heads = .*/heads = "9"/', "keeps its area"),
    ],
)
def test_what_is_refused_or_not_found_opens_the_form_again_too(
    lane: Vl, editor: Editor, typed: str, mistake: str, mending: str, about: str
) -> None:
    lane.ok("done", "P3", "--on", "2026-11-13")
    assert lane.ok("edit", typed, env=editor(sed(mistake), sed(mending))).out.startswith("Changed: ")
    assert about in editor.forms[1]


@pytest.mark.parametrize(
    ("mistake", "code"),
    [('s/^form = .*/form = "x"/', 2), ("s/^form = /form/", 2), ("1d;s/^topic = .*/topic = 3/", 2)],
)
def test_leaving_the_editor_without_mending_gives_up_and_names_the_text(
    lane: Vl, editor: Editor, mistake: str, code: int
) -> None:
    before = lane.bytes
    result = lane("edit", VISIT, env=editor(sed("s/leaks/drips/", *mistake.split(";"))))
    assert (result.code, result.out, lane.bytes) == (code, "", before)
    assert len(editor.forms) == 2
    assert "Roof drips over the bed" in kept(result)


def test_an_editor_that_never_mends_it_is_not_opened_for_ever(lane: Vl, editor: Editor) -> None:
    result = lane("edit", VISIT, env=editor(then=sed('s/^form = .*/form = "x"/', "$a# more")))
    assert result.code == 2
    assert len(editor.forms) == 20
    assert kept(result).count("# more") == 20


def test_an_editor_that_fails_keeps_what_was_written(lane: Vl, editor: Editor) -> None:
    before = lane.bytes
    result = lane("edit", VISIT, env=editor(sed("s/leaks/drips/") + "; exit 3"))
    assert (result.code, lane.bytes) == (1, before)
    assert "editor" in result.err
    assert "Roof drips over the bed" in kept(result)
    told = lane("--json", "edit", VISIT, env=editor("", sed("s/leaks/drips/") + "; kill -9 $$")).json()
    assert told["error"]["code"] == "refused"


@pytest.mark.parametrize("command", ["false", "/nowhere/ed", "ed '"])
def test_an_editor_that_fails_before_anything_was_written_leaves_nothing_behind(
    lane: Vl, command: str
) -> None:
    lane.refuses(1, "edit", VISIT, env={"EDITOR": command})
    assert list(lane.journal.parent.glob("*drafts*")) == []


def test_an_editor_that_takes_the_form_away_records_nothing(lane: Vl, editor: Editor) -> None:
    lane.refuses(1, "edit", VISIT, env=editor(then='rm "$1"'))
    assert list(lane.journal.parent.glob("*drafts*")) == []


def test_a_form_that_is_no_text_any_more_is_refused_as_it_is(lane: Vl, editor: Editor) -> None:
    before = lane.bytes
    result = lane("edit", VISIT, env=editor(r"""printf 'note = "\377"\n' >> "$1" """))
    assert (result.code, lane.bytes) == (1, before)
    assert b"\xff" in drafts(lane)[0].read_bytes()


# Meanwhile.


def meanwhile(*words: str) -> str:
    """Shell words that run the real command within the editor."""
    return f"{shlex.join((Real.command, *words))} >/dev/null"


def test_another_command_can_write_while_the_editor_is_open(lane: Vl, editor: Editor) -> None:
    env = editor(f"{meanwhile('log', 'ben', 'while you were writing')} && {sed('s/leaks/drips/')}")
    lane.ok("edit", VISIT, env=env)
    assert visit(lane)["note"] == "Roof drips over the bed"
    assert visit(lane, "V11")["note"] == "while you were writing"


@pytest.mark.parametrize("other", [("edit", VISIT, "--note", "theirs"), ("edit", VISIT, "--minutes", "5")])
def test_a_record_changed_meanwhile_stands_and_the_text_is_kept_and_named(
    lane: Vl, editor: Editor, other: tuple[str, ...]
) -> None:
    result = lane("edit", VISIT, env=editor(f"{meanwhile(*other)} && {sed('s/leaks/drips/')}"))
    assert result.code == 1
    assert f"{VISIT} was changed by another command" in result.err
    assert "Roof drips over the bed" in kept(result)
    assert visit(lane)["note"] == ("theirs" if "theirs" in other else NOTE)
    assert lane.ok("history", "--json").data["changes"][0]["summary"] == "V5 Ada Oak"


def test_a_record_removed_meanwhile_stays_removed_and_the_text_is_kept(lane: Vl, editor: Editor) -> None:
    result = lane("edit", VISIT, env=editor(f"{meanwhile('remove', VISIT)} && {sed('s/leaks/drips/')}"))
    assert result.code == 1
    assert "taken out" in result.err
    assert "Roof drips over the bed" in kept(result)
    assert "5" not in lane.table("visits")


def test_what_no_form_shows_may_change_meanwhile(lane: Vl, editor: Editor) -> None:
    env = editor(f"{meanwhile('done', 'P1')} && {sed('s/housing/the office/')}")
    lane.ok("edit", "P1", env=env)
    promise = lane.table("promises")["1"]
    assert (promise["text"], promise["status"]) == ("ask the office about the roof", "kept")


def test_a_person_whose_number_is_also_a_door_is_edited_all_the_same(lane: Vl, editor: Editor) -> None:
    lane.ok("edit", "ben", "--door", "1")
    lane.refuses(4, "show", "1")
    lane.ok("edit", "ada", env=editor(sed('s/^phone = .*/phone = "9"/')))
    assert lane.table("people")["1"]["phone"] == "9"


# Whatever is written comes back as it was.

TEXTS = (
    "she said \"no\" and 'maybe'",
    r"C:\new\table \u0041 \\",
    "first line\nsecond line\n\nlast line",
    '"""three quotes""" and """"""',
    "'''three''' 'single'",
    "# not a comment\n#nor this\n# !! nor this",
    "emoji 👵🏽👨‍👩‍👧 and 王秀英，屋顶漏雨。",
    "tab\tand\x0bvertical\x0cfeed\x1cend",
    "line\u2028separator\u2029and\x85next",
    "rubout\x7f and \ufeff mark",
    "a\r\nb\rc",
    "ends with a backslash\\\nand goes on\\",
    "[red]not markup[/red] = :smile: {braces} %s",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_note_goes_through_the_editor_and_even_a_mistake_unharmed(
    lane: Vl, editor: Editor, text: str
) -> None:
    lane.ok("edit", VISIT, "--note", text)
    assert visit(lane)["note"] == text
    lane.ok("edit", VISIT, env=editor(sed('s/^form = .*/form = "x"/'), sed('s/^form = .*/form = "phone"/')))
    assert [tomllib.loads(form)["note"] for form in editor.forms] == [text, text]
    assert (visit(lane)["note"], visit(lane)["form"]) == (text, "phone")


@given(st.dictionaries(st.sampled_from(("note", "on", "text")), st.text(st.characters(codec="utf-8"))))
def test_a_form_says_any_text_exactly(fields: dict[str, str]) -> None:
    form = form_of("V1", dict(fields))
    assert tomllib.loads(form) == fields
    again = form_again("V1", form, "what\nis wrong")
    assert tomllib.loads(again) == fields
    assert form_again("V1", again, "what\nis wrong") == again


@given(st.lists(st.text(st.characters(codec="utf-8"))), st.booleans())
def test_a_form_says_lists_and_flags_exactly(several: list[str], flag: bool) -> None:
    assert tomllib.loads(form_of("1", {"topic": several, "alone": flag})) == {"topic": several, "alone": flag}


def test_the_form_is_explained_in_the_language_of_the_user_and_needs_no_ascii(
    lane: Vl, editor: Editor
) -> None:
    lane.ok("edit", "3", env={**editor(sed("s/王奶奶/王阿姨/")), "VISITLOG_LANG": "zh"})
    assert lane.table("people")["3"]["aliases"] == ["王阿姨"]
    assert "王秀英" in editor.forms[0]


CHINESE = {"VISITLOG_LANG": "zh"}


@pytest.mark.parametrize("typed", ["1", "V1", "V2", "P1", "A1", "E1", "M1"])
def test_a_chinese_form_is_chinese_but_for_the_fields_and_read_back_as_it_stands(vl: Vl, typed: str) -> None:
    editor = Editor(vl)
    vl.ok("add", "王秀英", "-g", "elder", "--every", "9d", "--lunar-birthday", "1950-10-20", "-g", "商户")
    vl.ok(
        "log", "1", "屋顶漏雨", "--topic", "policy", "--warmth", "warm", "--attire", "plain", "--went", "ok"
    )
    vl.ok("log", "--area", "东巷", "--heads", "12", "防火")
    vl.ok("promise", "1", "问房管所", "--by", "friday")
    vl.ok("book", "1", "friday", "--place", "office", "--topic", "policy")
    vl.ok("event", "1", "hospital")
    vl.ok("matter", "open", "1", "吵闹", "--kind", "dispute", "--every", "3d")
    before = vl.bytes
    assert vl.ok("edit", typed, env={**editor(""), **CHINESE}).out == "什么也没改\n"
    assert vl.bytes == before
    rows = [row.partition(" = ")[2] for row in editor.forms[0].splitlines() if not row.startswith("#")]
    assert set(re.findall("[A-Za-z]+", " ".join(rows))) <= {"true", "false"}


def test_a_chinese_form_is_filled_in_in_chinese(lane: Vl, editor: Editor) -> None:
    turns = editor(
        sed('s/^group = .*/group = ["商户", "困难家庭"]/', 's/^birthday = .*/birthday = "农历 1950-10-20"/'),
        sed('s/"上门"/"偶遇"/', 's/^place = .*/place = "公共场合"/'),
    )
    for typed in ("3", VISIT):
        lane.ok("edit", typed, env={**turns, **CHINESE})
    person = lane.table("people")["3"]
    assert person["groups"] == ["business", "hardship"]
    assert person["birthday"]["calendar"] == "lunar"
    assert (visit(lane)["form"], visit(lane)["place"]) == ("chance", "public")
    assert "  # 形式：约好、上门、会议、偶遇、电话\n" in editor.forms[-1]
