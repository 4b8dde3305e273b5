"""The notes of an answer as sentences: all of them, and the few that are shown beside the figure."""

from __future__ import annotations

from typing import Final

from bot.model.answer import Answer, Note
from bot.model.figure import TOTAL, WORLD, Key
from bot.model.query import Kind
from bot.reply.phrases import listed
from bot.reply.remarks import note_text, quoted
from bot.reply.subjects import subject
from bot.reply.voice import Voice

MOST: Final = 5
_LISTS: Final[set[Kind]] = {"rank", "contribution"}


def all_notes(said: Voice, answer: Answer) -> list[str]:
    """Every note, what was corrected and what was left out first."""
    return list(dict.fromkeys([*_of_the_words(said, answer), *(note_text(said, note) for note in answer.notes)]))


def shown_notes(said: Voice, answer: Answer) -> list[str]:
    """Those that matter beside the figure and do not stand in its lines already; derived ones as one sentence."""
    shown = [note for note in answer.notes if _matters(answer, note)]
    derived = [note for note in shown if note.code == "derived"]
    lines = _of_the_words(said, answer)
    lines += [note_text(said, note) for note in shown if note.code != "derived"]
    lines += [_derived(said, answer, derived)] if derived else []
    lines = list(dict.fromkeys(lines))
    if len(lines) <= MOST:
        return lines
    return [*lines[: MOST - 1], said.count("{number} more note.", "{number} more notes.", len(lines) - MOST + 1)]


def _of_the_words(said: Voice, answer: Answer) -> list[str]:
    lines = [said.say("“{typed}” was read as “{word}”.", typed=quoted(t), word=w) for t, w in answer.corrections]
    if answer.unknown and answer.status == "answered":
        words = said.join(f"“{quoted(word)}”" for word in answer.unknown)
        lines.append(said.say("Left out, as it was not understood: {words}.", words=words))
    return lines


def _matters(answer: Answer, note: Note) -> bool:
    """Whether the note says something of what is shown that its lines do not say."""
    kind = answer.query.kind if answer.query else None
    headline = answer.headline
    match note.code:
        case "coverage" | "published_growth":
            return False
        case "rank_among":
            return kind == "rank" and not (headline and headline.measure == "rank")
        case "left_out":
            return kind in _LISTS
        case "rounded_growth":
            return kind == "growth"
        case "provisional":
            return not (kind in ("value", "extreme") and headline and headline.status == "provisional")
        case "no_base":
            return kind != "value" or _is_year_earlier(answer, note)
        case "ytd_missing":
            return False
    return True


def _is_year_earlier(answer: Answer, note: Note) -> bool:
    """Whether it is the figure a year before one that was asked for that is missing."""
    earlier = {period.year_earlier() for period in answer.query.periods} if answer.query else set()
    return note.facts.get("period") in earlier


def _derived(said: Voice, answer: Answer, notes: list[Note]) -> str:
    """Which values were worked out, each with its rounding."""
    if len(notes) == 1 and answer.query and answer.headline and _key(notes[0]) == _headline_key(answer):
        return said.say(
            "Worked out from other published figures, give or take {precision}.",
            precision=said.margin(notes[0].facts["precision"]),
        )
    return said.say(
        "Worked out from other published figures: {values}.", values="; ".join(_value(said, n, notes) for n in notes)
    )


def _value(said: Voice, note: Note, others: list[Note]) -> str:
    key = _key(note)
    same = len({_key(other)[:3] for other in others}) == 1
    name = said.period(key.period)
    if not same:
        name = listed(said, subject(said, key.flow, key.partner, key.product), name)
    margin = said.margin(note.facts["precision"])
    return said.say("{name}, give or take {precision}", name=name, precision=margin)


def _key(note: Note) -> Key:
    facts = note.facts
    return Key(facts["flow"], facts.get("partner", WORLD), facts.get("product", TOTAL), facts["period"])


def _headline_key(answer: Answer) -> Key | None:
    row = answer.headline
    return Key(row.flow, row.partner, row.product, row.period) if row else None
