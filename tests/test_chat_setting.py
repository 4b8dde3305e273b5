"""`/set` makes the row of a file out of one line, as it was typed."""

from __future__ import annotations

import pytest

from bot.chat.setting import one_figure
from bot.words import lexicon


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("exports US 2025-01 868.7m", "exports,US,TOTAL,2025-01,868.7,m,final"),
        ("exports US 2025-01 868,700,000", 'exports,US,TOTAL,2025-01,"868,700,000",USD,final'),
        ("imports South Korea 2024 1.2 billion", "imports,South Korea,TOTAL,2024,1.2,billion,final"),
        ("exports US 64 2025-01 12mn", "exports,US,64,2025-01,12,mn,final"),
        ("exports US HS 640399 2025-01 12k", "exports,US,640399,2025-01,12,k,final"),
        ("exports US TOTAL 2025-01 12k", "exports,US,TOTAL,2025-01,12,k,final"),
        ("exports 2025-01 2.306b", "exports,World,TOTAL,2025-01,2.306,b,final"),
        ("exports 64 2025-01 2m", "exports,World,64,2025-01,2,m,final"),
        ("exports 10 2024 2m", "exports,World,10,2024,2,m,final"),
        ("exports US 2025-01 $868.7m", "exports,US,TOTAL,2025-01,868.7,m,final"),
        ("balance CN 2024-01/2024-11 -3.5m", "balance,CN,TOTAL,2024-01/2024-11,-3.5,m,final"),
        ("balance CN 2024-Q1 (3.5) million", "balance,CN,TOTAL,2024-Q1,(3.5),million,final"),
        ("exports to US 04/2025 US$868.7m", "exports,US,TOTAL,04/2025,868.7,m,final"),
        ("imports from Viet Nam Jan to Nov 2024 $3,000m", 'imports,Viet Nam,TOTAL,Jan to Nov 2024,"3,000",m,final'),
        ("exports from US 2025-04 5m", "exports,from US,TOTAL,2025-04,5,m,final"),
        ("exports US April 2025 868.7m provisional", "exports,US,TOTAL,April 2025,868.7,m,provisional"),
        ("exports US 202504 868.7 USD million", "exports,US,TOTAL,202504,868.7,USD million,final"),
        ("exports US Q1 2025 868 700 000", "exports,US,TOTAL,Q1 2025,868 700 000,USD,final"),
        ("exports US 2025-04 ៨៦៨.៧ លាន", "exports,US,TOTAL,2025-04,868.7,លាន,final"),
        ("出口 美国 2025年4月 8.687亿", "出口,美国,TOTAL,2025年4月,8.687,亿,final"),
        ("exports US 2025-01", None),
        ("exports US 868.7m", None),
        ("exports US May 868.7m", None),
        ("exports US 01/02/2025 5m", None),
        ("exports US 2025-01 5%", None),
        ("exports US 2025-01 868.7m extra", None),
        ("exports US 2025-01 868.7 tonnes", None),
        ("", None),
    ],
)
def test_one_line_is_one_row(text: str, row: str | None) -> None:
    content = one_figure(text, lexicon())
    assert (content.decode().splitlines()[1] if content else None) == row
