"""What a table does not give itself, taken from what is said around it; what is wrong with that is told once."""

from __future__ import annotations

from typing import Final

from bot.model.figure import TOTAL, WORLD
from bot.model.period import Period
from bot.upload.agreement import row_of
from bot.upload.context import Context, Said, Taken, Value
from bot.upload.faults import Fault
from bot.upload.headings import Kind
from bot.upload.notebook import Page

DEFAULT: Final[dict[Kind, str]] = {"partner": WORLD, "product": TOTAL}


class Around:
    """Of one table. What is taken from around it is remarked, what disagrees or is needed and missing is a fault."""

    def __init__(self, page: Page, context: Context) -> None:
        self._page, self._context = page, context
        self._taken: dict[Kind, Taken] = {}
        self._year: Taken | None = None

    def take(self, kind: Kind) -> Value | None:
        """The flow, partner, product or period that is said; None where none is, or what is said is not clear."""
        if kind not in self._taken:
            self._taken[kind] = taken = self._context.take(kind)
            self._tell(kind, taken)
            if taken.value is None:
                self._tell_of_lack(kind, taken.unclear)
        return self._taken[kind].value

    def year(self) -> int | None:
        """The year of months without one."""
        if self._year is None:
            self._year = self._context.year()
            self._tell("year", self._year)
            if self._year.value is None:
                self._page.fault(Fault("no_year"), self._page.table.header.start, None)
        return self._year.value.start.year if isinstance(self._year.value, Period) else None

    def _tell(self, what: str, taken: Taken) -> None:
        if taken.value is None or taken.source is None:
            return
        if taken.rival is not None:
            other, said = taken.rival
            facts = {"what": what, "first": taken.value, "first_from": taken.source.where}
            facts |= {"second": other, "second_from": said.where}
            self._page.fault(Fault("context_disagrees", facts), row_of(self._page, said), None, said.text)
        else:
            self._page.remark("taken_from", what=what, value=taken.value, where=taken.source.where)

    def _tell_of_lack(self, kind: Kind, unclear: Said | None) -> None:
        unused = self._context.unused.get(kind)
        if kind not in DEFAULT:
            self._page.fault(Fault(f"no_{kind}"), self._page.table.header.start, None)
        elif unclear is not None:
            fault = Fault("context_unclear", {"what": kind, "where": unclear.where})
            self._page.fault(fault, row_of(self._page, unclear), None, unclear.text)
        elif unused:
            self._page.notebook.warn("name_unused", what=kind, value=tuple(sorted(map(str, unused))))
