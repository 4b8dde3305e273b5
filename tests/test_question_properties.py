"""Whatever is asked: a question made from a query gives that query back, and no word is passed over."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from question_world import FIRST, LAST, ask, query

from bot.model.figure import Flow
from bot.model.period import Month, Period
from bot.model.query import Query
from bot.words import lexicon

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]  # fmt: skip
FLOWS: dict[Flow, tuple[str, ...]] = {
    "exports": ("exports to {}", "{} exports", "shipments to {}", "what we sold to {}", "exported to {}"),
    "imports": ("imports from {}", "{} imports", "purchases from {}", "what we bought from {}", "imported from {}"),
    "trade": ("trade with {}", "total trade with {}", "{} trade", "bilateral trade with {}"),
    "balance": ("balance with {}", "trade balance with {}", "net exports to {}"),
}
COUNTRIES = sorted(lexicon().countries - {"KH", "CG", "CD", "XK"})
KNOWN_WORDS = (
    "exports",
    "imports",
    "January",
    "2024",
    "the",
    "US",
    "growth",
    "top",
    "5",
    "please",
    "to",
    "and",
    "share",
)


def month_forms(month: Month) -> list[str]:
    name = MONTHS[month.month - 1]
    year, number = month.year, f"{month.month:02d}"
    in_words = [f"{name} {year}", f"{name[:3]} {year}", f"in {name} {year}", f"{name} of {year}", f"{year} {name}"]
    return [*in_words, f"{year}-{number}", f"{number}/{year}"]


def span_forms(period: Period) -> list[str]:
    first, last = (f"{MONTHS[m.month - 1]} {m.year}" for m in (period.start, period.end))
    forms = [f"{first} to {last}", f"from {first} to {last}", f"between {first} and {last}", f"{first} - {last}"]
    return [*forms, f"{period.start} to {period.end}"]


months = st.integers(FIRST.index, LAST.index).map(Month)
periods = st.one_of(
    months.map(Period.of_month),
    st.tuples(months, months).filter(lambda m: m[0] < m[1]).map(lambda m: Period(*m)),
    st.integers(2015, 2024).map(Period.of_year),
)


@st.composite
def worded(draw: st.DrawFn) -> tuple[str, Query]:
    """A question with the query it was made from."""
    flow: Flow = draw(st.sampled_from(sorted(FLOWS)))
    code = draw(st.sampled_from(COUNTRIES))
    period = draw(periods)
    if period.is_month:
        when = draw(st.sampled_from(month_forms(period.start)))
    elif period.is_year and draw(st.booleans()):
        when = draw(st.sampled_from([str(period.start.year), f"in {period.start.year}", f"year {period.start.year}"]))
    else:
        when = draw(st.sampled_from(span_forms(period)))
    who = draw(st.sampled_from(FLOWS[flow])).format(lexicon().partner_name(code))
    shape = draw(
        st.sampled_from(["{who} {when}", "{who}, {when}?", "what were {who} {when}", "please show {who} {when}"])
    )
    return shape.format(who=who, when=when), Query("value", (flow,), (code,), periods=(period,))


@given(worded())
@settings(max_examples=300, deadline=None)
def test_a_question_made_from_a_query_is_that_query(case: tuple[str, Query]) -> None:
    text, expected = case
    assert query(text) == expected, text


@given(
    st.lists(st.sampled_from(KNOWN_WORDS), max_size=7),
    st.text("bcdfghjklmnpqrstvwxz", min_size=5, max_size=12),
    st.data(),
)
@settings(max_examples=300, deadline=None)
def test_a_word_that_means_nothing_is_never_passed_over(known: list[str], strange: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(known)))
    reading = ask(" ".join([*known[:at], strange, *known[at:]]))
    corrected = any(strange in typed for typed, _ in reading.corrections)
    assert reading.query is None or corrected or strange in lexicon().entries


@given(st.text(max_size=120))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    reading = ask(text)
    assert (reading.query is None) == (reading.status != "answered")
