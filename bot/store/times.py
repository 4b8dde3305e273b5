"""Points of time as text, in UTC: readable, and in order as text too."""

from __future__ import annotations

from datetime import UTC, datetime


def text_of(at: datetime) -> str:
    """`2025-02-16 08:00:00.000000+00:00`. ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a time without a time zone")
    return at.astimezone(UTC).isoformat(" ", timespec="microseconds")


def time_of(text: str) -> datetime:
    """The other way round."""
    return datetime.fromisoformat(text)
