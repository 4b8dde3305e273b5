"""The codes of notes and reasons, and the facts of each. The wording of each is in `reply`; a test holds that none lacks one.

Facts are model values: Month, Period, partner and product codes, flows, figures, plain strings and numbers.
"""

from __future__ import annotations

from typing import Final

# Reasons of not_understood and ambiguous (the question room).
REASONS_OF_READING: Final[dict[str, str]] = {
    "empty": "nothing was asked",
    "too_long": "limit: the most characters a question may have",
    "unknown_word": "word: not known; near: names or words that are (may be empty)",
    "ambiguous_word": "word: has several meanings; choices: partner or product codes; what: partner | product",
    "not_goods_value": "word: what was asked for that the figures do not have (a price, tonnes, riel, services, GDP, a forecast), or that is not done (leaving something out); "
    "topic: price | quantity | count | currency | services | economy | forecast | tariff | adjusted | excluded | cause | advice",
    "other_countries": "seller, buyer: partner codes; trade between two other places",
    "other_total": "partner: a country (or WLD) all of whose trade, or whose own partners, are asked for",
    "instruction": "word: an instruction to the bot, not a question",
    "no_question": "only names of no clear use together",
    "impossible_period": "text: a month or span that cannot be",
    "days": "word: a day, a week, a season, a fiscal year: figures are by calendar month",
    "open_period": "word: before, after, until without a start: a period with two ends is needed",
    "contradiction": "first, second: two words that cannot both hold",
    "too_much": "what: partners | products | periods; limit: how many are taken at a time",
    "no_growth_of_balance": "a balance has a change, never a percentage or a share",
    "no_share": "what: why there is nothing to be a share of",
    "no_rank_of_group": "partner: a group, which has no rank among countries",
    "two_questions": "more than one question in a message: flows with partners or times of their own",
    "compare_with_what": "a comparison with nothing to compare with",
    "unsupported": "kinds: two things asked for that cannot be had together (a ranking by growth, a share over time)",
    "nothing_before": "a follow-up with nothing before it",
}

# Reasons of no_data (the analysis, or a period that the store does not reach).
REASONS_OF_NO_DATA: Final[dict[str, str]] = {
    "no_figures": "flow, partner, product: no figure at all is in the store; available: periods that are not relevant here are not given",
    "missing_months": "flow, partner, product: for which; period; months: the missing Months; available: Periods that there are; latest: Month or None",
    "too_coarse": "flow, partner, product, period, value, precision (USD): a derived value that its rounding makes useless; available: Periods published",
    "not_yet": "period: not over or in the future; latest: the latest Month there is, or None",
    "member_missing": "group, members: codes of members that have figures, but not for months of period",
    "parts_missing": "flow, partner, product, period; codes: HS codes of the catalogue product without a figure for the period; available, latest",
    "part_exceeds_whole": "flow, partner, product, period: of the whole; its published value is less than its part's, so there is no share",
    "no_base": "flow, partner, product, period: the earlier period that a growth needs and that is not there",
    "zero_base": "flow, partner, product, period: the earlier value is zero or negative, so there is no percentage",
    "nothing_to_rank": "flow, by, period: no country (or product) has figures for the whole period",
    "empty_store": "there are no figures at all",
}

# Notes of the reading.
NOTES_OF_READING: Final[dict[str, str]] = {
    "year_assumed": "period: the year was not named",
    "no_day": "word, period: a month with what could be a day or a short year (June 25)",
    "latest_assumed": "period: no period was named; the latest there is",
    "flow_assumed": "flow: no flow was named",
    "read_as": "word, partner: a name with a second meaning (Korea is South Korea)",
    "partial": "period, whole: the months of an unfinished year, half or quarter that there are",
    "same_months": "period: compared over the same months",
    "reporter_view": "word: the sentence was turned round to the reporter's own view",
}

# Notes of the analysis.
NOTES_OF_ANALYSIS: Final[dict[str, str]] = {
    "derived": "flow, partner, product, period, precision (USD; None where exact): worked out from other published figures",
    "provisional": "periods: provisional figures are among them",
    "revised": "flow, partner, product, period, old, new (USD), release: published with another value before",
    "rounded_growth": "flow, partner, product, period, measure; low, high (percent): the figures' rounding leaves the growth open between "
    "these; published (percent), where the source gives another one within them",
    "published_growth": "flow, partner, product, period, yoy_pct: growth as the source published it, from unrounded figures",
    "growth_disagrees": "flow, partner, product, period, published, computed (percent)",
    "no_base": "flow, partner, product, period: no year-earlier (or month-earlier) figure, so no growth",
    "zero_base": "flow, partner, product, period: the earlier value is zero or negative, so no percentage",
    "small_base": "flow, partner, product, period, value (USD): growth from under a million dollars",
    "no_whole": "flow, partner, product, period: no published total, so no share",
    "rank_among": "by, flow, product, period, count: how many single countries (or products) were ranked",
    "left_out": "by, codes, period: countries or products without the whole period, left out of the rank",
    "left_out_rough": "by, codes, period: those whose value is too rough to say where they stand, left out of the rank",
    "rough_in_rank": "by, codes, period: those whose value could only be worked out too roughly: ranked, but not shown",
    "members_without_figures": "group, members, periods: members without any figure in the store, counted as nothing; periods: "
    "where that is so, none for all that is shown",
    "membership_changed": "group, joined: ((code, Month), ...), left: ((code, Month), ...) within the periods shown",
    "published_group": "group, periods: the source's own figures for the group; none: all of them are",
    "published_product": "flow, partner, product, periods: the source's own figures for a catalogue product, beside sums",
    "missing_in_series": "months: without a figure, left out",
    "rough_in_series": "months: whose values could only be worked out too roughly, left out",
    "missing_flow": "flow, partner, product, period: not there, while others are",
    "rough_flow": "flow, partner, product, period: could only be worked out too roughly, while others are there",
    "ytd_missing": "period: the year to date is not there",
    "ties": "value (USD), codes: equal values share a rank",
    "others": "contribution_pp, change (USD): the rest of the total's change, beside the first `told` of the parts",
    "lengths_differ": "periods: compared, but not of the same number of months",
    "coverage": "partner, product: of what; spans: ((flow, first Month, last Month), ...) with a value; available: ((flow, Periods published), ...) "
    "within the periods asked for; figures, partners, products: how many the store has; release: the last Release, or None",
    "whole_differs": "period: the parts add up to more than the published total",
}

NOTES: Final[dict[str, str]] = REASONS_OF_READING | REASONS_OF_NO_DATA | NOTES_OF_READING | NOTES_OF_ANALYSIS
