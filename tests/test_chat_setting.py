"""`/set` makes the row of a file out of one line, as it was typed."""

from __future__ import annotations

import pytest

from bot.chat.setting import one_figure


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("exports US 2025-01 868.7m", "exports,US,TOTAL,2025-01,868.7,USD million"),
        ("exports US 2025-01 868,700,000", 'exports,US,TOTAL,2025-01,"868,700,000",USD'),
        ("imports South Korea 2024 1.2 billion", "imports,South Korea,TOTAL,2024,1.2,USD billion"),
        ("exports US 64 2025-01 12mn", "exports,US,64,2025-01,12,USD million"),
        ("exports US HS 640399 2025-01 12k", "exports,US,640399,2025-01,12,thousand USD"),
        ("exports 2025-01 2.306b", "exports,World,TOTAL,2025-01,2.306,USD billion"),
        ("exports 64 2025-01 2m", "exports,World,64,2025-01,2,USD million"),
        ("exports US 2025-01 $868.7m", "exports,US,TOTAL,2025-01,868.7,USD million"),
        ("balance CN 2024-01/2024-11 -3.5m", "balance,CN,TOTAL,2024-01/2024-11,-3.5,USD million"),
        ("balance CN 2024-Q1 (3.5) million", "balance,CN,TOTAL,2024-Q1,(3.5),USD million"),
        ("exports US 2025-01", None),
        ("exports US 868.7m", None),
        ("exports US 2025-01 868.7 tonnes", None),
        ("", None),
    ],
)
def test_one_line_is_one_row(text: str, row: str | None) -> None:
    content = one_figure(text)
    assert (content.decode().splitlines()[1] if content else None) == row
