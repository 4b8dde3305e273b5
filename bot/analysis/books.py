"""What the published figures say: the value of any flow, partner, product and period, groups and catalogue included."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from bot.analysis import lists, reach
from bot.analysis.accounts import Accounts
from bot.analysis.lists import Listed
from bot.analysis.membership import Membership
from bot.analysis.needs import Lexicon, Store
from bot.analysis.resolve import resolve
from bot.analysis.value import Missing, Result, Value, of_pieces
from bot.model.figure import Flow, Key
from bot.model.period import Month, Period
from bot.model.query import By, Level

MOST = 50_000  # values that are kept
MOST_LISTS = 500


class Books:
    """The store read as of `today`, for one question or for many; make new ones after a release.

    Figures whose period ends after `today` are not seen. Nothing is fetched before it is needed, and nothing twice.
    """

    def __init__(self, store: Store, lexicon: Lexicon, reporter: str, today: Month) -> None:
        self.store = store
        self.lexicon = lexicon
        self.reporter = reporter
        self.today = today
        self.accounts = Accounts(store, today)
        self.membership = Membership(lexicon, reporter)
        self._values: dict[Key, Result] = {}
        self._lists: dict[Hashable, Listed] = {}
        self._latest: dict[Hashable, Month | None] = {}

    def value(self, flow: Flow, partner: str, product: str, period: Period) -> Result:
        """The value in USD with what it was made from, or why there is none.

        For a group of countries or a catalogue product a published figure of its own (or one worked out of its own)
        wins; else it is the sum of the members as of each month, or of the HS codes, all of which must be there.
        A member without any figure in the store counts as nothing, and is named in the value.
        """
        key = Key(flow, partner, product, period)
        known = self._values.get(key)
        if known is None:
            known = self._value(key)
            self._values = {} if len(self._values) > MOST else self._values
            self._values[key] = known
        return known

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
        by: By | None = None, since: Month | None = None,
    ) -> Month | None:  # fmt: skip
        """See `Coverage`: the last month for which all can be answered, or there is something to list."""
        asked = (flows, partners, products, by, since)
        if asked not in self._latest:
            wanted = reach.combinations(flows, partners, products)
            if by is None or by == "month":
                self._latest[asked] = reach.latest(self, wanted, since)
            else:
                self._latest[asked] = reach.latest_listed(self, wanted, by, since)
        return self._latest[asked]

    def earliest(self, flows: tuple[Flow, ...], partners: tuple[str, ...], products: tuple[str, ...]) -> Month | None:
        """See `Coverage`: the first month for which all can be answered."""
        return reach.earliest(self, reach.combinations(flows, partners, products))

    def _value(self, key: Key) -> Result:
        own = resolve(self.accounts.of(key.partner, key.product), key)
        if isinstance(own, Value):
            return own
        tried: list[Result] = [own]
        if self.lexicon.is_group(key.partner):
            tried.append(self._of_members(key))
        if len(self.lexicon.product_codes(key.product)) > 1:
            tried.append(self._of_codes(key))
        return next((found for found in tried if isinstance(found, Value)), _most_telling(tried))

    def _of_members(self, key: Key) -> Result:
        spans = self.membership.spans(key.partner, key.period)
        self.accounts.load(spans.keys(), {key.product, *self.lexicon.product_codes(key.product)})
        there = {m: periods for m, periods in spans.items() if self.accounts.has_figures(m)}
        if not there:
            return Missing(key, "no_figures")
        found = [self.value(key.flow, m, key.product, p) for m, periods in there.items() for p in periods]
        lacking = tuple(dict.fromkeys(f.key.partner for f in found if isinstance(f, Missing)))
        if lacking:
            return Missing(key, "member_missing", lacking)
        values = [f for f in found if isinstance(f, Value)]
        return _not_coarse(of_pieces(key, values, group=True, without=frozenset(spans.keys() - there.keys())))

    def _of_codes(self, key: Key) -> Result:
        codes = self.lexicon.product_codes(key.product)
        self.accounts.load((key.partner,), codes)
        found = [self.value(key.flow, key.partner, code, key.period) for code in codes]
        lacking = tuple(f.key.product for f in found if isinstance(f, Missing))
        if len(lacking) == len(codes):
            return Missing(key, "no_figures")
        if lacking:
            return Missing(key, "parts_missing", lacking)
        return _not_coarse(of_pieces(key, [f for f in found if isinstance(f, Value)]))


def _not_coarse(value: Value) -> Result:
    return Missing(value.key, "too_coarse", coarse=value) if value.coarse else value


def _most_telling(missing: list[Result]) -> Missing:
    """Of several reasons the one that says most: what is lacking of the parts, before what is lacking of the whole."""
    order = ("member_missing", "parts_missing", "too_coarse", "missing_months", "no_figures")
    return min((m for m in missing if isinstance(m, Missing)), key=lambda m: order.index(m.why))
