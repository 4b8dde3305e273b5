"""Putting values in order: ranks and ties."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

SHOWN: Final = 5  # unless another number is asked for
Code = TypeVar("Code", bound=Hashable)


def rank_of(values: Mapping[Code, float], code: Code) -> int:
    """1 is the largest; equal values share a rank (9, 9, 11). KeyError for a code without a value."""
    own = values[code]
    return 1 + sum(value > own for value in values.values())


def first_of(values: Mapping[Code, float], lowest: bool = False, limit: int | None = None) -> list[Code]:
    """The codes in the order of their values, up to the limit; those that tie with the last one too."""
    order = sorted(values, key=lambda code: (values[code] if lowest else -values[code], str(code)))
    cut = limit or SHOWN
    return order[:cut] + [code for code in order[cut:] if values[code] == values[order[cut - 1]]]


def ties_of(values: Mapping[Code, float]) -> dict[float, tuple[Code, ...]]:
    """The codes of each value that more than one has."""
    by_value: dict[float, list[Code]] = {}
    for code, value in values.items():
        by_value.setdefault(value, []).append(code)
    return {value: tuple(codes) for value, codes in by_value.items() if len(codes) > 1}
