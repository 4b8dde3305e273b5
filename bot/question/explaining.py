"""How a question was read, step by step, for whoever adds a word or hunts a wrong reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from bot.model.coverage import Coverage
from bot.model.query import Query
from bot.question.reading import read
from bot.question.spelling import spelt
from bot.question.words import Word, words
from bot.words import Lexicon


def explain(
    text: str, lexicon: Lexicon, coverage: Coverage, today: date, before: Query | None = None
) -> Iterator[tuple[str, str]]:
    """(what, how it was understood): each word with its tags, what was corrected, then the query or the reason."""
    found = spelt(text, lexicon)
    for typed, as_read in found.corrections:
        yield typed, f"read as {as_read}"
    for word in words(found.pieces, today):
        yield word.text, _tags(word)
    reading = read(text, lexicon, coverage, today, before)
    if reading.reason is not None:
        yield reading.status, f"{reading.reason.code} {dict(reading.reason.facts)}"
    if reading.query is not None:
        yield from ((field.name, str(getattr(reading.query, field.name))) for field in fields(reading.query))
    for note in reading.notes:
        yield "note", f"{note.code} {dict(note.facts)}"


def _tags(word: Word) -> str:
    if word.time is not None:
        return str(word.time)
    if word.number is not None:
        return f"number {word.number}"
    return ", ".join(f"{m.tag} {m.value}" for m in word.piece.meanings) or "not known"
