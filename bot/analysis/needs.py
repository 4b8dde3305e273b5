"""What this room needs of the store and of the word lists; `bot.store.Store` and `bot.words.Lexicon` have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import pandas as pd

from bot.model.answer import Source
from bot.model.figure import Figure, Flow, Key, Release
from bot.model.period import Month, Period
from bot.store import MonthCount


class Store(Protocol):
    """The published figures. None stands for all; `within` takes figures whose whole period lies in it."""

    def figures(
        self, flows: Iterable[Flow] | None = None, partners: Iterable[str] | None = None,
        products: Iterable[str] | None = None, within: Period | None = None,
    ) -> list[Figure]: ...  # fmt: skip

    def frame(
        self, flows: Iterable[Flow] | None = None, partners: Iterable[str] | None = None,
        products: Iterable[str] | None = None, within: Period | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """Columns flow, partner, product, start, end (`YYYY-MM`), value, precision, status and more."""

    def partners(self) -> Sequence[str]: ...

    def products(self) -> Sequence[str]: ...

    def count(self) -> int: ...

    def history(self, key: Key) -> Sequence[tuple[Figure, Release]]:
        """The values of a figure and the releases that brought them, the current one last."""

    def releases(self) -> Sequence[Release]: ...

    def months(self) -> Sequence[MonthCount]: ...

    def sources(self) -> Sequence[Source]: ...

    def is_empty(self) -> bool: ...


class Lexicon(Protocol):
    """Groups of countries, and products that are several HS codes."""

    @property
    def countries(self) -> frozenset[str]: ...

    @property
    def catalogue(self) -> tuple[str, ...]: ...

    def is_group(self, code: str) -> bool: ...

    def members(self, group: str, month: Month) -> frozenset[str]: ...

    def product_codes(self, code: str) -> tuple[str, ...]: ...
