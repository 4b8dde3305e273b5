"""Text -> Query: every word used, a known filler, or reported."""

from bot.question.explaining import explain
from bot.question.reading import LONGEST, read

__all__ = ["LONGEST", "explain", "read"]
