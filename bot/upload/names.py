"""The names and codes in the cells of a file -> codes of partners, products, flows and states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from babel.core import get_global

from bot.model.figure import TOTAL, WORLD, Flow, Status
from bot.upload.faults import Fault
from bot.upload.sheet import Broken, Cell, Percent, Year, shown, spelt
from bot.words import Lexicon
from bot.words.text import clean, key


@dataclass(frozen=True, slots=True)
class Skip:
    """A row or column that holds no figure of its own.

    why: `rest` (Others), `sum` (a sum without a period) or `part` (what goes by sea)
    """

    why: str


_REST: Final = frozenset(
    key(name)[0]
    for name in (
        "other", "others", "all others", "all other", "other countries", "others countries", "all other countries",
        "rest", "rest of world", "rest of the world", "row", "other partners", "other markets", "other destinations",
        "not specified", "unspecified", "not elsewhere specified", "nes", "n.e.s.", "areas nes", "areas, nes",
        "unknown", "not stated", "not available", "not elsewhere classified", "n.e.c.", "nec", "unclassified",
        "unallocated",
        "other products", "other goods", "other commodities", "other items", "other categories",
        "countries not specified", "products not specified", "commodities not specified",
        "commodities not specified according to kind",
        "miscellaneous", "remaining countries", "remainder", "rest of countries", "others (n.e.s.)", "the rest",
        "其他", "其它", "其他国家", "其它国家", "其他国家和地区", "其余", "未列明", "其他商品", "其他產品", "其他產品",
        "ផ្សេងៗ", "ផ្សេងទៀត", "ប្រទេសផ្សេងទៀត", "ប្រទេសផ្សេងៗ", "ទំនិញផ្សេងៗ", "ទំនិញផ្សេងទៀត",
    )
)  # fmt: skip
_TOTAL: Final = frozenset(
    key(name)[0]
    for name in (
        "total", "totals", "grand total", "overall total", "sum", "all", "total all", "overall", "general total",
        "合计", "总计", "合計", "總計", "总额", "សរុប", "សរុបរួម", "សរុបទាំងអស់",
    )
)  # fmt: skip
_CONTINENTS: Final = frozenset(("ASIA", "EUROPE", "AFRICA", "OCEANIA"))
_TOTALS_OF: Final[dict[str, Flow]] = {
    "totalexports": "exports", "totalexport": "exports", "出口总额": "exports", "នាំចេញសរុប": "exports",
    "totalimports": "imports", "totalimport": "imports", "进口总额": "imports", "នាំចូលសរុប": "imports",
    "totaltrade": "trade",
}  # fmt: skip
_UNDIVIDED: Final = frozenset(
    key(name)[0]
    for name in (
        "0", "00", "w00", "wld", "world", "c00", "total cpc", "total mot", "total mos", "all modes",
        "all modes of transport", "all customs procedures",
    )
)  # fmt: skip
_ALL_PARTNERS: Final = frozenset(key(name)[0] for name in ("w00", "world total", "total world", "all countries", "1w"))
_ALL_PRODUCTS: Final = frozenset(
    key(name)[0]
    for name in (
        "total", "all products", "all goods", "all commodities", "total all products", "total all commodities",
        "total - all products", "all product", "all merchandise", "total products", "total commodities", "total goods",
        "total merchandise", "all hs codes", "all hs commodities", "所有商品", "全部商品", "ទំនិញទាំងអស់", "ទំនិញសរុប",
    )
)  # fmt: skip
_FLOW_CODES: Final[dict[str, Flow]] = {"x": "exports", "m": "imports"}
_STATUS: Final[dict[str, Status]] = {
    "final": "final", "f": "final", "definitive": "final", "revised": "final", "r": "final", "actual": "final",
    "a": "final", "normal": "final", "最终": "final", "ចុងក្រោយ": "final",
    "provisional": "provisional", "p": "provisional", "prov": "provisional", "prel": "provisional",
    "preliminary": "provisional", "prelim": "provisional", "estimate": "provisional", "estimated": "provisional",
    "e": "provisional", "初步": "provisional", "បណ្តោះអាសន្ន": "provisional",
}  # fmt: skip
_MARKS: Final = re.compile(r"\s*(?:\*+|[†‡§¹²³⁴⁵]+|\(\d\)|\[\d\]|\s\d/)$")
_OF_WHICH: Final = re.compile(r"^\s*(?:(?:of|among) which\b\s*[:,-]?|其中\s*[:：]?)\s*", re.I)
_CODED: Final = re.compile(
    r"(?:(?:hs|chapter|ch|heading|cmd)\b[\s.:-]*|hs)?(\d+(?:\.\d+)*)(?!\w)[\s:.,)|/–—-]*(.*)", re.I
)
_ANOTHER: Final = re.compile(r"(?:[+&]|and\b|to\b|or\b)?\s*\d", re.I)
_NAMED: Final = re.compile(r".*\(\s*hs\s*(\d+)\s*\)", re.I)  # as the bot itself writes: footwear (HS 64)
_DOTTED: Final = re.compile(r"\d{2}(?:\.\d{2}){1,2}|\d{4}\.\d{2}")
_NO_CHAPTER: Final = frozenset(("00", "77", "98"))


def unmarked(text: str) -> str:
    """A name without its footnote mark."""
    return _MARKS.sub("", text).strip() or text


def is_subtotal(cell: Cell) -> bool:
    """Whether a cell says `Sub-total`."""
    return isinstance(cell, str) and key(unmarked(cell))[0] in ("subtotal", "subtotals", "小计", "小計", "សរុបរង")


def is_total(cell: Cell) -> bool:
    """Whether a cell says `Total`."""
    return isinstance(cell, str) and key(unmarked(cell))[0] in _TOTAL


def is_rest(cell: Cell) -> bool:
    """Whether a cell names what is left over: `Others`, `Not specified`."""
    return isinstance(cell, str) and key(unmarked(cell))[0] in _REST


def total_of(cell: Cell) -> Flow | None:
    """The flow whose total a cell names: `Total exports`."""
    name = key(unmarked(cell))[0] if isinstance(cell, str) else ""
    return _TOTALS_OF.get(name)


def read_partner(cell: Cell, lexicon: Lexicon) -> str | Skip | Fault:
    """The code of a partner."""
    name = _OF_WHICH.sub("", unmarked(spelt(cell)), count=1) if isinstance(cell, str) else ""
    if code := lexicon.partner(name) or lexicon.partner(name.removeprefix("ប្រទេស")):
        return code
    if is_total(name) or total_of(name) or key(name)[0] in _ALL_PARTNERS:
        return WORLD
    if is_rest(name) or is_subtotal(name):
        return Skip("sum" if is_subtotal(name) else "rest")
    if choices := lexicon.ambiguous(name):
        return Fault("ambiguous_partner", {"choices": choices})
    return Fault("unknown_partner")


def beside_continents(cells: Iterable[Cell], codes: Sequence[Any]) -> list[Any]:
    """The codes of partners named together: America beside Asia or Europe is the continent, not the United States."""
    if not _CONTINENTS.intersection(code for code in codes if isinstance(code, str)):
        return list(codes)
    return ["AMERICAS" if _is_america(cell) else code for cell, code in zip(cells, codes, strict=True)]


def _is_america(cell: Cell) -> bool:
    return isinstance(cell, str) and key(unmarked(spelt(cell)))[0] == "america"


def read_product(cell: Cell, lexicon: Lexicon) -> str | Skip | Fault:
    """The code of a product: an HS code, a code with its name, or a name."""
    found = read_code(cell)
    return _named_product(cell, lexicon) if found is None else found


def read_code(cell: Cell) -> str | Skip | Fault | None:
    """The HS code in a cell; None where there is none."""
    if isinstance(cell, bool | date | Percent | Year | Broken) or cell is None:
        return None
    name = _product_name(cell)
    if named := _NAMED.fullmatch(name):
        return _hs_code(named[1])
    coded = _CODED.fullmatch(name)
    if coded is None or not (isinstance(cell, int | float) or coded[1].isdigit() or _DOTTED.fullmatch(coded[1])):
        return None
    if _ANOTHER.match(coded[2]) or (isinstance(cell, float) and not cell.is_integer()):
        return _BAD_CODE  # 61-62, 61 + 62, 64.5
    return _hs_code(coded[1].replace(".", ""))


def _named_product(cell: Cell, lexicon: Lexicon) -> str | Skip | Fault:
    name = _product_name(cell) if isinstance(cell, str) else ""
    if code := lexicon.product(name):
        return code
    if key(name)[0] in _ALL_PRODUCTS or is_total(name):
        return TOTAL
    if is_subtotal(name):
        return Skip("sum")
    return Skip("rest") if is_rest(name) else Fault("unknown_product")


def _product_name(cell: Cell) -> str:
    """Without the apostrophe that keeps a code a text: `'0801`."""
    return unmarked(clean(spelt(cell)).strip().removeprefix("'"))


_BAD_CODE: Final = Fault("bad_product_code")


def _hs_code(digits: str) -> str | Skip | Fault:
    code = digits.zfill(len(digits) + len(digits) % 2)
    if set(code) == {"9"} or (code.startswith("99") and len(code) <= 6):
        return Skip("rest")
    if len(code) not in (2, 4, 6) or code[:2] in _NO_CHAPTER:
        return _BAD_CODE
    return code


def read_flow(cell: Cell, lexicon: Lexicon) -> Flow | Fault:
    """The flow that a cell names."""
    name = unmarked(spelt(cell)).strip()
    return _FLOW_CODES.get(name.lower()) or lexicon.flow(name) or Fault("unknown_flow")


def read_status(cell: Cell) -> Status | Fault:
    """Whether a figure is final (a blank is) or provisional."""
    if cell is None:
        return "final"
    return _STATUS.get(key(shown(cell))[0]) or Fault("bad_status")


def read_part(cell: Cell) -> str | Skip:
    """What a figure is broken down by: all of it, or a part."""
    whole = cell is None or is_total(cell) or key(shown(cell))[0] in _UNDIVIDED
    return TOTAL if whole else Skip("part")


def read_reporter(cell: Cell, reporter: str, lexicon: Lexicon) -> str | Fault:
    """The code of this store's reporter, of which a cell of a reporter column holds a name or a code, M49 included."""
    text = shown(cell)
    named = lexicon.partner(text) or lexicon.partner(_of_m49(text))
    return reporter if named == reporter else Fault("other_reporter", {"reporter": reporter, "known": bool(named)})


def _of_m49(code: str) -> str:
    """The alpha-2 code of a number of the UN's list, KH of 116; blank where it is none."""
    codes = get_global("territory_aliases").get(code.zfill(3), []) if code.isdigit() else []
    return str(codes[0]) if len(codes) == 1 else ""
