"""Answer -> Reply: the page of each status, written out as text, HTML, JSON and buttons."""

from __future__ import annotations

from typing import Final

from bot.model.answer import Answer
from bot.model.period import Period
from bot.model.query import Query
from bot.model.reply import Button, Reply
from bot.reply import asking, spans
from bot.reply.answer_json import answer_data
from bot.reply.guide import help_buttons, help_page
from bot.reply.layouts import shown
from bot.reply.noting import all_notes, shown_notes
from bot.reply.page import Page, Worded
from bot.reply.remarks import reason_text
from bot.reply.voice import Names, Voice, voice
from bot.reply.working import step_text
from bot.reply.writing import html, plain

MOST_OFFERS: Final = 4
MOST_BUTTONS: Final = 8


def reply(answer: Answer, question: str, names: Names, language: str, id: str | None = None) -> Reply:
    """The answer in a language (`en`, `km`, `zh`). `question` is what was asked, `id` the name of a line of a batch."""
    said = voice(names, language)
    worded = Worded(
        reading=asking.reading(said, answer.query) if answer.query else "",
        notes=all_notes(said, answer),
        working=list(dict.fromkeys(step_text(said, step) for step in answer.steps)),
        alternatives=[asking.question(said, query) for query in answer.alternatives],
        suggestions=[asking.question(said, query) for query in answer.suggestions],
    )
    page = _page(said, answer, worded)
    text = plain(said.tongue, page)
    data = answer_data(answer, worded, id=id, question=question, text=text)
    return Reply(text, html(said.tongue, page), _buttons(said, answer), data=data)


def _page(said: Voice, answer: Answer, worded: Worded) -> Page:
    if answer.status != "answered" or answer.query is None:
        return _refusal(said, answer, worded)
    if answer.query.kind == "help":
        return help_page(said.tongue, worded.suggestions)
    figure, details = shown(said, answer, answer.query)
    notes = shown_notes(said, answer)
    return Page(
        reading=worded.reading,
        figure=figure,
        details=details,
        notes=tuple(notes),
        sources=answer.sources,
        offers=tuple(said.say("Or: {question}", question=q) for q in worded.alternatives[:MOST_OFFERS]),
        folded=(*(note for note in worded.notes if note not in notes), *worded.working),
    )


def _refusal(said: Voice, answer: Answer, worded: Worded) -> Page:
    """Why there is no number, what there is instead, and questions that do work."""
    offered = [*worded.alternatives, *worded.suggestions]
    if answer.status == "not_understood" and not offered:
        offered = [said.say("exports to the United States January 2025")]
    if answer.status == "ambiguous":
        lines = [said.say("- {question}", question=q) for q in offered]
    else:
        lines = [said.say("Try: {question}", question=q) for q in offered[:MOST_OFFERS]]
    return Page(
        reading=worded.reading if answer.status == "no_data" else "",
        figure=reason_text(said, answer.reason) if answer.reason else said.say("That was not understood."),
        details=tuple(_instead(said, answer)),
        notes=tuple(shown_notes(said, answer)),
        sources=answer.sources,
        offers=tuple(lines),
    )


def _instead(said: Voice, answer: Answer) -> list[str]:
    facts = answer.reason.facts if answer.reason else {}
    lines = []
    if facts.get("available"):
        lines.append(_available(said, facts["available"]))
    latest, available = facts.get("latest"), facts.get("available") or ()
    if answer.reason and answer.reason.code != "not_yet" and latest and latest not in {p.end for p in available}:
        lines.append(said.say("The latest month there is: {month}.", month=said.month(latest)))
    return lines


def _available(said: Voice, periods: tuple[Period, ...]) -> str:
    """What there is nearby: so many are only the nearest of them."""
    text = spans.available_text(said.tongue, periods)
    if len(periods) < spans.SHOWN:
        return said.say("There are figures for: {periods}.", periods=text)
    return said.say("There are figures, among others, for: {periods}.", periods=text)


def _buttons(said: Voice, answer: Answer) -> tuple[Button, ...]:
    if answer.query and answer.query.kind == "help" and not answer.suggestions:
        return help_buttons(said.tongue)
    queries: list[Query] = list(dict.fromkeys([*answer.alternatives, *answer.suggestions]))
    return tuple(Button(asking.label(said, q), asking.question(said, q)) for q in queries[:MOST_BUTTONS])
