"""Who is in a group of countries, month by month; the reporter is never one of its own partners."""

from __future__ import annotations

from collections.abc import Mapping

from bot.analysis.needs import Lexicon
from bot.model.period import Month, Period

Changes = tuple[tuple[str, Month], ...]


class Membership:
    """The members of groups as of each month."""

    def __init__(self, lexicon: Lexicon, reporter: str) -> None:
        self._lexicon = lexicon
        self._reporter = reporter
        self._members: dict[tuple[str, Month], frozenset[str]] = {}

    def members(self, group: str, month: Month) -> frozenset[str]:
        """The members in one month, without the reporter."""
        known = self._members.get((group, month))
        if known is None:
            known = self._lexicon.members(group, month) - {self._reporter}
            self._members[group, month] = known
        return known

    def spans(self, group: str, period: Period) -> Mapping[str, tuple[Period, ...]]:
        """For each member the parts of the period that it is in, in order of the codes."""
        spans: dict[str, list[Period]] = {}
        for month in period.months:
            for member in self.members(group, month):
                so_far = spans.setdefault(member, [])
                joins = bool(so_far) and so_far[-1].end + 1 == month
                start = so_far.pop().start if joins else month
                so_far.append(Period(start, month))
        return {member: tuple(spans[member]) for member in sorted(spans)}

    def throughout(self, group: str, period: Period) -> frozenset[str]:
        """The members that are in for the whole period."""
        return frozenset.intersection(*(self.members(group, m) for m in period.months))

    def ever(self, group: str, period: Period) -> frozenset[str]:
        """The members that are in for some of the period."""
        return frozenset.union(*(self.members(group, m) for m in period.months))

    def changes(self, group: str, period: Period) -> tuple[Changes, Changes]:
        """Who joined and who left within the period, with the first month in, and the first month out."""
        joined: list[tuple[str, Month]] = []
        left: list[tuple[str, Month]] = []
        for month in list(period.months)[1:]:
            now, before = self.members(group, month), self.members(group, month - 1)
            joined += [(code, month) for code in sorted(now - before)]
            left += [(code, month) for code in sorted(before - now)]
        return tuple(joined), tuple(left)
