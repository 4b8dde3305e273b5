"""The questions of the corpus as cases. The form of the files is told in questions.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent
OPEN: Final = ("questions", "questions_km", "questions_zh")  # the reader may be made by these
HELD: Final = ("held", "held_second", "held_third")  # and not by these


@dataclass(frozen=True, slots=True)
class Turn:
    """One question, and what is expected of it: a Query (the status is answered), or a status and perhaps a reason."""

    ask: str
    status: str
    query: Mapping[str, Any]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One question, or the turns of one conversation. section: the kind that is asked for, refused or conversation."""

    file: str
    section: str
    today: date
    turns: tuple[Turn, ...]
    id: str | None = None

    def __str__(self) -> str:
        return f"{self.file}: {' / '.join(turn.ask for turn in self.turns)}"


def cases(file: str) -> list[Case]:
    """All cases of a file of this folder, named without its ending."""
    with (FOLDER / f"{file}.toml").open("rb") as opened:
        content = tomllib.load(opened)
    return [*_meanings(file, content), *_refused(file, content), *_conversations(file, content)]


def _meanings(file: str, content: Mapping[str, Any]) -> Iterator[Case]:
    for meaning in content["meaning"]:
        section = meaning["query"].get("kind", "any")
        for ask in meaning["asks"]:
            turn = Turn(ask, "answered", meaning["query"])
            yield Case(file, section, _today(meaning, content), (turn,), meaning.get("id"))


def _refused(file: str, content: Mapping[str, Any]) -> Iterator[Case]:
    for refused in content["refused"]:
        for ask in refused["asks"]:
            turn = Turn(ask, refused["status"], refused.get("query", {}), refused.get("reason"))
            yield Case(file, "refused", _today(refused, content), (turn,))


def _conversations(file: str, content: Mapping[str, Any]) -> Iterator[Case]:
    for talk in content["conversation"]:
        turns = (Turn(turn["ask"], turn.get("status", "answered"), turn.get("query", {})) for turn in talk["turns"])
        yield Case(file, "conversation", _today(talk, content), tuple(turns))


def _today(part: Mapping[str, Any], content: Mapping[str, Any]) -> date:
    return date.fromisoformat(part.get("today", content["today"]))
