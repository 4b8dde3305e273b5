"""`/set exports US 2025-01 868.7m`: one figure, as the file that it would be."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

_FIGURE: Final = re.compile(
    r"(?P<flow>\S+)\s+(?:(?P<partner>.+?)\s+)??(?:(?:HS\s*)?(?P<product>\d\d|\d{4}|\d{6})\s+)?"
    r"(?P<period>\d{4}(?:-\S+)?)\s+\$?(?P<value>\(?-?[\d.,]+\)?)\s*(?P<unit>[A-Za-z]*)",
    re.IGNORECASE,
)
_UNITS: Final = {
    "": "USD", "usd": "USD", "k": "thousand USD", "thousand": "thousand USD", "m": "USD million", "mn": "USD million",
    "million": "USD million", "b": "USD billion", "bn": "USD billion", "billion": "USD billion",
}  # fmt: skip


def one_figure(text: str) -> bytes | None:
    """CSV with a single row of what /set was given; None where it is not understood.

    Names and numbers are left as they are typed: the reading of uploads says what is wrong with them.
    """
    found = _FIGURE.fullmatch(text.strip())
    if found is None or found["unit"].lower() not in _UNITS:
        return None
    row = {
        "flow": found["flow"],
        "partner": found["partner"] or "World",
        "product": found["product"] or "TOTAL",
        "period": found["period"],
        "value": found["value"],
        "unit": _UNITS[found["unit"].lower()],
    }
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerows([row.keys(), row.values()])
    return lines.getvalue().encode()
