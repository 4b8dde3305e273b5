"""`ask` and `chat`: the same conversation that Telegram has."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import click

from bot.cli.surroundings import Load, complain, today

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.model.reply import Reply
    from bot.settings import Settings

LANGUAGES: Final = click.Choice(["en", "km", "zh"])


@click.command()
@click.argument("words", nargs=-1, metavar="QUESTION")
@click.option("--batch", metavar="FILE", help="Answer each line of FILE (or -), a JSON object with id and question.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one answer a line.")
@click.option("--today", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Take this day as today.")
@click.option("--lang", type=LANGUAGES, help="Answer in this language, not the question's.")
@click.option("--explain", is_flag=True, help="Print how the question was read, word by word, and the rows.")
@click.pass_obj
def ask(
    load: Load,
    words: tuple[str, ...],
    batch: str | None,
    as_json: bool,
    day: datetime | None,
    lang: str | None,
    explain: bool,
) -> None:
    """Answer one question, or each of a file.

    In a file, lines with the same "conversation" are one chat, in order; "today" may be given a line. A line that
    cannot be read is named on standard error, the others are answered, and the exit status is 1.
    """
    if bool(words) == bool(batch):
        raise click.UsageError("Give a question, or --batch FILE.")
    if explain and (batch or as_json):
        raise click.UsageError("--explain goes with one question, in words.")
    settings, question = load(), _text(" ".join(words))
    at = day.date() if day else today(settings)
    with opened(settings) as assistant:
        if batch:
            _answer_all(assistant, batch, at, lang)
        elif explain:
            for what, how in assistant.explain(question, today=at):
                click.echo(f"{what:<20} {how}")
        else:
            reply = assistant.ask(question, today=at, language=lang)
            click.echo(_line(reply.data) if as_json else reply.text)


@contextmanager
def opened(settings: Settings) -> Iterator[Assistant]:
    """An assistant with the configured database."""
    from bot.assistant import Assistant
    from bot.database import open_store
    from bot.words import lexicon

    with open_store(settings) as store:
        yield Assistant(store, lexicon(), reporter=settings.bot.reporter, default_language=settings.bot.language)


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of a batch."""

    id: str
    question: str
    conversation: str | None
    today: date | None

    @classmethod
    def read(cls, line: str) -> Asked:
        """ValueError says what is wrong with the line."""
        try:
            found = json.loads(line)
        except ValueError:
            raise ValueError("not JSON") from None
        if not isinstance(found, dict):
            raise ValueError("not a JSON object")
        for key in ("id", "question"):
            if not isinstance(found.get(key), str):
                raise ValueError(f'"{key}" has to be a text')
        for key in ("conversation", "today"):
            if not isinstance(found.get(key), str | None):
                raise ValueError(f'"{key}" has to be a text, or left out')
        return cls(found["id"], found["question"], found.get("conversation"), _day(found.get("today")))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError('"today" has to be YYYY-MM-DD') from None


def _answer_all(assistant: Assistant, name: str, at: date, lang: str | None) -> None:
    wrong = 0
    with _lines(name) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                asked = Asked.read(line)
            except ValueError as error:
                complain(f"{name}: line {number}: {error}")
                wrong += 1
                continue
            try:
                click.echo(_answer(assistant, asked, at, lang))
            except OSError:  # nobody reads on
                raise
            except Exception:  # a bug must not keep the answers to the other lines back
                complain(f"{name}: line {number}: a fault of the program")
                traceback.print_exc()
                wrong += 1
    sys.exit(1 if wrong else 0)


def _answer(assistant: Assistant, asked: Asked, at: date, lang: str | None) -> str:
    question, day = _text(asked.question), asked.today or at
    reply = assistant.ask(question, conversation=asked.conversation, today=day, language=lang, id=asked.id)
    return _line(reply.data)


@contextmanager
def _lines(name: str) -> Iterator[Iterator[str]]:
    """The lines of a file, or of standard input where it is `-`; each as soon as it is there."""
    if name == "-":
        yield (line.decode("utf-8-sig", "replace") for line in sys.stdin.buffer)
        return
    with open(name, encoding="utf-8-sig", errors="replace") as file:
        yield file


def _text(typed: str) -> str:
    """What was typed, without bytes that are no UTF-8 (the terminal hands them on as surrogates)."""
    return typed.encode("utf-8", "replace").decode()


def _line(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


@click.command()
@click.option("--today", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Take this day as today.")
@click.option("--lang", type=LANGUAGES, help="Answer in this language, not the question's.")
@click.pass_obj
def chat(load: Load, day: datetime | None, lang: str | None) -> None:
    """Talk to the bot in the terminal. Ctrl-D (or exit) ends."""
    from bot.cli.terminal import converse

    settings = load()
    with opened(settings) as assistant:

        def answer(text: str, alone: bool) -> Reply:
            at, before = day.date() if day else today(settings), "" if alone else None
            return assistant.ask(_text(text), conversation="terminal", before=before, today=at, language=lang)

        converse(answer)
