"""What `trade-bot import` says of a file."""

from __future__ import annotations

from typing import Any

from bot.model.draft import Draft, Problem
from bot.model.figure import Release
from bot.model.reply import Reply
from bot.reply.admin import release_line
from bot.reply.preview import can_be_published, revisions
from bot.reply.problems import problem_reason, problem_text
from bot.reply.tongue import _
from bot.reply.voice import Names, Voice, voice


def imported(names: Names, language: str, draft: Draft, release: Release | None) -> Reply:
    """What came of a file, and its object of `import --json` as data. release.at is in the local time to show.

    Of a file with problems the text holds those, one a line; else the counts, what to look at, and the release.
    """
    said = voice(names, language)
    text = "\n".join(_faults(said, draft) if draft.problems else _taken(said, draft, release))
    return Reply(text, "", data=_data(said, draft, release))


def _faults(said: Voice, draft: Draft) -> list[str]:
    more = draft.more_problems
    told = [said.count("and {number} more", "and {number} more", more)] if more else []
    return [*(problem_text(said, each) for each in draft.problems), *told]


def _taken(said: Voice, draft: Draft, release: Release | None) -> list[str]:
    counts = said.say(
        _("{new} new, {revised} revised, {unchanged} unchanged, {skipped} cells without a value"),
        new=f"{draft.new:,}",
        revised=f"{draft.revised:,}",
        unchanged=f"{draft.unchanged:,}",
        skipped=f"{draft.skipped:,}",
    )
    looked_at = [f"- {problem_text(said, each)}" for each in (*draft.warnings, *draft.remarks)]
    more = draft.more_warnings
    looked_at += [said.count("and {number} more warning", "and {number} more warnings", more)] if more else []
    return [draft.file, counts, *revisions(said, draft), *looked_at, _outcome(said, draft, release)]


def _outcome(said: Voice, draft: Draft, release: Release | None) -> str:
    if release is not None:
        return said.say(_("Published: release {release}"), release=release_line(said.tongue, release))
    if can_be_published(draft):
        return said.say(_("Nothing is published yet."))
    return said.say(_("Nothing new: every figure of this file is there already."))


def _data(said: Voice, draft: Draft, release: Release | None) -> dict[str, Any]:
    return {
        "file": draft.file,
        "release": release.number if release else None,
        "new": draft.new,
        "revised": draft.revised,
        "unchanged": draft.unchanged,
        "skipped": draft.skipped,
        "problems": [_object(said, each) for each in draft.problems],
        "more_problems": draft.more_problems,
        "warnings": [_object(said, each) for each in draft.warnings],
        "more_warnings": draft.more_warnings,
        "remarks": [_object(said, each) for each in draft.remarks],
    }


def _object(said: Voice, problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "text": problem.text,
        "reason": said.tongue.capital(problem_reason(said, problem)),
        "nearest": problem.nearest,
    }
