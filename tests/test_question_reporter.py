"""Whose trade it is comes from the configuration: its names are us, and Cambodia is a partner like any other."""

from __future__ import annotations

import pytest
from question_world import TODAY, Everything

from bot.model.query import Query
from bot.question import read
from bot.words import lexicon


class Vietnamese(Everything):
    """The same figures of another country."""

    reporter = "VN"


def asked(text: str) -> Query | None:
    """What a question means to the Vietnamese bot."""
    return read(text, lexicon(), Vietnamese(), TODAY).query


@pytest.mark.parametrize(
    ("text", "flow", "partner"),
    [
        ("exports to Cambodia 2024", "exports", "KH"),
        ("Cambodia imports 2024", "imports", "KH"),
        ("our exports to cambodia in 2024", "exports", "KH"),
        ("Vietnam exports 2024", "exports", "WLD"),
        ("exports from Vietnam to the US 2024", "exports", "US"),
        ("Japan imports from Vietnam 2024", "exports", "JP"),
        ("exports to Vietnam's markets 2024", "exports", "WLD"),
        ("对柬埔寨出口2024年", "exports", "KH"),
        ("越南对美国出口2024年", "exports", "US"),
        ("ការនាំចេញទៅកម្ពុជា ឆ្នាំ២០២៤", "exports", "KH"),
    ],
)
def test_the_names_of_the_reporter_are_those_of_the_configured_one(text: str, flow: str, partner: str) -> None:
    query = asked(text)
    assert query is not None
    assert (query.flows, query.partners) == ((flow,), (partner,))
