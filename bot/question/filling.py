"""Words -> Slots: each word taken for what it can be at its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from bot.model.figure import TOTAL, WORLD, Flow
from bot.question.codes import join_names_and_codes
from bot.question.counts import take_code, take_number
from bot.question.here import Here, is_reporter, is_short_name
from bot.question.joined_times import joined
from bot.question.loose_ends import loose_ends
from bot.question.slots import Named, Slots
from bot.question.times import Impossible
from bot.question.us import us_named
from bot.question.words import Word
from bot.words import Lexicon

_FLOW_OF_LIST: dict[str, Flow] = {"buyer": "exports", "supplier": "imports"}
# The prepositions that put the reporter on the other side, what the traders are then, and the flow of any others.
_SIDE_OF_TRADER: dict[str, tuple[tuple[str, ...], str, Flow]] = {
    "importer": (("of", "from"), "buyer", "imports"),
    "exporter": (("to",), "supplier", "exports"),
}
_COLLECTED = {"order": "orders", "peak": "peaks", "follow": "follow"}


def fill(words: Sequence[Word], lexicon: Lexicon, reporter: str) -> Slots:
    """The slots of a question. reporter: the code of the country whose trade it is."""
    return _Filling(words, lexicon, reporter).slots


class _Filling:
    """One pass over the words, each taken for what it can be at its place."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, reporter: str) -> None:
        self.words = words
        self.lexicon = lexicon
        self.reporter = reporter
        self.slots = Slots(words)
        self.at = 0
        while self.at < len(words):
            self.at += self._take(words[self.at])
        join_names_and_codes(self.slots, lexicon)
        self.slots.sum |= self._adds_up()
        self.slots.times = joined(self.slots.times, words)
        self.slots.loose += loose_ends(self.slots, lexicon)

    @property
    def here(self) -> Here:
        return Here(self.words, self.at)

    def _take(self, word: Word) -> int:
        """Files one word; how many words were used."""
        if word.time is not None:
            self._take_time(word)
        elif (used := take_code(self.here, self.slots)) > 0:
            return used
        elif word.number is not None:
            take_number(self.here, self.slots)
        elif word.piece.norm == "us":
            self._take_us()
        elif word.is_mark and not word.piece.meanings:
            self._take_symbol(word)
        elif self._is_denial(word):
            pass
        elif not word.piece.meanings or word.means("inside") or not self._place_fits(word):
            self.slots.unknown.append(word.text)
        elif self._is_generic(word):
            self.slots.loose.append(word.text)
        else:
            self._take_meaning(word)
        return 1

    def _adds_up(self) -> bool:
        """`to US plus China`: as one sum."""
        lists = (self.slots.places, self.slots.products, [Named("", at) for at, _ in self.slots.times])
        between = (self.words[a.at + 1 : b.at] for named in lists for a, b in pairwise(named))
        return any(len(words) < 3 and any(w.means("follow", "add") for w in words) for words in between)

    def _is_denial(self, word: Word) -> bool:
        """`no, 2023`"""
        after = self.here.after
        return self.at == 0 and word.piece.norm == "no" and after is not None and after.means("mark", "comma")

    @staticmethod
    def _is_generic(word: Word) -> bool:
        """A part of names (islands), or a small word that could be taken for a code, and nothing else."""
        return all(m.tag in ("generic", "imperative") for m in word.piece.meanings)

    def _take_time(self, word: Word) -> None:
        before = self.here.before
        if before is not None and before.means("prep", "by"):
            self.slots.loose.append(f"{before.text} {word.text}")  # by May: no start
        if isinstance(word.time, Impossible):
            self.slots.impossible.append(word.time)
        elif word.time is not None:
            self.slots.times.append((self.at, word.time))

    # places

    def _place_fits(self, word: Word) -> bool:
        """A code in lower case, or a name of one character, counts only where a place must stand."""
        short = is_short_name(word)
        if not word.piece.weak and not short:
            return True
        before, after = self.here.before, self.here.after
        if before is not None and before.means("partner") and not is_short_name(before):
            return False  # 西班牙港
        if not short and after is not None and after.means("partner") and not after.piece.weak:
            return False  # Gt Britain
        acts = after is not None and (after.means("flow") or after.means("prep", "toward"))
        if acts or self.here.prep in ("to", "from", "with", "toward"):
            return short or len(word.piece.norm) == 2
        return short and any(is_short_name(w) or is_reporter(w, self.reporter) for w in self.here.beside)

    def _take_us(self) -> None:
        code = us_named(self.here, self.slots, self.reporter)
        if code:
            self._add_place(code)
        elif code is not None:
            self.slots.reporter.append(Named("", self.at, self.here.prep))

    def _add_place(self, code: str) -> None:
        self.slots.places.append(Named(code, self.at, self.here.prep))

    # symbols and words

    def _take_symbol(self, word: Word) -> None:
        """An emoji where a name should be is a name that is not known; elsewhere it is decoration."""
        picture = unicodedata.category(word.piece.norm[0]) in ("So", "Sc", "Cn")
        if picture and self.here.prep in ("to", "from", "of", "with"):
            self.slots.unknown.append(word.text)

    def _take_meaning(self, word: Word) -> None:
        if not self._take_name(word) and not self._take_trade(word):
            self._take_other(word)
        self._take_cues(word)

    def _take_name(self, word: Word) -> bool:
        """Takes the name of a country or product; whether it is one."""
        if word.means("ambiguous"):
            self.slots.ambiguous.append((word.text, tuple((word.value("ambiguous") or "").split())))
        elif is_reporter(word, self.reporter):
            prep = None if self._is_possessive(word) else self.here.prep
            self.slots.reporter.append(Named("", self.at, prep))
        elif word.means("partner"):
            self._take_partner(word)
        elif word.means("product"):
            self._take_product(word)
        else:
            return False
        return True

    def _take_trade(self, word: Word) -> bool:
        """Takes a word for trading, or for those who trade; whether it is one."""
        if word.means("flow"):
            self.slots.flows.append((self.at, cast("Flow", word.value("flow"))))
        elif word.means("pronoun"):
            self.slots.pronouns.append(self.at)
        elif word.means("trader"):
            self._take_trader(word)
        elif word.means("verb"):
            self.slots.verbs.append((self.at, word.value("verb") or ""))
        elif word.means("moved"):
            self.slots.moved.append((self.at, cast("Flow", word.value("moved"))))
        else:
            return False
        return True

    def _take_other(self, word: Word) -> None:
        tags = {meaning.tag for meaning in word.piece.meanings}
        if word.means("refuse") and not self._counts_percent():
            self.slots.refused.append((word.value("refuse") or "", word.text))
        elif tags <= {"time", "unit", "month", "ordinal"} and not word.means("unit", "annual"):
            self._take_part_of_time(word)

    def _counts_percent(self) -> bool:
        """`how many %`"""
        return self.here.after is not None and self.here.after.means("kind", "percent")

    def _is_possessive(self, word: Word) -> bool:
        """`to our markets`: what follows stands under the preposition; of one that sells, it is the reporter's."""
        after = self.here.after
        owning = after is not None and (word.means("reporter", "our") or after.means("mark", "apostrophe"))
        return owning and not self.slots.places

    def _take_trader(self, word: Word) -> None:
        """`importers of our goods` are buyers; among superlatives, traders without a side could be either."""
        role = word.value("trader") or ""
        preps, listed, flow = _SIDE_OF_TRADER[role]
        ranked = ("order", None), ("kind", "rank"), ("kind", "standing"), ("list", None)
        superlative = any(w.means(tag, value) for w in self.words for tag, value in ranked)
        if any(self._is_side(at, preps, superlative) for at in range(self.at + 2, len(self.words))):
            self._take_list(listed, word)
        elif superlative:
            self.slots.loose.append(word.text)
        else:
            self.slots.flows.append((self.at, flow))

    def _is_side(self, at: int, preps: Sequence[str], superlative: bool) -> bool:
        """Whether the word is the reporter, and stands under one of the prepositions (of our, from Cambodia)."""
        word, before = self.words[at], [w for w in self.words[self.at + 1 : at] if not w.means("link")]
        ours = is_reporter(word, self.reporter) or (superlative and word.piece.text == "us")
        return ours and bool(before) and any(before[-1].means("prep", prep) for prep in preps)

    def _take_part_of_time(self, word: Word) -> None:
        """A part of a time that makes no time: of a count (前五), after two names (之间), or out of place."""
        slots = self.slots
        if word.means("time", "between_after") and (slots.places or slots.reporter):
            slots.places = [replace(named, prep="between") for named in slots.places]
            slots.reporter = [replace(named, prep="between") for named in slots.reporter]
        elif word.means("time", "first") and self.here.after is not None and self.here.after.number is not None:
            slots.kinds.setdefault("rank", self.at)
        else:
            slots.loose.append(word.text)

    def _take_partner(self, word: Word) -> None:
        code = word.value("partner") or ""
        if code == WORLD:
            self.slots.all_partners = not word.means("filler") or self.here.prep in ("to", "from", "with")
            return
        if (assumed := self.lexicon.assumed_names.get(word.piece.norm)) is not None:
            self.slots.assumed.append((word.text, assumed.code, assumed.other))
        if self._is_ordinary(word):
            self.slots.loose.append(word.text)
        self.slots.members |= self._names_members(word, code)
        for each in self._listed_inside(word) or (code,):
            self._add_place(each)

    def _is_ordinary(self, word: Word) -> bool:
        """`imports of turkey`: goods, as likely as the country."""
        before = self.words[max(0, self.at - 2) : self.at]
        of_flow = len(before) == 2 and before[0].means("flow") and before[1].means("prep", "of")
        return of_flow and word.piece.text in self.lexicon.ordinary

    def _names_members(self, word: Word, code: str) -> bool:
        """`the G7 countries`, `EU members`: a group that is named by its countries."""
        tokens = word.text.split() if self.lexicon.is_group(code) else ()
        return any("partner" in self.lexicon.meanings(token, "list") for token in tokens)

    def _listed_inside(self, word: Word) -> tuple[str, ...]:
        """`China, Hong Kong and Macao`: not one name with a comma, but three in a list that goes on."""
        rest = [w for w in self.words[self.at + 1 :] if not w.means("link")][:2]
        if len(rest) < 2 or not rest[0].means("join") or not rest[1].means("partner"):
            return ()
        codes = [self.lexicon.partner(part) for part in word.text.split(",")]
        return tuple(c for c in codes if c) if len(codes) > 1 and all(codes) else ()

    def _take_product(self, word: Word) -> None:
        code = word.value("product") or ""
        if code != TOTAL and (first := self._first_of_compound()) is not None:
            self.slots.loose.append(f"{first.text} {word.text}")
        elif code == TOTAL:
            self.slots.all_products = not word.means("filler")
            self._take_ranked_goods(word)
        else:
            self.slots.products.append(Named(code, self.at, self.here.prep))

    def _take_ranked_goods(self, word: Word) -> None:
        """`main goods`, `biggest export goods`: which of them, not all."""
        before = self.words[max(0, self.at - 2) : self.at]
        superlative = any(w.means("order") or w.means("kind", "rank") for w in before)
        if superlative and word.piece.norm == "goods":
            self.slots.lists.append((self.at, "product"))

    def _first_of_compound(self) -> Word | None:
        """`rubber boots`, `footwear for bicycles`: two products in one are neither of the two."""
        linked = self.words[self.at - 1].means("prep", "for") if self.at > 1 else False
        at = self.at - 1 - linked
        before = self.words[at] if at >= 0 else None
        named = before is not None and before.means("product") and not before.means("filler")
        return before if named else None

    def _take_cues(self, word: Word) -> None:
        for meaning in word.piece.meanings:
            if meaning.tag == "kind":
                self._take_kind(meaning.value)
            elif meaning.tag == "list":
                self._take_list(meaning.value, word)
            elif meaning.tag in ("order", "peak", "follow"):
                getattr(self.slots, _COLLECTED[meaning.tag]).add(meaning.value)
            elif meaning.tag in ("basis", "level"):
                setattr(self.slots, meaning.tag, meaning.value)
            elif meaning.tag in ("sum", "deficit"):
                setattr(self.slots, meaning.tag, True)

    def _take_kind(self, kind: str) -> None:
        if kind == "growth" and kind in self.slots.kinds:
            self.slots.repeated_growth = True
        self.slots.kinds.setdefault(kind, self.at)

    def _take_list(self, what: str, word: Word) -> None:
        if word.means("link") and self._is_beside_name(what):
            return  # ប្រទេសចិន, 美国市场: no list, a part of the name
        self.slots.lists.append((self.at, what))
        if what in _FLOW_OF_LIST:
            self.slots.flows.append((self.at, _FLOW_OF_LIST[what]))

    def _is_beside_name(self, tag: str) -> bool:
        return any(w.means(tag) and not w.means("list") for w in self.here.beside)
