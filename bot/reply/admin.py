"""What admins are told: the state of the figures, the releases, what was taken back, and who was refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Final

from babel.dates import format_datetime

from bot.model.figure import FLOWS, Figure, Flow, Release
from bot.model.period import Month
from bot.model.reply import Button, Document, Reply
from bot.reply import spans
from bot.reply.chat import sentence
from bot.reply.money import money
from bot.reply.tongue import Tongue, _, tongue
from bot.reply.voice import FLOW_NAMES

MOST_RELEASES: Final = 10
MOST_MONTHS: Final = 12
MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Tried:
    """Somebody who is no admin tried what only admins may: when (local time), who, and what."""

    at: datetime
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What /status tells. counts: how many figures of single months there are; size in bytes; questions by status."""

    figures: int
    counts: Sequence[tuple[Flow, Month, int]]
    release: Release | None
    size: int
    questions: dict[str, int]
    tried: Sequence[Tried]


def refused(language: str) -> Reply:
    """What somebody hears who is no admin."""
    return sentence(tongue(language).say(_("Only the admins of this bot can do that. Questions are welcome: /help")))


def status(language: str, standing: Standing) -> Reply:
    """Coverage by month, the latest release, the size of the database, the questions of today, who was refused."""
    speech = tongue(language)
    lines = [
        speech.count("{number} figure", "{number} figures", standing.figures),
        *_coverage(speech, standing.counts),
        _last(speech, standing.release),
        speech.say(_("Database: {size} MB"), size=f"{standing.size / MEGABYTE:,.1f}"),
        _questions(speech, standing.questions),
        *_tried(speech, standing.tried),
    ]
    return sentence("\n".join(lines))


def _coverage(speech: Tongue, counts: Sequence[tuple[Flow, Month, int]]) -> list[str]:
    """For each of the latest months how many figures of each flow there are."""
    months = sorted({month for _flow, month, _count in counts}, reverse=True)
    shown = [_month_line(speech, month, counts) for month in months[:MOST_MONTHS]]
    if len(months) <= MOST_MONTHS:
        return shown
    more = speech.count("and {number} earlier month, from {first}", "and {number} earlier months, from {first}",
                        len(months) - MOST_MONTHS, first=spans.month_text(speech, months[-1]))  # fmt: skip
    return [*shown, more]


def _month_line(speech: Tongue, month: Month, counts: Sequence[tuple[Flow, Month, int]]) -> str:
    of_month = {flow: count for flow, each, count in counts if each == month}
    parts = [f"{speech.say(FLOW_NAMES[flow])} {of_month[flow]}" for flow in FLOWS if flow in of_month]
    return f"{spans.month_text(speech, month)}: {', '.join(parts)}"


def _last(speech: Tongue, release: Release | None) -> str:
    if release is None:
        return speech.say(_("No release yet"))
    return speech.say(_("Latest release: {release}"), release=release_line(speech, release))


def release_line(speech: Tongue, release: Release) -> str:
    """One release: its number, when, what file, how many figures. release.at is in the local time to show."""
    return speech.say(
        _("{number} of {time}: {file}, {new} new, {revised} revised, by {by}"),
        number=release.number,
        time=_time(speech, release.at),
        file=release.file,
        new=release.new,
        revised=release.revised,
        by=release.by,
    )


def _time(speech: Tongue, at: datetime) -> str:
    return str(format_datetime(at, "d MMM yyyy HH:mm", locale=speech.locale))


def _questions(speech: Tongue, by_status: dict[str, int]) -> str:
    asked = speech.count("{number} question today", "{number} questions today", sum(by_status.values()))
    open_ones = by_status.get("not_understood", 0)
    if not open_ones:
        return asked
    return speech.say(_("{questions}, {number} of them not understood"), questions=asked, number=open_ones)


def _tried(speech: Tongue, attempts: Sequence[Tried]) -> list[str]:
    if not attempts:
        return []
    return [
        speech.say(_("Refused, as they are no admins:")),
        *(f"{_time(speech, each.at)} {each.name}: {each.what}" for each in attempts),
    ]


