"""The books: values, and the lists and months that can be made of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from bot.analysis import lists, reach
from bot.analysis.lists import DIGITS, Listed
from bot.analysis.needs import Lexicon, Store
from bot.analysis.reach import Combination
from bot.analysis.values import Values
from bot.model.figure import Flow
from bot.model.period import Month, Period
from bot.model.query import By, Level

MOST_LISTS = 500  # that are kept


class Books(Values):
    """The store read as of `today`, for one question or for many; make new ones after a release.

    Figures whose period ends after `today` are not seen. May be used from several threads at once.
    """

    def __init__(self, store: Store, lexicon: Lexicon, reporter: str, today: Month) -> None:
        super().__init__(store, lexicon, reporter, today)
        self._lists: dict[Hashable, Listed] = {}
        self._latest: dict[Hashable, Month | None] = {}

    def countries(self, flow: Flow, product: str, period: Period, group: str | None = None) -> Listed:
        """The single countries (or those in a group for the whole period) that have a value."""
        wanted = ("partner", flow, product, period, group)
        return self._listed(wanted, lambda: lists.partners(self, flow, product, period, group))

    def goods(self, flow: Flow, partner: str, period: Period, level: Level) -> Listed:
        """The products of a level (or of the catalogue) that have a value for this partner."""
        wanted = ("product", flow, partner, period, level)
        return self._listed(wanted, lambda: lists.products(self, flow, partner, period, level))

    def _listed(self, wanted: Hashable, listing: Callable[[], Listed]) -> Listed:
        known = self._lists.get(wanted)
        if known is None:
            known = listing()
            self._lists = {} if len(self._lists) > MOST_LISTS else self._lists
            self._lists[wanted] = known
        return known

    def latest(
        self, flows: tuple[Flow, ...], partners: tuple[str, ...], products: tuple[str, ...],
        by: By | None = None, within: Period | None = None,
    ) -> Month | None:  # fmt: skip
        """See `Coverage`: the last month for which all can be answered, or that has something to list."""
        asked = (flows, partners, products, by, within)
        if asked not in self._latest:
            self._latest[asked] = self._find_latest(reach.combinations(flows, partners, products), by, within)
        return self._latest[asked]

    def _find_latest(self, wanted: list[Combination], by: By | None, within: Period | None) -> Month | None:
        """Of products those of the broadest level that there is."""
        if by is None or by == "month":
            return reach.latest(self, wanted, within)
        levels: tuple[Level | None, ...] = tuple(DIGITS) if by == "product" else (None,)
        found = (reach.latest_listed(self, wanted, level, within, self._is_listed) for level in levels)
        return next((month for month in found if month), None)

    def earliest(self, flows: tuple[Flow, ...], partners: tuple[str, ...], products: tuple[str, ...]) -> Month | None:
        """See `Coverage`: the first month for which all can be answered."""
        return reach.earliest(self, reach.combinations(flows, partners, products))

    def _is_listed(self, what: Combination, level: Level | None, period: Period) -> bool:
        """Whether there is something to list: products of a level, or countries, a single one that is named itself."""
        flow, partner, product = what
        if level:
            return bool(self.goods(flow, partner, period, level).values)
        group = partner if self.lexicon.is_group(partner) else None
        values = self.countries(flow, product, period, group).values
        return partner in values if partner in self.lexicon.countries else bool(values)
