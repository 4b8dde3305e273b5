"""What words mean: the word lists of `data/words` and the names of CLDR, looked up by their letters."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

from bot.model.figure import TOTAL, WORLD, Flow
from bot.model.period import Month
from bot.words.spelling import choices_of, nearest
from bot.words.text import key

LANGUAGES = ("en", "km", "zh")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a word can mean: a tag (flow, partner, month, prep ...) and which one of it."""

    tag: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A meaning under one spelling. words: of how many tokens it is; code: counts only where written as a code."""

    meaning: Meaning
    words: int
    code: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of countries. since, until: the first and the last month of a member's membership."""

    members: frozenset[str]
    since: Mapping[str, Month]
    until: Mapping[str, Month]


@dataclass(frozen=True, slots=True)
class Assumed:
    """A name that is read as `code`, though it could be `other`."""

    code: str
    other: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All names and words. Made by `bot.words.lexicon()`."""

    entries: Mapping[str, tuple[Entry, ...]]
    names: Mapping[tuple[str, str], str]  # (code, language) -> the name as written in answers
    with_article: frozenset[str]
    groups: Mapping[str, Group]
    catalogue_codes: Mapping[str, tuple[str, ...]]
    ambiguous_names: Mapping[str, tuple[str, ...]]
    assumed_names: Mapping[str, Assumed]
    states: Mapping[str, str]  # a country -> the country that has a state of the same name
    countries: frozenset[str]
    hs_codes: frozenset[str]
    slips: Mapping[str, str]  # a word as it is often misspelt -> the word
    ordinary: frozenset[str]  # names of countries that are also ordinary words
    spellings: Mapping[str, tuple[str, ...]]  # tag -> Latin spellings that can be misspelt
    loose: Mapping[str, str]  # a Khmer name written loosely -> its spelling
    beginnings: frozenset[str]  # what the keys of `entries` begin with, the keys themselves included

    def meanings(self, text: str, tag: str) -> tuple[str, ...]:
        """The values of `tag` that a text, taken whole, can mean."""
        values = (e.meaning.value for e in self.entries.get(_without_article(text), ()) if e.meaning.tag == tag)
        return tuple(dict.fromkeys(values))

    def partner(self, name: str) -> str | None:
        """The code of a country, a group or all partners, spelt right (case, accents, punctuation aside), or None."""
        name = name.strip()
        if name in self.countries or name in self.groups or name == WORLD:
            return name
        found = self.meanings(name, "partner")
        return found[0] if len(found) == 1 else None

    def product(self, name: str) -> str | None:
        """The code of a product name or catalogue code that is spelt right, or None."""
        name = name.strip()
        if name in self.catalogue_codes or name == TOTAL:
            return name
        found = self.meanings(name, "product")
        return found[0] if len(found) == 1 else None

    def flow(self, name: str) -> Flow | None:
        """The flow that a word names, or None."""
        found = self.meanings(name, "flow")
        return cast("Flow", found[0]) if len(found) == 1 else None

    def ambiguous(self, name: str) -> tuple[str, ...]:
        """The partners that a name with several meanings can be; empty for any other name."""
        return self.ambiguous_names.get(_without_article(name), ())

    def near_partners(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Names of partners that are spelt much like this one, nearest first."""
        return self._near(name, "partner", limit)

    def near_products(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Names of products that are spelt much like this one, nearest first."""
        return self._near(name, "product", limit)

    def around(self, name: str) -> tuple[str, ...]:
        """The name of the product that this one is only a part of (of drones: aircraft), or nothing."""
        return tuple(self.names.get((code, "en"), code) for code in self.meanings(name, "inside"))

    def near_flows(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Flows that are spelt much like this word, nearest first."""
        return self._near(name, "flow", limit)

    def _near(self, name: str, tag: str, limit: int) -> tuple[str, ...]:
        word = key(name)[0]
        slips = 1 if len(word) == 4 else None  # told of a name so short, where it would not be mended
        codes = dict.fromkeys(m.value for m, spelling, _ in self.near(word, {tag}, slips) if spelling[0] == word[0])
        return tuple(self.names.get((code, "en"), code) for code in codes)[:limit]

    def near(self, word: str, tags: Collection[str], slips: int | None = None) -> list[tuple[Meaning, str, int]]:
        """(meaning, spelling, slips) near a word in lower case, nearest first; by default a slip in five letters."""
        most = max(len(word) - 1, 0) // 4 if slips is None else slips
        return nearest(self.entries, choices_of(self, frozenset(tags)), word, tags, most)

    def is_group(self, code: str) -> bool:
        """Whether the code is a group of countries."""
        return code in self.groups

    def members(self, group: str, month: Month) -> frozenset[str]:
        """The members of a group in one month, the reporter included where it is one."""
        of = self.groups[group]
        return frozenset(
            c
            for c in of.members
            if not (c in of.since and month < of.since[c]) and not (c in of.until and month > of.until[c])
        )

    def ever_members(self, code: str) -> frozenset[str]:
        """All that were ever members of a group; of a country, itself."""
        return frozenset(self.groups[code].members) if code in self.groups else frozenset({code})

    @property
    def catalogue(self) -> tuple[str, ...]:
        """The codes of the named groups of products."""
        return tuple(self.catalogue_codes)

    def product_codes(self, code: str) -> tuple[str, ...]:
        """The HS codes that a catalogue code stands for; an HS code stands for itself."""
        return self.catalogue_codes.get(code, (code,))

    def partner_name(self, code: str, language: str = "en") -> str:
        """The name as written in a sentence: `the United States`."""
        name = self.names.get((code, language)) or self.names.get((code, "en"), code)
        return f"the {name}" if language == "en" and code in self.with_article else name

    def product_name(self, code: str, language: str = "en") -> str:
        """The name with its HS code: `footwear (HS 64)`; a code without a name is `HS 640399`."""
        name = self.names.get((code, language)) or self.names.get((code, "en"))
        if not code.isdigit():
            return name or code
        return f"{name} (HS {code})" if name else f"HS {code}"


def _without_article(name: str) -> str:
    joined = key(name)[0]
    return joined[3:] if joined.startswith("the") and name.strip().lower().startswith("the ") else joined
