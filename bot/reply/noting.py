"""The notes of an answer as sentences: all of them, and the few that are shown beside the figure."""

from __future__ import annotations

from typing import Final

from bot.model.answer import Answer, Note
from bot.model.figure import TOTAL, WORLD, Key
from bot.model.query import Kind, Query
from bot.reply.phrases import apart, listed
from bot.reply.remarks import note_text, quoted, reason_text
from bot.reply.subjects import subject
from bot.reply.voice import Voice

MOST: Final = 5
EVERY: Final = 1000  # no list is longer
MOST_NAMED: Final = 4  # derived values; more of them are counted
_MARKED: Final[set[Kind]] = {"value", "extreme", "average", "growth"}  # their lines say what is provisional
_LISTS: Final[set[Kind]] = {"rank", "contribution"}


def all_notes(said: Voice, answer: Answer) -> list[str]:
    """Every note in full, what was corrected and what was left out first; a reason too where its list is cut."""
    reason = reason_text(said, answer.reason, EVERY) if answer.reason else ""
    cut = [reason] if answer.reason and reason != reason_text(said, answer.reason) else []
    notes = (note_text(said, note, EVERY) for note in _once(list(answer.notes), "small_base"))
    return list(dict.fromkeys([*_of_the_words(said, answer), *cut, *notes]))


def shown_notes(said: Voice, answer: Answer) -> list[str]:
    """Those that matter beside the figure and do not stand in its lines already; derived ones as one sentence."""
    shown = [note for note in answer.notes if _matters(answer, note)]
    derived = [note for note in shown if note.code == "derived"]
    lines = _of_the_words(said, answer)
    lines += [
        note_text(said, note) for note in _once(_once(shown, "year_assumed"), "small_base") if note.code != "derived"
    ]
    lines += [_derived(said, answer.query, derived)] if derived else []
    lines = list(dict.fromkeys(lines))
    if len(lines) <= MOST:
        return lines
    return [*lines[: MOST - 1], said.count("{number} more note.", "{number} more notes.", len(lines) - MOST + 1)]


def _once(notes: list[Note], code: str) -> list[Note]:
    """The notes with those of one code, which several periods have, as one at the place of the first."""
    periods = tuple(dict.fromkeys(note.facts["period"] for note in notes if note.code == code))
    if len(periods) < 2:
        return notes
    first = next(at for at, note in enumerate(notes) if note.code == code)
    rest = [note for note in notes if note.code != code]
    return [*rest[:first], Note(code, {"period": periods}), *rest[first:]]


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
        case "coverage" | "published_growth" | "others":
            return False
        case "rank_among":
            return kind == "rank" and not (headline and headline.measure == "rank")
        case "left_out" | "left_out_rough" | "rough_in_rank":
            return kind in _LISTS
        case "rounded_growth":
            return kind == "growth"
        case "provisional":
            return kind not in _MARKED or (headline is not None and headline.status == "final")
        case "no_base":
            return kind != "value" or _is_year_earlier(answer, note)
        case "ytd_missing":
            return False
        case "derived":
            return kind != "value" or _is_asked(answer.query, note)
        case "missing_flow":
            return kind != "overview" or not _follows(answer, note)
    return True


def _follows(answer: Answer, note: Note) -> bool:
    """Whether it is the trade or the balance that is missing, as exports or imports are."""
    side = any(n.code == "missing_flow" and n.facts["flow"] in ("exports", "imports") for n in answer.notes)
    return side and note.facts["flow"] in ("trade", "balance")


def _is_asked(query: Query | None, note: Note) -> bool:
    """Whether it is a value that the query names itself; one beside it is marked where it stands."""
    facts = note.facts
    named = query is not None and facts["partner"] in query.partners and facts["product"] in query.products
    return named and query is not None and facts["period"] in query.periods


def _is_year_earlier(answer: Answer, note: Note) -> bool:
    """Whether it is the figure a year before one that was asked for that is missing."""
    earlier = {period.year_earlier() for period in answer.query.periods} if answer.query else set()
    return note.facts.get("period") in earlier


def _derived(said: Voice, query: Query | None, notes: list[Note]) -> str:
    """Which values were worked out, each with its rounding; the only one that was asked for goes without its name."""
    if len(notes) > MOST_NAMED:
        return _many_derived(said, notes)
    values = [(_parts(said, query, note, notes), _margin(said, note)) for note in notes]
    if len(values) == 1 and not values[0][0]:
        return _one_derived(said, values[0][1])
    named = [
        said.say("{name}, give or take {precision}", name=name, precision=margin) if margin else name
        for name, margin in values
    ]
    return said.say("Worked out from other published figures: {values}.", values=apart(said, *named))


def _one_derived(said: Voice, margin: str) -> str:
    if margin:
        return said.say("Worked out from other published figures, give or take {precision}.", precision=margin)
    return said.say("Worked out from other published figures.")


def _many_derived(said: Voice, notes: list[Note]) -> str:
    widest = max(notes, key=lambda note: note.facts["precision"] or 0.0)
    if margin := _margin(said, widest):
        return said.count(
            "{number} value was worked out from other published figures, give or take {precision}.",
            "{number} values were worked out from other published figures, give or take up to {precision}.",
            len(notes),
            precision=margin,
        )
    return said.count(
        "{number} value was worked out from other published figures.",
        "{number} values were worked out from other published figures.",
        len(notes),
    )


def _margin(said: Voice, note: Note) -> str:
    """The rounding of a derived value; empty where it was worked out from exact figures."""
    precision = note.facts["precision"]
    return "" if precision is None else said.margin(precision)


def _parts(said: Voice, query: Query | None, note: Note, notes: list[Note]) -> str:
    """What tells the value from the others, of the query or worked out; empty where it is the only one."""
    key, keys = _key(note), [_key(each) for each in notes]
    asked = query is not None and (query.flows, query.partners, query.products) == (key[:1], key[1:2], key[2:3])
    alone = asked and len({each[:3] for each in keys}) == 1
    now = query is not None and query.periods == (key.period,) and len({each.period for each in keys}) == 1
    return listed(said, "" if alone else subject(said, *key[:3]), "" if now else said.period(key.period))


def _key(note: Note) -> Key:
    facts = note.facts
    return Key(facts["flow"], facts.get("partner", WORLD), facts.get("product", TOTAL), facts["period"])
