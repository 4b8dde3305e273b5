"""Cells of a column that holds numbers -> decimal texts, whose digits are what was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from bot.upload.faults import Fault
from bot.upload.sheet import LONGEST, Broken, Cell, Percent, Year, plain, spelt
from bot.words.text import clean

Separator = Literal[".", ","]
_PLAIN: Final = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_SCIENTIFIC: Final = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d{1,2}")
_OPEN: Final = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_MISSING: Final = frozenset(
    [
        "",
        "-",
        "--",
        "---",
        "..",
        "...",
        "....",
        "n/a",
        "na",
        "n.a.",
        "n.a",
        "n/d",
        "nd",
        "nan",
        "null",
        "none",
        "not available",
        "(-)",
    ]
)
_MINUS: Final = str.maketrans("−–—‐‑‒﹣－", "--------")
_CURRENCY: Final = re.compile(r"^(-?\(?-?)\s*(?:us\s*\$|\$\s*us|usd|\$)\s*|\s*(?:us\s*\$|usd|\$)(\)?)$", re.I)
_PARENTHESES: Final = re.compile(r"\(\s*([^()-][^()]*)\)")
_MARKS: Final = re.compile(r"\s*(?:\*+|[†‡§]|\^?\[?\d?/|[¹²³⁴])$")
_PROVISIONAL: Final = re.compile(r"(?<=\d)\s*(?:p|\(p\)|prel\.?|\(prel\.?\))$", re.I)
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?")
_ONE_SEPARATOR: Final = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_THOUSANDS: Final = {
    ",": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
    ".": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
}


@dataclass(slots=True)
class Numbers:
    """texts: decimal text (`-1234.5`) a cell, None where missing or faulty; marked: cells that say `p`.

    separator: the decimal separator that the cells show, None where none of them shows one.
    """

    texts: list[str | None]
    separator: Separator | None = None
    faults: dict[int, Fault] = field(default_factory=dict)
    marked: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Doubt:
    """Cells whose separator the rest of the column has to explain, and what the rest of the column shows."""

    open: list[int] = field(default_factory=list)
    shown: dict[Separator, list[int]] = field(default_factory=lambda: {".": [], ",": []})


def is_missing(cell: Cell) -> bool:
    """Whether a value cell says that there is no value."""
    if not isinstance(cell, str):
        return cell is None
    return not cell[0].isdigit() and cell.strip().translate(_MINUS).replace("…", "...").lower() in _MISSING


def read_numbers(cells: Sequence[Cell], small: bool = False, beside: Separator | None = None) -> Numbers:
    """The numbers of cells that belong to one column: what decides a separator in one holds for all.

    small: they are percentages, in which 1.234 leaves nothing open. beside: the decimal separator that other columns of
    the same table show, which decides where the column itself does not.
    """
    numbers, doubt = Numbers([None] * len(cells)), _Doubt()
    for i, cell in enumerate(cells):
        if isinstance(cell, str) and len(cell) <= LONGEST and _PLAIN.fullmatch(cell):
            numbers.texts[i] = cell
            if "." in cell:
                (doubt.open if _OPEN.fullmatch(cell) else doubt.shown["."]).append(i)
        elif cell is not None:
            _read(i, cell, numbers, doubt)
    _settle(numbers, doubt, small, beside)
    return numbers


def _read(i: int, cell: Cell, numbers: Numbers, doubt: _Doubt) -> None:
    if is_missing(cell):
        return
    if isinstance(cell, Broken | Percent | Year | bool | date):
        numbers.faults[i] = _unusable(cell)
        return
    if isinstance(cell, int | float):
        numbers.texts[i] = plain(float(cell)) if isinstance(cell, float) else str(cell)
        return
    sign, digits, marked = _undressed(cell or "")
    if marked:
        numbers.marked.append(i)
    if _OPEN.fullmatch(digits):
        doubt.open.append(i)
        numbers.texts[i] = sign + digits
        return
    text, separator = _decimal(digits)
    if text is None:
        numbers.faults[i] = Fault("percent_value" if digits.endswith("%") else "bad_number")
        return
    numbers.texts[i] = sign + text
    if separator:
        doubt.shown[separator].append(i)


def _unusable(cell: Broken | Percent | Year | bool | date) -> Fault:
    if isinstance(cell, Percent):
        return Fault("percent_value")
    return broken(cell) if isinstance(cell, Broken) else Fault("bad_number")


def broken(cell: Broken) -> Fault:
    """Why a cell whose formula has no result cannot be taken."""
    return Fault("formula_error" if cell.error else "formula_not_computed")


def _undressed(cell: str) -> tuple[str, str, bool]:
    """The sign, the digits with their separators, and whether the cell is marked as provisional."""
    text = " ".join(clean(spelt(cell)).translate(_MINUS).split())
    text, marked = _PROVISIONAL.subn("", _MARKS.sub("", text))
    text = _CURRENCY.sub(r"\1\2", text).strip()
    sign = ""
    if inside := _PARENTHESES.fullmatch(text):
        sign, text = "-", _CURRENCY.sub(r"\1\2", inside[1]).strip()
    elif text.startswith(("-", "+")):
        sign, text = text[0].strip("+"), text[1:].strip()
    elif text.endswith("-"):
        sign, text = "-", text[:-1].strip()
    return sign, _CURRENCY.sub(r"\1\2", text).strip(), bool(marked)


def _decimal(digits: str) -> tuple[str | None, Separator | None]:
    """The decimal text, and the decimal separator that it shows; (None, None) for what is no number."""
    if _SCIENTIFIC.fullmatch(digits):
        return plain(float(digits)), "."
    if _GROUPED.fullmatch(digits):
        digits = re.sub("[ '’]", "", digits)
        return digits.replace(",", "."), _separator_of(digits)
    if _ONE_SEPARATOR.fullmatch(digits):
        text = digits.replace(",", ".")
        return ("0" + text if text[0] == "." else text), _separator_of(digits)
    for group, decimal in ((",", "."), (".", ",")):
        if _THOUSANDS[group].fullmatch(digits):
            return digits.replace(group, "").replace(",", "."), "." if decimal == "." else ","
    return None, None


def _separator_of(digits: str) -> Separator | None:
    return "." if "." in digits else "," if "," in digits else None


def _settle(numbers: Numbers, doubt: _Doubt, small: bool, beside: Separator | None) -> None:
    """Give the open cells the separator that the column shows, or their faults."""
    dots, commas = doubt.shown["."], doubt.shown[","]
    if dots and commas:
        fewer = sorted([*(dots if len(dots) < len(commas) else commas), *doubt.open])
        _fault(fewer, "mixed_numbers", numbers)
        return
    numbers.separator = "." if dots else "," if commas else None
    decimal = numbers.separator or beside
    if small or decimal:
        read = _as_decimal(decimal)
        for i in doubt.open:
            numbers.texts[i] = read(numbers.texts[i] or "")
    else:
        _fault(doubt.open, "open_number", numbers)


def _as_decimal(decimal: Separator | None) -> Callable[[str], str]:
    """How an open number is read; where its own separator is the decimal one whatever it is, decimal is None."""
    group = {".": ",", ",": ".", None: ""}[decimal]
    return lambda text: (text.replace(group, "") if group else text).replace(",", ".")


def _fault(some: Sequence[int], code: str, numbers: Numbers) -> None:
    count = len(some)
    for i in some:
        numbers.texts[i] = None
        numbers.faults[i] = Fault(code, {"count": count})


def decimals(texts: Iterable[str | None]) -> int:
    """The most digits that any of the texts has after its point."""
    return max((len(t) - t.find(".") - 1 for t in texts if t is not None and "." in t), default=0)


def scaled(text: str, exponent: int) -> float:
    """The number times ten to the exponent, exactly as written, as the nearest float."""
    return float(f"{text}e{exponent}")
