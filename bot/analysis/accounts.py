"""The published figures that are asked for, fetched once."""

from __future__ import annotations

from collections.abc import Collection
from itertools import product as pairs_of

from bot.analysis.needs import Store
from bot.analysis.resolve import Account
from bot.model.figure import FLOWS, TOTAL, Figure, Flow
from bot.model.period import Month, Period

Pair = tuple[str, str]  # partner, product
_Account = dict[Flow, dict[Period, Figure]]
MOST = 5_000  # accounts that are kept, of some hundred figures each


class Accounts:
    """The figures of each partner and product up to `today`; later ones are not to be seen."""

    def __init__(self, store: Store, today: Month) -> None:
        self.visible = Period(Month(0), today)
        self._store = store
        self._accounts: dict[Pair, _Account] = {}
        self._known: dict[str, bool] = {}
        self._partners: frozenset[str] | None = None

    def of(self, partner: str, product: str) -> Account:
        """All figures of one partner and product."""
        known = self._accounts.get((partner, product))
        return self._fetched({partner}, {product})[partner, product] if known is None else known

    def load(self, partners: Collection[str], products: Collection[str]) -> None:
        """Fetch what is not here yet, in one go."""
        wanted = [pair for pair in pairs_of(partners, products) if pair not in self._accounts]
        if wanted:
            self._fetched({p for p, _ in wanted}, {q for _, q in wanted})

    def _fetched(self, partners: set[str], products: set[str]) -> dict[Pair, _Account]:
        """Several questions may be answered at once: an account is there when it is whole, not before."""
        fetched: dict[Pair, _Account] = {pair: {flow: {} for flow in FLOWS} for pair in pairs_of(partners, products)}
        for figure in self._store.figures(FLOWS, partners, products, self.visible):
            fetched[figure.partner, figure.product][figure.flow][figure.period] = figure
        if len(self._accounts) > MOST:
            self._accounts = {}
        self._accounts |= fetched
        return fetched

    @property
    def partners(self) -> frozenset[str]:
        """All that have a figure in the store, groups included."""
        if self._partners is None:
            self._partners = frozenset(self._store.partners())
        return self._partners

    def has_figures(self, partner: str) -> bool:
        """Whether there is any figure of this partner, of whatever flow and product."""
        if partner not in self._known:
            self._known[partner] = partner in self.partners and self._any_of(partner)
        return self._known[partner]

    def _any_of(self, partner: str) -> bool:
        if any(self.of(partner, TOTAL).values()):
            return True
        return not self._store.frame(partners=(partner,), within=self.visible).empty
