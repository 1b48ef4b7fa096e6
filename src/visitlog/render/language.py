"""The user's language: set once, before anything is worded."""

import gettext
from collections.abc import Mapping
from pathlib import Path

LOCALES: Mapping[str, str] = {"en": "en", "zh": "zh_CN"}
DOMAIN = "visitlog"


class Speech:
    """The language in use and its catalogue; the one thing here that changes, and only at the start."""

    language = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def set_language(language: str) -> None:
    """Chooses a language ("en", "zh"); English when there is no catalogue for it."""
    locale = LOCALES.get(language, "en")
    catalogue = Path(__file__).parent.parent / "locale" / locale / "LC_MESSAGES" / f"{DOMAIN}.mo"
    Speech.language = language if language in LOCALES else "en"
    Speech.catalogue = gettext.NullTranslations()
    if locale != "en" and catalogue.is_file():
        with catalogue.open("rb") as file:
            Speech.catalogue = gettext.GNUTranslations(file)


def language_named(name: str) -> str:
    """The language that a locale name such as zh_CN.UTF-8 or en asks for."""
    return "zh" if name.lower().replace("-", "_").split("_")[0].split(".")[0] == "zh" else "en"


def current_language() -> str:
    """The language in use."""
    return Speech.language


def _(sentence: str) -> str:
    """The sentence in the user's language; its context, where it has one, is for the catalogue only."""
    return Speech.catalogue.gettext(sentence).rpartition("\x04")[2] if sentence else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The sentence in the user's language and the number's grammatical form."""
    return Speech.catalogue.ngettext(singular, plural, count)


def chosen(texts: Mapping[str, str], otherwise: str = "") -> str:
    """A text that a record holds in several languages, in the user's if it is there."""
    return texts.get(Speech.language) or texts.get("en") or next(iter(texts.values()), otherwise)


def chosen_lines(texts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The lines that a record holds in several languages, in the user's if they are there."""
    return texts.get(Speech.language) or texts.get("en") or next(iter(texts.values()), ())
