"""The value of any flow, partner, product and period, groups and catalogue products included."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from bot.analysis.accounts import Accounts
from bot.analysis.membership import Membership
from bot.analysis.needs import Lexicon, Store
from bot.analysis.resolve import as_published, resolve
from bot.analysis.value import Missing, Result, Value, counted, derived, key_of, of_pieces
from bot.model.figure import FLOWS, Flow, Key
from bot.model.period import Month, Period

MOST = 50_000  # values that are kept
_FROM_BOTH: Final[Mapping[Flow, Mapping[Flow, int]]] = {
    "trade": {"exports": 1, "imports": 1},
    "balance": {"exports": 1, "imports": -1},
}
# The flows of which there is one at least, wherever a flow has a value.
CLUES: Final[Mapping[Flow, tuple[Flow, ...]]] = {
    "exports": ("exports", "trade", "balance"),
    "imports": ("imports", "trade", "balance"),
    "trade": FLOWS,
    "balance": FLOWS,
}


class Values:
    """What the figures of a store say as of `today`. Nothing is fetched before it is needed, and nothing twice."""

    def __init__(self, store: Store, lexicon: Lexicon, reporter: str, today: Month) -> None:
        self.store = store
        self.lexicon = lexicon
        self.reporter = reporter
        self.today = today
        self.accounts = Accounts(store, today)
        self.membership = Membership(lexicon, reporter)
        self._values: dict[Key, Result] = {}

    def value(self, flow: Flow, partner: str, product: str, period: Period) -> Result:
        """The value in USD with what it was made from, or why there is none.

        For a group of countries or a catalogue product a published figure of its own (or one worked out of its own)
        wins, be it for one of several months; else it is the sum of the members as of each month, or of the HS codes,
        all of which must be there. A member without any figure in the store counts as nothing, and is named in the
        value.
        """
        key = Key(flow, partner, product, period)
        known = self._values.get(key)
        if known is None:
            known = self._value(key)
            self._values = {} if len(self._values) > MOST else self._values
            self._values[key] = known
        return known

    def _value(self, key: Key) -> Result:
        own = resolve(self.accounts.of(key.partner, key.product), key)
        if isinstance(own, Value):
            return own
        tried = [own]
        for way in self._ways(key):
            found = way(key)
            if isinstance(found, Value):
                return found
            tried.append(found)
        return _most_telling(tried)

    def _ways(self, key: Key) -> Iterator[Callable[[Key], Result]]:
        """How a value may be a sum of parts, the better way first."""
        if not self.has_parts(key.partner, key.product):
            return
        if len(key.period) > 1 and self._is_in_part_published(key):
            yield self._of_months
        if key.flow in _FROM_BOTH:
            yield self._of_flows
        if self.lexicon.is_group(key.partner):
            yield self._of_members
        if len(self.lexicon.product_codes(key.product)) > 1:
            yield self._of_codes

    def has_parts(self, partner: str, product: str) -> bool:
        """Whether a value may be a sum of parts: of a group's members, or of a catalogue product's HS codes."""
        return self.lexicon.is_group(partner) or len(self.lexicon.product_codes(product)) > 1

    def _is_in_part_published(self, key: Key) -> bool:
        """Whether a group or catalogue product has figures of its own for some of the period."""
        account = self.accounts.of(key.partner, key.product)
        return any(p.start <= key.period.end and key.period.start <= p.end for f in CLUES[key.flow] for p in account[f])

    def _of_months(self, key: Key) -> Result:
        """Each month as it is by itself, so that those published for the whole win among those of its parts."""
        values = []
        for month in key.period.months:
            value = counted(self.value(*key._replace(period=Period.of_month(month))))
            if value is None:
                return Missing(key, "missing_months")
            values.append(value)
        return _not_coarse(of_pieces(key, values))

    def _of_flows(self, key: Key) -> Result:
        """Trade or balance where exports or imports are there as a whole and the other is the sum of its parts."""
        account = self.accounts.of(key.partner, key.product)
        keys = [key_of(key, flow) for flow in _FROM_BOTH[key.flow]]
        if not any(as_published(account, side) for side in keys):
            return Missing(key, "no_figures")
        found = [(sign, self.value(*side)) for sign, side in zip(_FROM_BOTH[key.flow].values(), keys, strict=True)]
        both = [(sign, side) for sign, side in found if isinstance(side, Value)]
        return _not_coarse(derived(key, both)) if len(both) == len(found) else Missing(key, "missing_months")

    def _of_members(self, key: Key) -> Result:
        spans = self.membership.spans(key.partner, key.period)
        self.accounts.load(spans.keys(), {key.product, *self.lexicon.product_codes(key.product)})
        there = {m: periods for m, periods in spans.items() if self.accounts.has_figures(m)}
        if not there:
            return Missing(key, "no_figures")
        found = [self.value(key.flow, m, key.product, p) for m, periods in there.items() for p in periods]
        lacking = tuple(dict.fromkeys(f.key.partner for f in found if not counted(f)))
        if lacking:
            return Missing(key, "member_missing", lacking)
        values = [value for f in found if (value := counted(f))]
        return _not_coarse(of_pieces(key, values, group=True, without=frozenset(spans.keys() - there.keys())))

    def _of_codes(self, key: Key) -> Result:
        codes = self.lexicon.product_codes(key.product)
        self.accounts.load((key.partner,), codes)
        found = [self.value(key.flow, key.partner, code, key.period) for code in codes]
        lacking = tuple(f.key.product for f in found if not counted(f))
        if len(lacking) == len(codes):
            return Missing(key, "no_figures")
        if lacking:
            return Missing(key, "parts_missing", lacking)
        return _not_coarse(of_pieces(key, [value for f in found if (value := counted(f))]))


def _not_coarse(value: Value) -> Result:
    return Missing(value.key, "too_coarse", coarse=value) if value.coarse else value


def _most_telling(missing: Sequence[Result]) -> Missing:
    """Of several reasons the one that says most: what is lacking of the parts, before what is lacking of the whole."""
    order = ("member_missing", "parts_missing", "too_coarse", "missing_months", "no_figures")
    return min((m for m in missing if isinstance(m, Missing)), key=lambda m: order.index(m.why))
