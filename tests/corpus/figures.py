"""The made-up figures that the questions of the corpus are asked of: the same at every run, exact, in USD.

Reporter KH, exports and imports by month, 2019-01 to 2025-05; the last three months are provisional. Guinea ends with
2024-06. Brunei, Fiji, Iceland, Austria, Niger and most of the world have no figure at all. The garments of the
catalogue are not published: they add up from chapters 61 and 62.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import pi, sin
from random import Random

from bot.model.figure import TOTAL, WORLD, Figure, Flow, Status
from bot.model.period import Month, Period

SEED = 20250620
FIRST, LAST, PROVISIONAL_FROM = Month.of(2019, 1), Month.of(2025, 5), Month.of(2025, 3)
ENDS_EARLY = {"GN": Month.of(2024, 6)}
SOURCE = "Made-up customs"
FLOWS: tuple[Flow, ...] = ("exports", "imports")

# What a month of 2019 was worth, in million USD: exports, imports.
PARTNERS: dict[str, tuple[float, float]] = {
    "US": (420, 25), "CN": (85, 650), "VN": (110, 260), "JP": (95, 38), "TH": (60, 290), "DE": (80, 12),
    "GB": (70, 6), "KR": (30, 45), "TW": (8, 62), "HK": (14, 27), "SG": (11, 58), "MY": (9, 33), "ID": (5, 48),
    "PH": (3, 4.5), "MM": (0.7, 1.1), "LA": (0.9, 0.5), "IN": (6.5, 21), "AU": (16, 7.5), "CA": (64, 2.4),
    "FR": (27, 8.5), "IT": (19, 9.5), "ES": (31, 2.9), "NL": (33, 3.4), "BE": (28, 1.7), "PL": (22, 1.9),
    "SE": (10, 1.3), "CH": (5.5, 17), "MX": (12, 0.8), "BR": (2.6, 7.1), "RU": (4.3, 2.2), "AE": (7.7, 5.2),
    "SA": (3.7, 0.4), "TR": (2.1, 3.1), "ZA": (3.3, 0.6), "NG": (0.3, 0.15), "GN": (0.11, 0.07),
}  # fmt: skip
REST = (35.0, 90.0)  # the partners that have no figures of their own
WITH_PRODUCTS = ("US", "CN", "VN", "JP", "TH", "DE", "GB", "rest")

# The part of all goods that a chapter is, and of a chapter that a heading is: exports, imports.
CHAPTERS: dict[str, tuple[float, float]] = {
    "61": (0.29, 0.012), "62": (0.11, 0.009), "64": (0.09, 0.006), "42": (0.1, 0.004), "85": (0.08, 0.11),
    "87": (0.035, 0.09), "94": (0.06, 0.008), "40": (0.025, 0.015), "10": (0.04, 0.007),
}  # fmt: skip
HEADINGS: dict[str, tuple[str, float]] = {"1006": ("10", 0.9), "8712": ("87", 0.7), "6403": ("64", 0.4)}

Values = tuple[int, ...]
Key = tuple[Flow, str, str]


@cache
def figures() -> tuple[Figure, ...]:
    """Every figure of the made-up store, about 20,000."""
    return tuple(
        Figure(flow, partner, product, Period.of_month(FIRST + at), float(value), status=_status(at), source=SOURCE)
        for (flow, partner, product), values in _published().items()
        for at, value in enumerate(values)
    )


def _status(at: int) -> Status:
    return "provisional" if FIRST + at >= PROVISIONAL_FROM else "final"


def _published() -> dict[Key, Values]:
    """The values of each flow, partner and product, from the first month on."""
    parts = {key: values for side, flow in enumerate(FLOWS) for key, values in _parts(side, flow)}
    products = {product for _, _, product in parts}
    worlds = {(flow, WORLD, product): _sum(parts, flow, product) for flow in FLOWS for product in products}
    own = {key: _until_end(key[1], values) for key, values in parts.items() if key[1] != "rest"}
    return dict(sorted((own | worlds).items()))


def _parts(side: int, flow: Flow) -> Iterator[tuple[Key, Values]]:
    for partner, sizes in (PARTNERS | {"rest": REST}).items():
        total = _grown(f"{flow} {partner}", sizes[side] * 1e6)
        yield (flow, partner, TOTAL), total
        if partner in WITH_PRODUCTS:
            chapters = {code: _part(f"{flow} {partner} {code}", total, part[side]) for code, part in CHAPTERS.items()}
            headings = {
                code: _part(f"{flow} {partner} {code}", chapters[chapter], part)
                for code, (chapter, part) in HEADINGS.items()
            }
            yield from (((flow, partner, code), values) for code, values in (chapters | headings).items())


def _grown(name: str, size: float) -> Values:
    """Months that grow by a twelfth a year or so, with a season and some noise, in whole USD."""
    chance = Random(f"{SEED} {name}")
    growth, peak = chance.uniform(0.96, 1.2), chance.uniform(0, 2 * pi)
    return tuple(
        round(size * growth ** (at / 12) * (1 + 0.12 * sin(2 * pi * at / 12 + peak)) * chance.uniform(0.92, 1.08))
        for at in range(len(Period(FIRST, LAST)))
    )


def _part(name: str, whole: Values, part: float) -> Values:
    chance = Random(f"{SEED} {name}")
    lean = chance.uniform(0.7, 1.1)
    return tuple(round(value * part * lean * chance.uniform(0.9, 1.1)) for value in whole)


def _sum(parts: dict[Key, Values], flow: Flow, product: str) -> Values:
    same = [values for key, values in parts.items() if (key[0], key[2]) == (flow, product)]
    return tuple(map(sum, zip(*same, strict=True)))


def _until_end(partner: str, values: Values) -> Values:
    return values[: len(Period(FIRST, ENDS_EARLY.get(partner, LAST)))]
