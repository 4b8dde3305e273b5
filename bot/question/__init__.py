"""Text -> Query: every word used, a known filler, or reported."""

from bot.question.reading import LONGEST, read

__all__ = ["LONGEST", "read"]
