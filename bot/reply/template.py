"""A workbook to fill in and send back: lists to choose from, instructions, the last month's figures as an example."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from bot.model.figure import FLOWS
from bot.model.reply import Document
from bot.reply.exporting import long_table
from bot.reply.tongue import _, tongue

_COLUMNS: Final = (
    "period", "flow", "partner", "product", "value", "unit", "precision", "yoy_pct", "status", "source",
)  # fmt: skip
_UNITS: Final = ("USD", "thousand USD", "USD million", "USD billion")
_STATUSES: Final = ("final", "provisional")
_ROWS: Final = 5000  # that the lists are offered in
_EXAMPLES: Final = 200
_INSTRUCTIONS: Final = (
    _("One figure a row on the first sheet. The rows that are there are the last month's figures, as an example."),
    _("Replace them by the new ones and send the file to the bot. Nothing is published before you tap Publish."),
    _("period: a month such as 2025-01; also 2024-Q1, 2024 or 2024-01/2024-11 for a published total."),
    _("flow: exports or imports; trade or balance only where they are published themselves."),
    _("partner: the country, in any usual name; World for all countries."),
    _("product: an HS code or a product's name; TOTAL for all goods."),
    _("value: a number. unit: what it is in; blank is US dollars. A blank value is left out, it deletes nothing."),
    _(
        "precision: what the value was rounded to. yoy_pct: growth on a year earlier as published, in percent. "
        "Both may be blank."
    ),
    _("status: final or provisional. source: where it was published."),
)


def template(language: str, figures: pd.DataFrame, partners: Mapping[str, str], products: Sequence[str]) -> Document:
    """The workbook. figures: those of the last month; partners (by code), products: the names to choose from."""
    import xlsxwriter  # type: ignore[import-untyped]

    speech = tongue(language)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet("Figures")
        _examples(sheet, figures, partners, workbook.add_format({"bold": True}))
        instructions = workbook.add_worksheet("Instructions")
        instructions.set_column(0, 0, 110)
        for row, sentence in enumerate(_INSTRUCTIONS):
            instructions.write_string(row, 0, speech.say(sentence))
        names = workbook.add_worksheet("Lists")
        _column(names, 0, list(partners.values()))
        _column(names, 1, products)
        _choices(sheet, len(partners), len(products))
    return Document("template.xlsx", content.getvalue())


def _examples(sheet: Any, figures: pd.DataFrame, partners: Mapping[str, str], head: Any) -> None:
    sheet.set_column(0, len(_COLUMNS) - 1, 16)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, _COLUMNS, head)
    table = long_table(figures).head(_EXAMPLES).assign(unit="USD").replace({"partner": dict(partners)})
    for number, row in enumerate(table[list(_COLUMNS)].itertuples(index=False, name=None), start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif cell == cell:  # a missing number stays blank
                sheet.write_number(number, column, cell)


def _column(sheet: Any, column: int, names: Sequence[str]) -> None:
    sheet.set_column(column, column, 40)
    for row, name in enumerate(names):
        sheet.write_string(row, column, name)


def _choices(sheet: Any, partners: int, products: int) -> None:
    """Lists to choose from; what is not in them is taken too, as long as it is understood."""
    lists: dict[str, object] = {
        "flow": list(FLOWS),
        "partner": f"=Lists!$A$1:$A${partners}",
        "product": f"=Lists!$B$1:$B${products}",
        "unit": list(_UNITS),
        "status": list(_STATUSES),
    }
    for name, source in lists.items():
        column = _COLUMNS.index(name)
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(1, column, _ROWS, column, rule)
