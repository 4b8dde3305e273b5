"""Answer -> Reply: the page of each status, written out as text, HTML, JSON and buttons."""

from __future__ import annotations

from typing import Final

from bot.model.answer import Answer
from bot.model.query import Query
from bot.model.reply import Button, Reply
from bot.reply import asking, spans
from bot.reply.answer_json import answer_data
from bot.reply.guide import help_buttons, help_page
from bot.reply.layouts import shown
from bot.reply.page import Page
from bot.reply.remarks import note_text, quoted, reason_text
from bot.reply.voice import Names, Voice, voice
from bot.reply.working import step_text
from bot.reply.writing import html, plain

MOST_NOTES: Final = 6
MOST_OFFERS: Final = 4
MOST_BUTTONS: Final = 8


def reply(answer: Answer, question: str, names: Names, language: str, id: str | None = None) -> Reply:
    """The answer in a language (`en`, `km`, `zh`). `question` is what was asked, `id` the name of a line of a batch."""
    said = voice(names, language)
    heading = asking.reading(said, answer.query) if answer.query else ""
    alternatives = [asking.question(said, query) for query in answer.alternatives]
    suggestions = [asking.question(said, query) for query in answer.suggestions]
    notes = _notes(said, answer)
    working = [step_text(said, step) for step in answer.steps]
    page = _page(said, answer, heading, alternatives, suggestions)
    text = plain(said.tongue, page)
    data = answer_data(
        answer, id=id, question=question, reading=heading, notes=notes, working=working,
        alternatives=alternatives, suggestions=suggestions, text=text,
    )  # fmt: skip
    return Reply(text, html(said.tongue, page), _buttons(said, answer), data=data)


def _page(said: Voice, answer: Answer, heading: str, alternatives: list[str], suggestions: list[str]) -> Page:
    if answer.status != "answered" or answer.query is None:
        return _refusal(said, answer, heading, [*alternatives, *suggestions])
    if answer.query.kind == "help":
        return help_page(said.tongue)
    figure, details = shown(said, answer, answer.query)
    return Page(
        reading=heading,
        figure=figure,
        details=details,
        notes=tuple(_notes(said, answer, text=True)),
        sources=answer.sources,
        offers=tuple(said.say("Or: {question}", question=q) for q in alternatives[:MOST_OFFERS]),
        working=tuple(step_text(said, step) for step in answer.steps),
    )


def _refusal(said: Voice, answer: Answer, heading: str, offered: list[str]) -> Page:
    """Why there is no number, what there is instead, and questions that do work."""
    lines = [said.say("Try: {question}", question=q) for q in offered[:MOST_OFFERS]]
    if answer.status == "ambiguous":
        lines = [said.say("- {question}", question=q) for q in offered]
    elif answer.status == "not_understood" and not offered:
        lines = [said.say("Try: {question}", question=said.say("exports to the United States January 2025"))]
    return Page(
        reading=heading if answer.status == "no_data" else "",
        figure=reason_text(said, answer.reason) if answer.reason else said.say("That was not understood."),
        details=tuple(_instead(said, answer)),
        notes=tuple(_notes(said, answer, text=True)),
        sources=answer.sources,
        offers=tuple(lines),
    )


def _instead(said: Voice, answer: Answer) -> list[str]:
    facts = answer.reason.facts if answer.reason else {}
    lines = []
    if facts.get("available"):
        lines.append(said.say("There is: {periods}.", periods=spans.periods_text(said.tongue, facts["available"])))
    if answer.status == "no_data" and facts.get("latest") and answer.reason and answer.reason.code != "not_yet":
        lines.append(said.say("The latest month there is: {month}.", month=said.month(facts["latest"])))
    return lines


def _notes(said: Voice, answer: Answer, text: bool = False) -> list[str]:
    """All notes as sentences; of the text those that do not stand in its lines already, and not too many."""
    lines = [said.say("“{typed}” was read as “{word}”.", typed=quoted(t), word=w) for t, w in answer.corrections]
    if answer.unknown and answer.status == "answered":
        words = said.join(f"“{quoted(word)}”" for word in answer.unknown)
        lines.append(said.say("Left out, as it was not understood: {words}.", words=words))
    notes = [n for n in answer.notes if not (text and _in_its_lines(answer, n.code))]
    lines += [note_text(said, note) for note in notes]
    lines = list(dict.fromkeys(lines))
    if text and len(lines) > MOST_NOTES:
        more = len(lines) - MOST_NOTES + 1
        return [*lines[: MOST_NOTES - 1], said.count("{number} more note.", "{number} more notes.", more)]
    return lines


def _in_its_lines(answer: Answer, code: str) -> bool:
    """Whether the lines beside the figure say it already."""
    headline, query = answer.headline, answer.query
    if code == "rank_among":
        return query is None or query.kind != "rank" or (headline is not None and headline.measure == "rank")
    if code == "provisional":
        single = query is not None and query.kind in ("value", "extreme")
        return single and headline is not None and headline.status == "provisional"
    return code == "coverage"


def _buttons(said: Voice, answer: Answer) -> tuple[Button, ...]:
    if answer.query and answer.query.kind == "help":
        return help_buttons(said.tongue)
    queries: list[Query] = list(dict.fromkeys([*answer.alternatives, *answer.suggestions]))
    return tuple(Button(asking.label(said, q), asking.question(said, q)) for q in queries[:MOST_BUTTONS])
