"""An upload before it is published: what it would change, in a few lines and as a list of everything."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Final, Literal, cast

import pandas as pd

from bot.model.draft import CHANGE_COLUMNS, Draft, Problem
from bot.model.figure import FLOWS, TOTAL, WORLD, Flow, Release
from bot.model.period import Period
from bot.model.reply import Button, Document, Reply
from bot.reply.admin import release_line, undo_button
from bot.reply.chat import sentence
from bot.reply.problems import problem_text
from bot.reply.spans import months_text
from bot.reply.subjects import subject
from bot.reply.tongue import _, _n, tongue
from bot.reply.voice import Names, Voice, voice

_MOST: Final = 5  # of a kind of lines; the list has them all
_NAMED: Final = 5
_PERIODS: Final = 4  # three of them and how many more
_WIDTH: Final = 18
_SHEET_ROWS: Final = 1_000_000  # a sheet holds 1,048,576


def preview(names: Names, language: str, draft: Draft, number: int | None, chats: int = 0) -> Reply:
    """What publishing the draft would do; number is the one that its buttons name, None where it cannot be published.

    chats: how many chats would hear of it.
    """
    said = voice(names, language)
    problems = [problem_text(said, problem) for problem in draft.problems]
    warnings = [problem_text(said, warning) for warning in draft.warnings]
    remarks = [problem_text(said, remark) for remark in sorted(draft.remarks, key=_weight)]
    parts = [
        [draft.file],
        [
            *_contents(said, draft),
            *([] if problems else [_counts(said, draft)]),
            *_new(said, draft),
            *revisions(said, draft),
        ],
        _section(said, _problems_heading(said, draft), problems, draft.more_problems),
        _section(said, said.say(_("Please look at this:")), warnings, draft.more_warnings),
        _section(said, said.say(_("Taken for granted or left out:")), remarks),
        [_verdict(said, draft)],
    ]
    text = "\n\n".join("\n".join(part) for part in parts if part)
    html = f"<b>{escape(draft.file)}</b>" + escape(text[len(draft.file) :], quote=False)
    return Reply(text, html, _buttons(said, draft, number, chats))


def can_be_published(draft: Draft) -> bool:
    """Whether there is something to publish, and nothing against it."""
    return not draft.problems and draft.new + draft.revised > 0


def _contents(said: Voice, draft: Draft) -> list[str]:
    """What the file is taken to be: flows, months, partners and products."""
    figures = draft.figures
    if figures.empty:
        return []
    flows = [flow for flow in FLOWS if (figures["flow"] == flow).any()]
    return [
        said.line("{flows}, {period}", flows=said.join(map(said.flow, flows)), period=_time(said, figures)),
        *_named(said, figures["partner"], WORLD, _n("{number} partner: {names}", "{number} partners: {names}")),
        *_named(said, figures["product"], TOTAL, _n("{number} product: {names}", "{number} products: {names}")),
    ]


def _time(said: Voice, figures: pd.DataFrame) -> str:
    """The months that there are figures for: from the first to the last only where none between them is missing."""
    spans = figures[["start", "end"]].drop_duplicates().itertuples(index=False, name=None)
    months = sorted({month for start, end in spans for month in Period.parse(f"{start}/{end}").months})
    whole = Period(months[0], months[-1])
    return said.period(whole) if len(whole) == len(months) else months_text(said.tongue, months, _PERIODS)


def _named(said: Voice, codes: pd.Series[str], whole: str, counted: tuple[str, str]) -> list[str]:
    """How many countries or products, the names of the first, and whether there are totals of all."""
    different = codes.drop_duplicates().tolist()
    found = [code for code in different if code != whole]
    if not found:
        return []
    shown = found if len(found) <= _NAMED else found[: _NAMED - 1]
    names = ", ".join([*map(said.code, shown), *(["…"] if shown != found else [])])
    if whole in different:
        names = said.say(_("{names}; with totals for {whole}"), names=names, whole=said.code(whole))
    return [said.count(*counted, len(found), names=names)]


def _weight(remark: Problem) -> int:
    """Where a remark comes: first what may have gone wrong unseen, last what nobody misses."""
    code, facts = remark.code, remark.facts
    if code.startswith("hidden") or (code == "sheet_ignored" and facts.get("numbers")):
        return 0
    if code == "unit_taken" or (code == "taken_from" and facts.get("what") not in ("flow", "year")):
        return 1
    if code == "column_ignored" and facts.get("numbers"):
        return 2
    return 3 if code in ("partial_year", "sum_skipped", "rest_skipped", "part_skipped", "taken_from") else 4


def _counts(said: Voice, draft: Draft) -> str:
    return said.say(
        _("{new} new, {revised} revised, {unchanged} unchanged, {skipped} cells without a value"),
        new=f"{draft.new:,}",
        revised=f"{draft.revised:,}",
        unchanged=f"{draft.unchanged:,}",
        skipped=f"{draft.skipped:,}",
    )


def _new(said: Voice, draft: Draft) -> list[str]:
    """The new figures themselves, where they are few: nobody has to publish them to see what was read."""
    new = draft.changes[draft.changes["change"] == "new"]
    return [_figure(said, row) for _, row in new.iterrows()] if len(new) <= _MOST else []


def _figure(said: Voice, row: pd.Series[Any]) -> str:
    period = Period.parse(f"{row['start']}/{row['end']}")
    return said.line(
        "{subject}, {period}: {value}",
        subject=subject(said, cast(Flow, row["flow"]), str(row["partner"]), str(row["product"])),
        period=said.period(period),
        value=said.money(float(row["value"]), _or_none(row["precision"])),
    )


def revisions(said: Voice, draft: Draft) -> list[str]:
    """The largest changes of values, old and new."""
    revised = draft.changes[draft.changes["change"] == "revised"]
    order = (revised["value"] - revised["old_value"]).abs().sort_values(ascending=False, kind="stable").index
    return [_revision(said, row) for _, row in revised.loc[order[:_MOST]].iterrows()]


def _revision(said: Voice, row: pd.Series[Any]) -> str:
    period = Period.parse(f"{row['start']}/{row['end']}")
    return said.line(
        "{subject}, {period}: {old} becomes {new}",
        subject=subject(said, cast(Flow, row["flow"]), str(row["partner"]), str(row["product"])),
        period=said.period(period),
        old=said.money(float(row["old_value"]), _or_none(row["old_precision"])),
        new=said.money(float(row["value"]), _or_none(row["precision"])),
    )


def _or_none(number: float) -> float | None:
    return None if pd.isna(number) else float(number)


def _problems_heading(said: Voice, draft: Draft) -> str:
    count = len(draft.problems) + draft.more_problems
    return said.count("{number} problem:", "{number} problems:", count)


def _section(said: Voice, heading: str, lines: Sequence[str], more: int = 0) -> list[str]:
    if not lines:
        return []
    rest = len(lines) - _MOST + more
    told = [said.count("and {number} more", "and {number} more", rest)] if rest > 0 else []
    return [heading, *(f"- {line}" for line in lines[:_MOST]), *told]


def _verdict(said: Voice, draft: Draft) -> str:
    if draft.problems:
        return said.say(_("Nothing was published. Please mend the file and send it again."))
    if not can_be_published(draft):
        return said.say(_("Nothing new: every figure of this file is there already."))
    return said.say(_("Nothing is published yet."))


def _buttons(said: Voice, draft: Draft, number: int | None, chats: int) -> tuple[Button, ...]:
    if number is None or not can_be_published(draft):
        return ()
    announce = said.count("Publish and announce to {number} chat", "Publish and announce to {number} chats", chats)
    return (
        Button(said.say(_("Publish")), f"/publish {number}"),
        *([Button(announce, f"/announce {number}")] if chats else []),
        Button(said.say(_("Cancel")), f"/cancel {number}"),
    )


def full_list(said: Voice, draft: Draft) -> Document | None:
    """Everything that the preview shortens, as a workbook; None where there is nothing to look through."""
    lists = {
        said.say(_("Problems")): draft.problems,
        said.say(_("Warnings")): draft.warnings,
        said.say(_("Remarks")): draft.remarks,
    }
    found = not draft.changes.empty or draft.problems or draft.warnings
    if not found and len(draft.remarks) <= _MOST:
        return None
    import xlsxwriter  # type: ignore[import-untyped]

    content = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        if not draft.changes.empty:
            _write(workbook, said.say(_("Changes")), CHANGE_COLUMNS, _rows(draft.changes))
        for title, problems in lists.items():
            if problems:
                columns = [said.say(word) for word in _PROBLEM_COLUMNS]
                _write(workbook, title, columns, (_cells(said, problem) for problem in problems))
    return Document("preview.xlsx", content.getvalue())


_PROBLEM_COLUMNS: Final = (_("sheet"), _("row"), _("column"), _("text"), _("what"))


def _cells(said: Voice, problem: Problem) -> tuple[object, ...]:
    return (problem.sheet or "", problem.row or "", problem.column or "", problem.text, problem_text(said, problem))


def _rows(changes: pd.DataFrame) -> Iterable[tuple[object, ...]]:
    table = changes[list(CHANGE_COLUMNS)].head(_SHEET_ROWS)
    return table.astype(object).where(table.notna(), "").itertuples(index=False, name=None)


def _write(workbook: Any, title: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    sheet = workbook.add_worksheet(title)
    sheet.set_column(0, len(columns) - 1, _WIDTH)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns, workbook.add_format({"bold": True}))
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            else:
                sheet.write_number(number, column, cell)


def anew(language: str, shown: Reply) -> Reply:
    """The preview of an upload after another release came between."""
    note = tongue(language).say(_("The figures have changed since the preview. This is it anew:"))
    return Reply(f"{note}\n\n{shown.text}", f"{escape(note)}\n\n{shown.html}", shown.buttons, shown.document)


def progress(language: str, file: str, stage: Literal["loading", "reading", "checking"], part: float = 0.0) -> Reply:
    """How far an upload is; part is how much of it is read, 0 to 1."""
    stages = {
        "loading": _("{file}: loading …"),
        "reading": _("{file}: reading, {percent}% …"),
        "checking": _("{file}: checking …"),
    }
    return sentence(tongue(language).say(stages[stage], file=file, percent=f"{part * 100:.0f}"))


def how_to_upload(language: str) -> Reply:
    """/upload without a file."""
    return sentence(tongue(language).say(_("Send me the file here, as .xlsx or .csv. /template gives one to fill in.")))


def how_to_set(language: str) -> Reply:
    """/set that was not understood."""
    return sentence(tongue(language).say(_("One figure is set like this: /set exports US 2025-01 868.7m")))


def not_a_file(language: str) -> Reply:
    """A picture instead of a file of figures."""
    return sentence(
        tongue(language).say(_("I cannot read figures from a picture. Please send the table as .xlsx or .csv."))
    )


def too_large(language: str, file: str) -> Reply:
    """Telegram hands files of up to 20 MB to bots."""
    return sentence(
        tongue(language).say(
            _("{file} is larger than 20 MB, which Telegram does not hand over to bots. On the server: {command}"),
            file=file,
            command="trade-bot import FILE",
        )
    )


def published(language: str, release: Release) -> Reply:
    """The upload is a release now."""
    speech = tongue(language)
    text = speech.say(_("Published: release {release}"), release=release_line(speech, release))
    return sentence(text, undo_button(speech, release.number))


def announcement(names: Names, language: str, span: Period, button: Button) -> Reply:
    """New figures, to everybody; the button asks for them."""
    said = voice(names, language)
    return sentence(said.say(_("New figures have been published: {period}."), period=said.period(span)), button)
