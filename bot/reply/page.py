"""A reply before it is written out: its lines by what they are."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.answer import Source


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a reply, in the order in which they are shown.

    reading   what was understood
    figure    the number asked for, or the first of them
    details   what stands beside it
    notes     what a careful analyst would add
    sources   where the figures come from
    offers    questions that can be sent back, after a line that says why
    folded    further notes and how each number came about; only where there is a place to fold them away
    """

    reading: str = ""
    figure: str = ""
    details: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    offers: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Worded:
    """The sentences of an answer, all of them, as they stand in its JSON.

    reading                    what was understood; empty where nothing was
    alternatives, suggestions  questions that can be sent back
    """

    reading: str
    notes: list[str]
    working: list[str]
    alternatives: list[str]
    suggestions: list[str]
