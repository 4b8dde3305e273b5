"""The headers of columns that hold something else than a value of their own: what each is called."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Final, Literal, NamedTuple

from bot.model.bundled import bundled
from bot.words.text import clean

Role = Literal[
    "period", "year", "month", "quarter", "flow", "partner", "destination", "origin", "product", "value", "unit",
    "exponent", "currency", "yoy", "precision", "status", "source", "url", "reporter",
    "second_partner", "customs", "supply", "transport",
]  # fmt: skip
_OTHER: Final = re.compile(
    r"\b(?:share|rank|ranking|no\.?|nr|s/n|sn|quantity|qty|weight|netwgt|tons?|tonnes?|kgs?|pairs?|price|unit value|"
    r"contribution|difference|change|diff|remarks?|notes?|comments?|m49)\b|"
    r"^(?:cif|fob) trade value\b|[#‰]|占比|比重|数量|重量|序号|备注|ល\.រ",
    re.I,
)
_PERCENT: Final = re.compile(r"%|\b(?:per ?cent|pct)\b", re.I)


class Named(NamedTuple):
    """What a column holds, and how far down the list its name stands."""

    role: Role
    rank: int


@cache
def _roles() -> dict[str, Named]:
    with bundled("words", "columns.toml").open("rb") as file:
        names = tomllib.load(file)
    return {_key(name): Named(role, rank) for role, some in names.items() for rank, name in enumerate(some)}  # type: ignore[arg-type]


def _key(text: str) -> str:
    """Letters, digits and `%`, nothing else: `Change (%)` is `change%`."""
    return re.sub(r"[^\w%\u1780-\u17ff]|_", "", clean(text).lower())


def role_of(text: str) -> Named | None:
    """What a header says its column holds; None for any other header."""
    return _roles().get(_key(text))


def is_other_measure(text: str) -> bool:
    """Whether a header names something that is no value: a share, a rank, a quantity."""
    return bool(_OTHER.search(clean(text))) or is_percentage(text)


def is_percentage(text: str) -> bool:
    """Whether a header names percentages: `Exports (%)`."""
    return bool(_PERCENT.search(clean(text)))
