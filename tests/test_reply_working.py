"""Each computed number can be checked by hand from its line."""

from __future__ import annotations

import pytest
from reply_answers import NAMES, row, term

from bot.model.answer import Step
from bot.reply.voice import voice
from bot.reply.working import step_text

US = "exports to the United States"


def line(step: Step, language: str = "en") -> str:
    return step_text(voice(NAMES, language), step)


def test_growth_is_the_later_by_the_earlier() -> None:
    step = Step("growth", row("yoy_pct", 38.586), (term(868.7e6, 1e5), term(626.83e6, 1e4, "2024-01")))
    assert line(step) == f"38.6 % = 868.7 / 626.83 - 1 ({US}, January 2025; USD million: January 2025, January 2024)"


def test_a_fall_has_its_minus() -> None:
    step = Step("growth", row("mom_pct", -3.149), (term(1e6), term(1.0325e6, None, "2024-12")))
    assert line(step).startswith("-3.1 % = 1.000 / 1.033 - 1 ")


def test_a_running_total_less_another() -> None:
    terms = (term(1985e6, 1e6, "2024-01/2024-03"), term(1290e6, 1e7, "2024-01/2024-02", sign=-1))
    step = Step("sum", row("value", 695e6, 11e6, "2024-03"), terms)
    assert line(step) == f"695 = 1,985 - 1,290 ({US}, March 2024; USD million: Q1 2024, January to February 2024)"


def test_a_sum_that_begins_with_a_minus_and_a_negative_figure() -> None:
    terms = (term(50e6, 1e6, sign=-1), term(-20e6, 1e6, flow="balance"), term(90e6, 1e6, flow="trade"))
    step = Step("sum", row("value", 20e6, 1e6), terms)
    assert line(step).startswith("20 = -50 + (-20) + 90 ")


def test_flows_are_named_where_they_differ() -> None:
    terms = (term(892.47e6, 1e4, flow="trade"), term(844.94e6, 1e4, flow="balance"))
    step = Step("half_sum", row("value", 868.705e6, 1e4), terms)
    assert line(step) == (
        f"868.71 = (892.47 + 844.94) / 2 ({US}, January 2025; USD million: "
        "trade with the United States, trade balance with the United States)"
    )


def test_a_share_names_its_part_and_its_whole() -> None:
    step = Step("share", row("share_pct", 37.671), (term(868.7e6, 1e5), term(2.306e9, 1e6, partner="WLD")))
    assert line(step) == f"37.7 % = 868.7 / 2,306 ({US}, January 2025; USD million: {US}, exports)"


def test_an_average_a_difference_a_yearly_growth_a_contribution() -> None:
    year = term(9.92e9, 1e7, "2024-01/2024-12")
    assert line(Step("average", row("average", 826.67e6, 8.3e5), (year,), 12)).startswith("826.7 = 9,920 / 12 ")
    pair = (term(868.7e6, 1e5), term(626.83e6, 1e4, "2024-01"))
    assert line(Step("difference", row("change", 241.87e6, 1.1e5), pair)).startswith("241.87 = 868.7 - 626.83 ")
    assert line(Step("cagr", row("cagr_pct", 5.57), pair, 2)).startswith("5.6 % = (868.7 / 626.83) ^ (1 / 2) - 1 ")
    parts = (*pair, term(1.967e9, 1e6, "2024-01", partner="WLD"))
    assert line(Step("contribution", row("contribution_pp", 12.296), parts)).startswith(
        "+12.3 points = (868.7 - 626.83) / 1,967 "
    )


def test_published_growth_says_so() -> None:
    step = Step("published_growth", row("yoy_pct", 38.6, published=True), (term(868.7e6),))
    assert line(step) == f"38.6 % as published ({US}, January 2025)"


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [(868_703_412.0, "868.70 / 868.70", "8.687 / 8.687"), (842_310.0, "842,310 / 842,310", "84.23 / 84.23")],
)
def test_exact_figures_have_enough_digits_and_small_ones_are_in_dollars(
    value: float, english: str, chinese: str
) -> None:
    step = Step("growth", row("yoy_pct", 0.0), (term(value), term(value, None, "2024-01")))
    assert f"0.0 % = {english} - 1" in line(step)
    assert f"0.0 % = {chinese}" in line(step, "zh")
