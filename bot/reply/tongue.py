"""A language of the replies: its sentences (gettext catalogues), its names of months, its way to list things.

New sentences reach the catalogues of `locale` with

    pybabel extract -k _n:1,2 -k say -k line -k count:1,2 -o messages.pot bot/reply
    pybabel update -N -i messages.pot -d bot/reply/locale

and are translated there; nothing has to be compiled.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from babel import Locale
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES: Final = ("en", "km", "zh")  # the first is the language of the messages in the code
LOCALES: Final = Path(__file__).parent / "locale"


def _(message: str) -> str:
    """Marks a sentence for the catalogues where it stands in a table; `Tongue.say` says it."""
    return message


def _n(one: str, many: str) -> tuple[str, str]:
    """Marks a sentence that depends on a number, where it stands in a table; `Tongue.count` says it."""
    return one, many


@dataclass(frozen=True)
class Tongue:
    """One language. A sentence is an English message with named placeholders; its facts are texts or numbers."""

    language: str
    locale: Locale
    sentences: gettext.NullTranslations

    def say(self, message: str, /, **facts: Any) -> str:
        """The sentence in this language with its facts in place."""
        return self.sentences.gettext(message).format(**facts)

    def count(self, one: str, many: str, number: int, /, **facts: Any) -> str:
        """The sentence for a number of things; `{number}` stands for it."""
        return self.sentences.ngettext(one, many, number).format(number=f"{number:,}", **facts)

    def join(self, items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """`a, b and c`."""
        listed = list(items)
        joined = format_list(listed, style=style, locale=self.locale) if listed else ""
        return joined.replace("\u200b", "").replace(", and ", " and ").replace(", or ", " or ")

    def month_name(self, number: int, short: bool = False) -> str:
        """The name of a month, 1 is January; in Chinese its number."""
        short = short or self.language == "zh"
        return str(self.locale.months["format"]["abbreviated" if short else "wide"][number])

    def capital(self, text: str) -> str:
        """The text as a line of its own begins."""
        return text[:1].upper() + text[1:]


@cache
def tongue(language: str) -> Tongue:
    """The language `en`, `km` or `zh`. KeyError for any other."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return Tongue(language, Locale.parse(language), _sentences(language))


def _sentences(language: str) -> gettext.NullTranslations:
    if language == LANGUAGES[0]:
        return gettext.NullTranslations()
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
