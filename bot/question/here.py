"""One word of a question and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.question.words import Word


@dataclass(frozen=True, slots=True)
class Here:
    """The word at a place in the row of words."""

    words: Sequence[Word]
    at: int

    @property
    def word(self) -> Word:
        """The word itself."""
        return self.words[self.at]

    @property
    def before(self) -> Word | None:
        """The word before it; None at the beginning."""
        return self.words[self.at - 1] if self.at else None

    @property
    def after(self) -> Word | None:
        """The word after it; None at the end."""
        return self.words[self.at + 1] if self.at + 1 < len(self.words) else None

    @property
    def beside(self) -> tuple[Word, ...]:
        """The words before and after it, those that there are."""
        return tuple(word for word in (self.before, self.after) if word is not None)

    @property
    def prep(self) -> str | None:
        """The preposition that it stands under: through articles, and through a list (to US and China)."""
        for i in range(self.at - 1, -1, -1):
            word = self.words[i]
            if word.means("prep"):
                return word.value("prep")
            listed = is_joint(word)
            named = word.means("partner") or word.means("reporter") or word.means("product")
            if word.time is not None or not (listed or word.means("link") or (named and self._in_list(i))):
                return None
        return None

    def _in_list(self, i: int) -> bool:
        """Whether a join stands between word i and this one."""
        return any(map(is_joint, self.words[i + 1 : self.at]))


def is_joint(word: Word) -> bool:
    """Whether it joins what a list names: and, or, a comma, a slash."""
    return word.means("join") or word.means("mark", "comma") or word.means("mark", "slash")


def is_short_name(word: Word) -> bool:
    """美, 日, 柬: a country in one character."""
    return word.piece.script == "han" and len(word.piece.norm) == 1 and word.means("partner")


def is_reporter(word: Word, reporter: str) -> bool:
    """A name of the reporter (its code), or we and our; `us` can be a partner too."""
    return word.means("partner", reporter) or word.means("reporter", "us") or word.means("reporter", "our")
