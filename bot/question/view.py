"""The reporter's own view: whose exports or imports a sentence speaks of (INTERFACE section 5, Flow)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.figure import Flow
from bot.question.slots import Named, Slots, flow_of_verb
from bot.question.words import Word

_OPPOSITE: dict[Flow, Flow] = {"exports": "imports", "imports": "exports"}
_CONTRARY: dict[Flow, str] = {"exports": "from", "imports": "to"}  # a partner's preposition that contradicts the flow
AGAINST: dict[Flow, str] = {"exports": "to", "imports": "from"}  # the reporter's preposition that does


@dataclass(frozen=True, slots=True)
class View:
    """The flows in the reporter's view. turned: the sentence spoke of the partner's."""

    flows: tuple[Flow, ...]
    turned: bool = False


def view(slots: Slots) -> View:
    """The reporter's view of what a question says."""
    flows = _flows(slots)
    turned = _turned(slots, flows)
    if turned:
        flows = tuple(_OPPOSITE.get(f, f) for f in flows)
    return View(tuple(dict.fromkeys(flows)), turned)


def _flows(slots: Slots) -> tuple[Flow, ...]:
    """The flows as the words say: the nouns, else the verbs, else where goods went or came from."""
    named = tuple(flow for _, flow in slots.flows)
    acted = tuple(flow_of_verb(verb) for _, verb in slots.verbs)
    return named or acted or tuple(flow for _, flow in slots.moved)


def _turned(slots: Slots, flows: tuple[Flow, ...]) -> bool:
    """Whether the words give the partner's side, or a preposition contradicts the flow."""
    if set(flows) - {"exports", "imports"} or not flows:
        return False
    if slots.flows and slots.has_list("buyer", "supplier"):
        return False
    if not slots.flows:
        return bool(slots.verbs) and _subject_of_verb(slots)
    turning = (AGAINST[flows[0]], "toward" if flows[0] == "exports" else None)
    if len(set(flows)) == 1 and any(r.prep and r.prep in turning for r in slots.reporter):
        return True
    if (subject := _subject_of_flow(slots)) is not None:
        return subject
    preps = {p.prep for p in slots.places}
    return len(set(flows)) == 1 and _CONTRARY[flows[0]] in preps


def _subject_of_verb(slots: Slots) -> bool:
    """`Japan bought`, `which country buys`: another country is the one that acts."""
    at, verb = slots.verbs[0]
    if any(r.at < at and r.prep is None for r in slots.reporter):
        return False
    before = [p for p in slots.places if p.at < at and p.prep in (None, "of", "in")]
    before += [Named("", they) for they in slots.pronouns if they < at]
    listed = _listed_subject(slots, at)
    object_prep = {"buy": "from", "sell": "to"}[verb]
    by = any(p.prep == "by" for p in slots.places)
    ours = any(r.at > at and r.prep in (object_prep, None) for r in slots.reporter)
    return bool(before or listed or by or ours)


def _subject_of_flow(slots: Slots) -> bool | None:
    """A partner right before the flow: as in the press it is the partner, unless the reporter stands on the other side.

    None where no partner stands there.
    """
    at, flow = slots.flows[0]
    subject = right_before(slots, at)
    if subject is None and not (subject := _asked_subject(slots, at)):
        return None
    return any(
        (r.at > min(subject.at, at) and r.prep in (AGAINST[flow], "toward"))
        or (flow == "imports" and r.at > at and r.prep == "of")
        or _is_object(slots, r, at)
        for r in slots.reporter
    )


def _is_object(slots: Slots, reporter: Named, at: int) -> bool:
    """美国进口柬埔寨大米: where nothing is spaced, the reporter right after the flow is the other side of it."""
    return reporter.at == at + 1 and reporter.prep is None and not slots.words[at + 1].piece.spaced


def right_before(slots: Slots, at: int) -> Named | None:
    """The partner without a preposition that stands right before the flow at a word, products and small words aside."""
    for place in reversed(slots.places):
        placed = place.at < at and place.prep not in ("to", "from", "with", "toward", "between")
        if placed and all(_passable(w) for w in slots.words[place.at + 1 : at]):
            return place
    return None


def _passable(word: Word) -> bool:
    """Small words, times, and the other side where it stands before the flow (中国对美国出口)."""
    tags = ("filler", "link", "product", "mark", "join", "list", "kind", "order", "time", "partner", "reporter")
    other_side = any(word.means("prep", prep) for prep in ("to", "from", "with", "toward"))
    return word.time is not None or not word.piece.meanings or other_side or any(word.means(tag) for tag in tags)


def _asked_subject(slots: Slots, at: int) -> Named | None:
    """`who exports to us`, `which country imports from us`: a list is the subject."""
    listed = _listed_subject(slots, at)
    return Named("", listed[0]) if listed else None


def _listed_subject(slots: Slots, at: int) -> list[int]:
    """Countries that are asked for before a word, and not as those that something goes to or comes from."""
    asked = [i for i, value in slots.lists if i < at and value in ("partner", "who")]
    aside = ("to", "from", "with", "toward")
    return [i for i in asked if not (i and any(slots.words[i - 1].means("prep", prep) for prep in aside))]
