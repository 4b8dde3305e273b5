"""What a question names, before anything is decided: its flows, places, products, times and cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.model.figure import Flow
from bot.question.times import Impossible, Time
from bot.question.words import Word

_FLOW_OF_VERB: dict[str, Flow] = {"sell": "exports", "buy": "imports"}


@dataclass(frozen=True, slots=True)
class Named:
    """A code that the question names, at which word, and the preposition before it."""

    code: str
    at: int
    prep: str | None = None


@dataclass
class Slots:
    """Everything that was found, in the question's order. `flows` are as written, not yet the reporter's view."""

    words: Sequence[Word]
    flows: list[tuple[int, Flow]] = field(default_factory=list)
    verbs: list[tuple[int, str]] = field(default_factory=list)
    moved: list[tuple[int, Flow]] = field(default_factory=list)  # rice went to China
    places: list[Named] = field(default_factory=list)
    reporter: list[Named] = field(default_factory=list)
    products: list[Named] = field(default_factory=list)
    times: list[tuple[int, Time]] = field(default_factory=list)
    impossible: list[Impossible] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)  # (topic, word)
    unknown: list[str] = field(default_factory=list)  # without any meaning
    loose: list[str] = field(default_factory=list)  # with a meaning that has no place in this question
    ambiguous: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    assumed: list[tuple[str, str, str]] = field(default_factory=list)  # (word, read as, other)
    lists: list[tuple[int, str]] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)  # cue -> at which word first
    orders: set[str] = field(default_factory=set)  # desc, asc
    peaks: set[str] = field(default_factory=set)
    repeated_growth: bool = False  # growth in 2024 and growth in 2023
    deficit: bool = False  # the largest deficit is the lowest balance
    sum: bool = False  # several asked for as one sum
    members: bool = False  # the countries of a group
    basis: str | None = None
    level: str | None = None
    limit: int | None = None
    pronouns: list[int] = field(default_factory=list)  # they, them: the country of the question before
    follow: set[str] = field(default_factory=set)
    all_partners: bool = False
    all_products: bool = False

    @property
    def asks_what_there_is(self) -> bool:
        """Whether it is about the figures themselves: how recent, from where; words left over change nothing then."""
        about = "coverage" in self.kinds or any(w.means("about", "data") for w in self.words)
        named = self.flows or self.verbs or self.places or self.products or self.times or self.reporter
        return about and not named and not self.unknown and not self.refused

    @property
    def partners(self) -> tuple[str, ...]:
        """Codes of the places, each once."""
        return tuple(dict.fromkeys(p.code for p in self.places))

    def has_list(self, *values: str) -> bool:
        """Whether one of these is listed."""
        return any(v in values for _, v in self.lists)


def flow_of_verb(verb: str) -> Flow:
    """What the reporter's own selling and buying are."""
    return _FLOW_OF_VERB[verb]
