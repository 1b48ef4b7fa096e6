"""The man pages say what the help says, and groff draws them without a complaint."""

import shutil
import subprocess

import pytest
from tools import manpage

from visitlog.cli.card import entries


def test_the_pages_are_those_that_the_help_makes() -> None:
    assert manpage.main(["--check"]) == 0


@pytest.mark.parametrize("language", manpage.PAGES)
def test_groff_draws_every_command_without_a_warning(language: str) -> None:
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed here")
    drawn = subprocess.run(
        ["groff", "-K", "utf8", "-T", "utf8", "-man", "-ww", "-P-c", "-P-bou", str(manpage.PAGES[language])],
        capture_output=True,
        check=True,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    assert drawn.stderr == b""
    text = drawn.stdout.decode()
    assert manpage.TITLES[language]["about"] in text
    for name, entry in entries().items():
        assert entry.is_alias or f"\n   visitlog {name}" in text
    assert "--install-completion" in text


def test_a_line_may_end_between_ideographs_but_never_before_a_comma_or_after_a_bracket() -> None:
    assert manpage.flowing("走访，“这户”A、all at home") == "走\\:访，\\:“这\\:户”A、\\:all at home"


def test_what_roff_would_take_for_its_own_is_literal() -> None:
    assert manpage.escaped(".'a\\n") == "\\&.\\(aqa\\en"
    assert manpage.escaped("'tis --not") == "\\(aqtis \\-\\-not"
