"""What words mean, in three scripts: tokens, names, word lists, spelling."""

from bot.words.lexicon import Entry, Lexicon, Meaning
from bot.words.loading import lexicon

__all__ = ["Entry", "Lexicon", "Meaning", "lexicon"]
