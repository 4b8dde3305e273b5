"""What admins are told: the state of the figures, the releases, what was taken back, and who was refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Final

import pandas as pd
from babel.dates import format_datetime

from bot.model.figure import FLOWS, Figure, Flow, Release, TakenBack
from bot.model.period import Month
from bot.model.reply import Button, Document, Reply
from bot.reply import spans
from bot.reply.chat import sentence
from bot.reply.exporting import escaped
from bot.reply.money import money
from bot.reply.tongue import Tongue, _, tongue
from bot.reply.voice import FLOW_NAMES

FigureHistory = Sequence[tuple[Figure, Release]]
MOST_RELEASES: Final = 10
MOST_MONTHS: Final = 12
MEGABYTE: Final = 1_000_000
_RELEASE_COLUMNS: Final = ("number", "at", "by", "file", "new", "revised", "unchanged", "skipped")


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
    more_tried: int = 0


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
        *_tried(speech, standing.tried, standing.more_tried),
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
    return speech.say(_("{month}: {counts}"), month=spans.month_text(speech, month), counts=speech.join(parts))


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
    return str(format_datetime(at, speech.say(_("d MMM yyyy HH:mm")), locale=speech.locale))


def _questions(speech: Tongue, by_status: dict[str, int]) -> str:
    asked = speech.count("{number} question today", "{number} questions today", sum(by_status.values()))
    open_ones = by_status.get("not_understood", 0)
    if not open_ones:
        return asked
    return speech.say(_("{questions}, {number} of them not understood"), questions=asked, number=open_ones)


def _tried(speech: Tongue, attempts: Sequence[Tried], more: int) -> list[str]:
    if not attempts:
        return []
    return [
        speech.say(_("Refused, as they are no admins:")),
        *(f"{_time(speech, each.at)} {each.name}: {each.what}" for each in attempts),
        *([speech.count("and {number} earlier one", "and {number} earlier ones", more)] if more else []),
    ]


def history(language: str, releases: Sequence[Release], taken_back: Sequence[TakenBack]) -> Reply:
    """The latest releases, newest first, those taken back too, with a button to take the last one back."""
    speech = tongue(language)
    lines = [line for _number, line in reversed(_all_lines(speech, releases, taken_back))]
    if not lines:
        return sentence(speech.say(_("There is no release yet.")))
    more = len(lines) - MOST_RELEASES
    earlier = speech.count(
        "and {number} earlier one: /history all", "and {number} earlier ones: /history all", max(more, 0)
    )
    shown = "\n".join([*lines[:MOST_RELEASES], *([earlier] if more > 0 else [])])
    return sentence(shown, *(undo_button(speech, each.number) for each in releases[-1:]))


def _all_lines(
    speech: Tongue, releases: Iterable[Release], taken_back: Iterable[TakenBack]
) -> list[tuple[int, str]]:  # fmt: skip
    """(number, line) of each release, by number."""
    standing = [(each.number, release_line(speech, each)) for each in releases]
    return sorted([*standing, *((each.release.number, taken_back_line(speech, each)) for each in taken_back)])


def taken_back_line(speech: Tongue, back: TakenBack) -> str:
    """One release that was taken back; its times are in the local time to show."""
    return speech.say(
        _("{release} – taken back on {time} by {by}"),
        release=release_line(speech, back.release),
        time=_time(speech, back.at),
        by=back.by,
    )


def one_release(language: str, number: int, releases: Sequence[Release], taken_back: Sequence[TakenBack]) -> Reply:
    """One release by its number."""
    found = [release for release in releases if release.number == number]
    back = [each for each in taken_back if each.release.number == number]
    return history(language, found, back) if found or back else no_such_release(language, number)


def history_file(language: str, releases: Sequence[Release], taken_back: Sequence[TakenBack]) -> Reply:
    """All releases as a table, those taken back too."""
    rows = [
        *({"taken_back_at": "", "taken_back_by": ""} | _cells(each) for each in releases),
        *({"taken_back_at": _minute(each.at), "taken_back_by": each.by} | _cells(each.release) for each in taken_back),
    ]
    columns = [*_RELEASE_COLUMNS, "taken_back_at", "taken_back_by"]
    table = pd.DataFrame(rows, columns=columns).sort_values("number")
    for name in ("file", "by", "taken_back_by"):
        table[name] = escaped(table[name].astype(str))
    document = Document("releases.csv", table.to_csv(index=False).encode("utf-8-sig"))
    plain = sentence(tongue(language).say(_("All releases.")))
    return Reply(plain.text, plain.html, document=document)


def _cells(release: Release) -> dict[str, object]:
    cells: dict[str, object] = {name: getattr(release, name) for name in _RELEASE_COLUMNS}
    return cells | {"at": _minute(release.at)}


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def undo_button(speech: Tongue, number: int) -> Button:
    """Takes one release back when it is tapped."""
    return Button(speech.say(_("Take release {number} back"), number=number), f"/undo {number}")


def figure_histories(language: str, what: str, histories: Sequence[tuple[str, FigureHistory]]) -> Reply:
    """The values that figures have had, oldest first. what: all that was asked for, then each figure, in words."""
    parts = [_figure_history(language, each, values) for each, values in histories if values]
    if not parts:
        return sentence(tongue(language).say(_("{what}: never published as a figure of its own."), what=what))
    return Reply("\n\n".join(part.text for part in parts), "\n\n".join(part.html for part in parts))


def with_history(language: str, answer: Reply, histories: Sequence[FigureHistory]) -> Reply:
    """An answer, and the values that its figures have had, oldest first."""
    lines = [line for values in histories for line in _value_lines(language, values)]
    text, html = "\n".join(lines), "\n".join(escape(line, quote=False) for line in lines)
    if not lines:
        return answer
    return replace(answer, text=f"{answer.text}\n\n{text}", html=f"{answer.html}\n\n{html}")


def _figure_history(language: str, what: str, values: FigureHistory) -> Reply:
    lines = _value_lines(language, values)
    return Reply("\n".join([what, *lines]), f"<b>{escape(what)}</b>\n" + "\n".join(escape(line) for line in lines))


def _value_lines(language: str, values: FigureHistory) -> list[str]:
    speech = tongue(language)
    return [
        speech.say(
            _("{value}, release {release}"),
            value=money(figure.value, figure.precision, language=language),
            release=release_line(speech, release),
        )
        for figure, release in values
    ]


def confirm_undo(language: str, release: Release) -> Reply:
    """What would be taken back, before it is."""
    speech = tongue(language)
    text = speech.say(
        _("Take release {number} back? {file}: new figures taken away: {new}, earlier values put back: {revised}."),
        number=release.number,
        file=release.file,
        new=f"{release.new:,}",
        revised=f"{release.revised:,}",
    )
    detail = speech.say(_("Published on {time} by {by}"), time=_time(speech, release.at), by=release.by)
    take = Button(undo_button(speech, release.number).label, f"/takeback {release.number}")
    return sentence(f"{text}\n{detail}", take, Button(speech.say(_("Leave it")), "/leave"))


def undone(language: str, release: Release) -> Reply:
    """A release was taken back."""
    return sentence(
        tongue(language).say(
            _("Release {number} ({file}) was taken back: its figures are as they were before it."),
            number=release.number,
            file=release.file,
        )
    )


def left_standing(language: str) -> Reply:
    """An undo that was not confirmed."""
    return sentence(tongue(language).say(_("Nothing was taken back.")))


def undone_before(language: str, back: TakenBack) -> Reply:
    """That release was taken back already."""
    speech = tongue(language)
    text = speech.say(
        _("Release {number} was taken back already, on {time} by {by}."),
        number=back.release.number,
        time=_time(speech, back.at),
        by=back.by,
    )
    return sentence(text)


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


def handed_over(language: str, what: str, document: Document) -> Reply:
    """A file, with a word on what it is: `export`, `template` or `backup`."""
    sentences = {
        "export": _("All figures. Sent back to me, they change nothing."),
        "template": _("Fill it in and send it back. Nothing is published before you tap Publish."),
        "backup": _("A copy of the whole database, as it is now."),
    }
    plain = sentence(tongue(language).say(sentences[what]))
    return Reply(plain.text, plain.html, document=document)


def no_such_format(language: str, text: str) -> Reply:
    """/export was given something else than a format."""
    return sentence(tongue(language).say(_("“{text}” is no format of mine: /export (.xlsx) or /export csv"), text=text))


def too_large_to_send(language: str, size: int, command: str) -> Reply:
    """Telegram takes files of up to 50 MB from bots; command is the way on the command line."""
    speech = tongue(language)
    text = speech.say(
        _("The file has {size} MB, more than Telegram takes from a bot. On the server: {command}"),
        size=f"{size / MEGABYTE:,.0f}",
        command=command,
    )
    return sentence(text)