def history(language: str, releases: Sequence[Release]) -> Reply:
    """The latest releases, newest first, with a button to take the last one back."""
    speech = tongue(language)
    if not releases:
        return sentence(speech.say(_("There is no release yet.")))
    shown = list(reversed(releases))[:MOST_RELEASES]
    lines = [release_line(speech, each) for each in shown]
    if len(releases) > len(shown):
        lines.append(speech.count("and {number} earlier one", "and {number} earlier ones", len(releases) - len(shown)))
    return sentence("\n".join(lines), undo_button(speech, shown[0].number))


def undo_button(speech: Tongue, number: int) -> Button:
    """Takes one release back when it is tapped."""
    return Button(speech.say(_("Take release {number} back"), number=number), f"/undo {number}")


def figure_history(language: str, what: str, values: Sequence[tuple[Figure, Release]]) -> Reply:
    """The values that one figure has had, oldest first. what: the figure in words."""
    speech = tongue(language)
    if not values:
        return sentence(speech.say(_("{what}: never published as a figure of its own."), what=what))
    lines = [
        speech.say(
            _("{value}, release {release}"),
            value=money(figure.value, figure.precision, language=language),
            release=release_line(speech, release),
        )
        for figure, release in values
    ]
    return Reply("\n".join([what, *lines]), f"<b>{escape(what)}</b>\n" + "\n".join(escape(line) for line in lines))


def undone(language: str, release: Release) -> Reply:
    """A release was taken back."""
    speech = tongue(language)
    return sentence(
        speech.say(
            _("Release {release} was taken back. The figures are as they were before it."),
            release=release_line(speech, release),
        )
    )


def undo_refused(language: str, number: int, blocking: Iterable[int]) -> Reply:
    """Later releases changed the figures of that one."""
    speech = tongue(language)
    later = sorted(blocking, reverse=True)
    return sentence(
        speech.say(
            _("Release {number} cannot be taken back alone: later releases changed its figures. First: {later}"),
            number=number,
            later=", ".join(map(str, later)),
        ),
        *(undo_button(speech, each) for each in later[:3]),
    )


def no_such_release(language: str, number: int | None) -> Reply:
    """There is nothing to take back, or not under that number."""
    speech = tongue(language)
    if number is None:
        return sentence(speech.say(_("There is no release to take back.")))
    return sentence(speech.say(_("There is no release {number}. /history lists them."), number=number))


def undo_needs_number(language: str, text: str) -> Reply:
    """/undo was given something that is no number."""
    return sentence(tongue(language).say(_("“{text}” is no release: /undo or, for one of them, /undo 7"), text=text))


def undo_unclear(language: str, releases: Sequence[Release]) -> Reply:
    """The bot stopped in the middle of an /undo: it is not done again unasked."""
    speech = tongue(language)
    before = sentence(speech.say(_("I was restarted in the middle of this. Please look whether it was done:")))
    after = history(language, releases)
    return Reply(f"{before.text}\n{after.text}", f"{before.html}\n{after.html}", after.buttons)


def handed_over(language: str, what: str, document: Document) -> Reply:
    """A file, with a word on what it is: `export`, `template` or `backup`."""
    sentences = {
        "export": _("All figures. Sent back to me, they change nothing."),
        "template": _("Fill it in and send it back. Nothing is published before you tap Publish."),
        "backup": _("A copy of the whole database, as it is now."),
    }
    plain = sentence(tongue(language).say(sentences[what]))
    return Reply(plain.text, plain.html, document=document)


def too_large_to_send(language: str, size: int, command: str) -> Reply:
    """Telegram takes files of up to 50 MB from bots; command is the way on the command line."""
    speech = tongue(language)
    text = speech.say(
        _("The file has {size} MB, more than Telegram takes from a bot. On the server: {command}"),
        size=f"{size / MEGABYTE:,.0f}",
        command=command,
    )
    return sentence(text)
