"""Whether what is said around a table fits what the table says itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from bot.model.figure import WORLD
from bot.model.period import Period
from bot.upload.context import Context, Said
from bot.upload.faults import Fault
from bot.upload.notebook import Page
from bot.upload.periods import Part, says_cumulative
from bot.upload.titles import is_derived, is_of_rates, names_rate
from bot.words import Lexicon


def check_flow(page: Page, context: Context, flows: Iterable[str]) -> None:
    """A table of exports alone under a title, sheet's name or caption that says imports is refused."""
    only = set(flows)
    if len(only) != 1:
        return
    given = only.pop()
    for said in context.said:
        other = said.one("flow")
        if said.where != "file" and not (said.verb or said.foreign) and other is not None and other != given:
            _disagree(page, "flow", given, other, said)
            return


def check_reporter(page: Page, context: Context, reporter: str) -> None:
    """A table that is said to be another country's is refused: `Reporter: Viet Nam`, `Exports of Thailand`."""
    for said in context.said:
        if said.foreign:
            page.fault(Fault("other_reporter", {"reporter": reporter}), row_of(page, said), None, said.text)


def check_services(page: Page, context: Context) -> None:
    """A table that is said to be of services is refused, and one of goods and services together."""
    for said in context.said:
        if said.services:
            page.fault(Fault("services"), row_of(page, said), None, said.text)


def check_partners(page: Page, context: Context, partners: Collection[str], lexicon: Lexicon) -> None:
    """A table of other partners than the one that is named around it may be that country's own: it is refused."""
    for said in context.said:
        named = [str(code) for code in said.values["partner"]]
        held = {member for code in named for member in lexicon.ever_members(code)}
        other = next((code for code in partners if code != WORLD and not held >= lexicon.ever_members(code)), None)
        if named and other is not None and not said.foreign:
            _disagree(page, "partner", other, min(named), said)


def check_periods(page: Page, context: Context, times: Sequence[object]) -> None:
    """Whole years under a title that says January to November may be those months of each year: it is refused."""
    years = [time for time in times if isinstance(time, Period) and time.is_year]
    if not years or len(years) != len(times):
        return
    for said in context.said:
        if len(said.months) == 1:
            _disagree(page, "period", years[0], _within(next(iter(said.months)), years[0]), said)
            return


def check_title(page: Page, context: Context, times: Sequence[object]) -> None:
    """A title of another time than every one that the table itself names is doubtful: it may be last month's."""
    own = [time for time in times if isinstance(time, Period)]
    for said in context.said:
        named = said.one("period") if said.one("flow") else None
        if isinstance(named, Period) and own and not any(t.start <= named.end and named.start <= t.end for t in own):
            page.notebook.warn("title_of_other_time", first=named, period=min(own))


def check_cumulative(page: Page, context: Context, times: Sequence[object]) -> None:
    """A line that calls the figures cumulative over single months leaves open which of them is meant."""
    line = next((said for said in context.said if said.where != "file" and says_cumulative(said.text)), None)
    months = [time for time in times or [context.take("period").value] if isinstance(time, Period | Part)]
    if line is None or not months or not all(map(_is_month, months)):
        return
    if any(_last(time) > 1 for time in months):
        page.fault(Fault("cumulative_unclear"), row_of(page, line), None, line.text)


def check_measure(page: Page, context: Context) -> None:
    """Growth, shares, forecasts, averages and real terms are refused; beside columns of growth or shares a line may
    speak of those.
    """
    beside = any(head and (head.growth or names_rate(head.text)) for head in page.table.heads)
    for said in context.said:
        if is_derived(said.title) or (is_of_rates(said.title) and not beside):
            page.fault(Fault("not_values"), row_of(page, said), None, said.text)


def _disagree(page: Page, what: str, given: object, other: object, said: Said) -> None:
    facts = {"what": what, "first": given, "first_from": "table", "second": other, "second_from": said.where}
    page.fault(Fault("context_disagrees", facts), row_of(page, said), None, said.text)


def row_of(page: Page, said: Said) -> int:
    """Where something is said, or the header of the table that it is said of."""
    return page.table.header.start if said.row is None else said.row


def _within(span: Part | Period, year: Period) -> Period:
    return span.of(year.start.year) if isinstance(span, Part) else span


def _is_month(time: Period | Part) -> bool:
    return time.is_month if isinstance(time, Period) else time.first == time.last


def _last(time: Period | Part) -> int:
    return time.end.month if isinstance(time, Period) else time.last
