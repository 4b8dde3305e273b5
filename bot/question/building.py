"""Slots -> Query: the kind is settled, what was left out is filled in, times are tied to months."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.model.answer import Note
from bot.model.coverage import Coverage
from bot.model.figure import FLOWS, TOTAL, WORLD, Flow
from bot.model.period import Period
from bot.model.query import By, Kind, Query
from bot.question.follow import in_same_group, kind_of_before, stands, starts_afresh
from bot.question.growth import growth_periods
from bot.question.kinds import Asked, asked, by_named
from bot.question.limits import Stop, check_asks, check_named, check_query, check_share, check_slots
from bot.question.others import others_trade
from bot.question.periods import Months, compared
from bot.question.shares import part_in_everything, whole_as_before, whole_of
from bot.question.slots import Slots
from bot.question.times import AllTime, Earlier, Fixed, Latest, Relative, Rolling, Time, Yearless
from bot.question.view import view
from bot.words import Lexicon


@dataclass(frozen=True, slots=True)
class Built:
    """A query with what was assumed, and the other likely readings."""

    query: Query
    notes: tuple[Note, ...]
    alternatives: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no query."""

    reason: Note


@dataclass
class Builder:
    """Builds the query of one question."""

    slots: Slots
    lexicon: Lexicon
    coverage: Coverage
    before: Query | None
    notes: list[Note] = field(default_factory=list)

    def build(self) -> Built | Refused:
        """The query, or why there is none."""
        try:
            return self._build()
        except Stop as stop:
            return Refused(stop.reason)

    def _build(self) -> Built:
        check_slots(self.slots, self.before)
        if (others := others_trade(self.slots)) is not None:
            raise Stop(others.code, **others.facts)
        seen = view(self.slots)
        if seen.turned and not (self.slots.places or self.slots.lists):
            raise Stop("no_question")
        if seen.turned:
            at, _ = [*self.slots.flows, *self.slots.verbs][0]
            self.notes.append(Note("reporter_view", {"word": self.slots.words[at].text}))
        context = self._context()
        want = asked(self.slots)
        if want.clash is not None:
            raise Stop("unsupported", kinds=want.clash)
        if context is None and want.kind not in (None, "rank", "contribution"):
            check_named(self.slots)
        if context is not None:
            want = kind_of_before(want, context, self.slots, self.lexicon)
        if "coverage" in self.slots.kinds and want.kind is None:
            return self._coverage(seen.flows)
        return self._query(want, seen.flows, context)

    def _context(self) -> Query | None:
        """The question before, where this one goes on from it."""
        if self.before is None and self.slots.follow & {"same"}:
            raise Stop("nothing_before")
        if self.before is None or starts_afresh(self.slots):
            return None
        check_asks(self.slots)
        return self.before

    # what is asked of what

    def _query(self, want: Asked, flows: tuple[Flow, ...], context: Query | None) -> Built:
        partners, products = self._partners(want, context), self._products(want, context)
        kind, flows, assumed = self._kind_and_flows(want, flows, partners, products, context)
        if kind == "share":
            check_share(flows)
        query = Query(
            kind, flows, partners, products, (), self._by(want, kind, partners), want.order,
            self._limit(want, kind), want.basis, None, want.level,
        )  # fmt: skip
        if kind == "share":
            query = self._with_whole(query, context)
        elif kind == "contribution":
            query = part_in_everything(query, self.slots, self.lexicon)
        others = self._other_flows(query, context) if assumed else self._of_the_side(query, context)
        months = self._months(query)
        query = self._with_periods(query, months, context)
        check_query(query, self.slots, self.lexicon)
        alternatives = (*others, *self._alternatives(query))
        if assumed:
            self.notes.append(Note("flow_assumed", {"flow": flows[0]}))
        return Built(query, (*self.notes, *months.notes), alternatives)

    def _by(self, want: Asked, kind: Kind, partners: tuple[str, ...]) -> By | None:
        """What is listed; what drove the exports to a group are its members, unless goods are asked for."""
        if kind == "contribution" and by_named(self.slots) is None and self.lexicon.is_group(partners[0]):
            return "partner" if not self.slots.products else want.by
        return want.by if kind in ("rank", "contribution") else None

    def _limit(self, want: Asked, kind: Kind) -> int | None:
        return want.limit if kind in ("rank", "contribution") else None

    def _partners(self, want: Asked, context: Query | None) -> tuple[str, ...]:
        named = self.slots.partners
        if self.slots.all_partners and not named:
            return (WORLD,)
        if context is None:
            return named or (WORLD,)
        if named and self._adds(context) and context.partners != (WORLD,):
            return tuple(dict.fromkeys((*context.partners, *named)))
        if not named and self._lists_partners(want, context):
            return tuple(p for p in context.partners if self.lexicon.is_group(p)) or (WORLD,)
        return in_same_group(named, context, self.lexicon) if named else context.partners

    def _lists_partners(self, want: Asked, context: Query) -> bool:
        """Whether partners are listed, and it is not where the one of the question before stands."""
        if want.kind != "rank" or want.by != "partner" or "standing" in self.slots.kinds:
            return False
        return asked(self.slots).kind is not None or not stands(context, self.lexicon)

    def _products(self, want: Asked, context: Query | None) -> tuple[str, ...]:
        named = tuple(dict.fromkeys(p.code for p in self.slots.products))
        if self.slots.all_products and not named:
            return (TOTAL,)
        if context is None:
            return named or (TOTAL,)
        if named and self._adds(context) and context.products != (TOTAL,) and not self.slots.places:
            return tuple(dict.fromkeys((*context.products, *named)))
        if not named and want.kind == "rank" and want.by == "product":
            return (TOTAL,)
        return named or context.products

    def _adds(self, context: Query) -> bool:
        """`vs Vietnam`: beside what was asked before, not in its place."""
        first = next((w for w in self.slots.words if not w.is_mark), None)
        adding = "compare" in self.slots.kinds or "add" in self.slots.follow
        return first is not None and adding and not self._compares_in_itself()

    def _adds_times(self, context: Query | None) -> bool:
        """`add 2023`"""
        return context is not None and "add" in self.slots.follow and bool(self.slots.times)

    def _compares_in_itself(self) -> bool:
        slots = self.slots
        flows = {flow for _, flow in slots.flows}
        return max(len(slots.partners), len(slots.products), len(slots.times), len(flows)) > 1

    def _kind_and_flows(
        self, want: Asked, flows: tuple[Flow, ...], partners: tuple[str, ...], products: tuple[str, ...],
        context: Query | None,
    ) -> tuple[Kind, tuple[Flow, ...], bool]:  # fmt: skip
        """The kind, its flows, and whether the flow was assumed."""
        kind = want.kind
        if not flows and context is not None and context.flows:
            flows = context.flows if context.kind != "overview" or kind in (None, "value", "overview") else ()
            if context.kind == "overview" and flows:
                side_by_side = len(partners) > 1 or len(products) > 1 or len(self.slots.times) > 1
                return ("compare", ("trade",), True) if side_by_side else ("overview", FLOWS_SHOWN, False)
        elif flows and context is not None and self._adds(context) and not self.slots.places and not self.slots.times:
            flows = tuple(dict.fromkeys((*context.flows, *flows)))
        if kind is None:
            many = len(partners) > 1 or len(products) > 1 or len(self._times()) > 1 or self._adds_times(context)
            kind = "compare" if many or self._still_compared(context, flows) else "value"
            if kind == "value" and not flows:
                if context is None:
                    check_named(self.slots)
                return "overview", FLOWS_SHOWN, False
        return kind, flows or ("trade",), not flows

    def _still_compared(self, context: Query | None, flows: tuple[Flow, ...]) -> bool:
        """Whether periods or flows that were compared before are so again, of something else."""
        if context is None or context.kind != "compare":
            return False
        return len(flows) > 1 or (len(context.periods) > 1 and not self.slots.times)

    def _times(self) -> list[Time]:
        return [time for _, time in self.slots.times]

    # periods

    def _with_periods(self, query: Query, months: Months, context: Query | None) -> Query:
        times = self._times()
        if query.kind == "compare":
            periods = self._compared(query, months, times, context)
            named_twice = {len(query.flows), len(query.partners), len(query.products), len(periods)} == {1}
            return replace(query, kind="value" if named_twice else "compare", periods=periods)
        if query.kind == "growth":
            return growth_periods(query, times, months, context)
        if len(times) > 1 and query.kind not in ("value", "share", "overview"):
            raise Stop("unsupported", kinds=(query.kind, "compare"))
        if times:
            base = context.periods[0] if context is not None and context.periods else None
            return replace(query, periods=tuple(dict.fromkeys(_of_base(months, t, base) for t in times)))
        return replace(query, periods=self._periods_left_out(query, months, context))

    def _periods_left_out(self, query: Query, months: Months, context: Query | None) -> tuple[Period, ...]:
        before = context.periods if context is not None else ()
        of_all_time = query.kind == "extreme" or query.by == "month"
        if of_all_time or query.kind in ("series", "average"):
            if before and len(before) == 1 and len(before[0]) > 1:
                return before
            return (months.period(AllTime() if of_all_time else Rolling(12)),)
        return before or (months.assumed(),)

    def _compared(
        self, query: Query, months: Months, times: list[Time], context: Query | None
    ) -> tuple[Period, ...]:  # fmt: skip
        others = max(len(query.partners), len(query.products), len(query.flows))
        before = context.periods if context is not None else ()
        if len(times) > 1:
            return tuple(dict.fromkeys(compared(months, times)))
        if not times:
            if others < 2 and len(before) < 2:
                raise Stop("compare_with_what")
            return before or (months.assumed(),)
        if self._adds_times(context):
            return tuple(dict.fromkeys((*before, *compared(months, times, before[0]))))
        if others > 1 and not isinstance(times[0], Relative):
            return (months.period(times[0]),)
        if isinstance(times[0], Fixed) and times[0].ends:
            return times[0].ends
        return self._beside(months, times[0], before)

    def _beside(self, months: Months, time: Time, before: tuple[Period, ...]) -> tuple[Period, ...]:
        """One time named in a comparison: beside the period of the question before, or the present one."""
        if before:
            base: Time = Fixed(before[0], "span")
            if isinstance(time, Yearless):
                time = Fixed(months.period(time, before[0]), time.unit)
        elif isinstance(time, Relative) or (isinstance(time, Fixed | Yearless) and time.unit == "month"):
            base = Latest()
        elif isinstance(time, Fixed) and time.period.is_year and time.period.end < months.today:
            base = Fixed(Period.of_year(months.today.year), "year")
        else:
            raise Stop("compare_with_what")
        periods = tuple(dict.fromkeys(compared(months, [base, time])))
        if len(periods) < 2:
            raise Stop("compare_with_what")
        return periods

    # the rest

    def _with_whole(self, query: Query, context: Query | None) -> Query:
        """The whole: as in the share that was asked for before, else as the words say."""
        goes_on = context is not None and context.kind == "share" and asked(self.slots).kind is None
        found = whole_as_before(query, context) if goes_on and context else whole_of(query, self.slots, self.lexicon)
        if found is None:
            raise Stop("no_share", what="whole")
        return found

    def _other_flows(self, query: Query, context: Query | None) -> tuple[Query, ...]:
        """The same of exports and of imports, where trade was assumed; each with the months that it has."""
        flows: tuple[Flow, ...] = ("exports", "imports")
        found = (replace(query, flows=(flow,)) for flow in flows)
        return tuple(self._with_periods(each, self._months(each), context) for each in found)

    def _of_the_side(self, query: Query, context: Query | None) -> tuple[Query, ...]:
        """`cassava to Thailand`, beside the overview: what goes there alone, or what comes from there."""
        sides: dict[str | None, Flow] = {"to": "exports", "from": "imports"}
        flow = sides.get(self.slots.places[0].prep) if self.slots.places and query.kind == "overview" else None
        one = replace(query, kind="value", flows=(flow,)) if flow else None
        return (self._with_periods(one, self._months(one), context),) if one else ()

    def _months(self, query: Query) -> Months:
        return Months(self.coverage, query.flows, query.partners, query.products, query.by)

    def _alternatives(self, query: Query) -> tuple[Query, ...]:
        found: list[Query] = []
        for word, code, other in self.slots.assumed:
            self.notes.append(Note("read_as", {"word": word, "partner": code}))
            found.append(replace(query, partners=tuple(other if p == code else p for p in query.partners)))
        if any(isinstance(t, Rolling) and t.months == 12 for t in self._times()):
            last_year = Period.of_year(self.coverage.today.year - 1)
            if query.periods != (last_year,):
                found.append(replace(query, periods=(last_year,)))
        return tuple(found)

    def _coverage(self, flows: tuple[Flow, ...]) -> Built:
        partners = self.slots.partners or (WORLD,)
        products = tuple(dict.fromkeys(p.code for p in self.slots.products)) or (TOTAL,)
        months = Months(self.coverage, flows or FLOWS_SHOWN, partners, products)
        periods = tuple(dict.fromkeys(months.period(t) for t in self._times()))
        return Built(Query("coverage", flows, partners, products, periods), (), ())


def _of_base(months: Months, time: Time, base: Period | None) -> Period:
    """The period of a time. base: that of the question before, of which the month before is one only if it is one."""
    if not isinstance(time, Earlier) or time.months >= 12 or base is None:
        lone = isinstance(time, Earlier) and time.alone is None and time.months not in (1, 12)
        if lone and base is None:
            raise Stop("nothing_before")
        return months.period(time, base)
    if time.months < len(base) or (time.months > len(base) and time.alone is None):
        raise Stop("nothing_before")
    return months.period(time, base if time.months == len(base) else None)


FLOWS_SHOWN: tuple[Flow, ...] = FLOWS
