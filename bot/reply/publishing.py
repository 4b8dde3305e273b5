"""What admins are told on the way from a file to a release, beside its preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Final

from bot.model.draft import Problem
from bot.model.reply import Reply
from bot.reply.chat import sentence
from bot.reply.preview import how_to_set
from bot.reply.problems import problem_reason
from bot.reply.tongue import _, tongue
from bot.reply.voice import Names, voice

_SETTLED: Final = {
    "published": _("Published as release {release}."),
    "dropped": _("Dropped: nothing was published."),
    "nothing_new": _("Nothing new: every figure of this file is there already."),
    "replaced": _("The figures have changed since this preview: a newer one is below."),
    "gone": _("This upload has waited too long. Please send the file again."),
}


def settled(language: str, outcome: str, release: int | None) -> str:
    """What became of an upload that does not wait any more; fits over the chat."""
    return tongue(language).say(_SETTLED[outcome], release=release or "")


def being_published(language: str) -> str:
    """Somebody has tapped before."""
    return tongue(language).say(_("It is being published."))


def with_verdict(preview_html: str, verdict: str) -> Reply:
    """A preview whose last paragraph, which said that it waits, says what became of it."""
    shown, _between, _waits = preview_html.rpartition("\n\n")
    return Reply(verdict, f"{shown}\n\n<b>{escape(verdict, quote=False)}</b>")


def not_fetched(language: str, file: str) -> Reply:
    """Telegram did not hand a file over, several times."""
    return sentence(
        tongue(language).say(_("{file} could not be fetched from Telegram. Please send it again."), file=file)
    )


def not_set(names: Names, language: str, problems: Sequence[Problem]) -> Reply:
    """/set with something that cannot be taken: what it is, without the places of a file."""
    said = voice(names, language)
    reasons = [said.tongue.capital(problem_reason(said, replace(each, row=None, column=None))) for each in problems]
    return sentence("\n".join([*reasons, how_to_set(language).text]))


def announced(language: str, release: int, heard: int) -> Reply:
    """An announcement has come to its end."""
    speech = tongue(language)
    return sentence(
        speech.count(
            "Release {release}: {number} chat was told.", "Release {release}: {number} chats were told.", heard,
            release=release,
        )
    )  # fmt: skip


def left_aside(language: str, command: str, text: str, reply: Reply) -> Reply:
    """The reply to a command that takes nothing, or something else, and was given a text."""
    note = tongue(language).say(_("“{text}” was left aside: {command} does not take it."), text=text, command=command)
    return Reply(f"{note}\n{reply.text}", f"{escape(note, quote=False)}\n{reply.html}", reply.buttons, reply.document)
