"""Words -> Slots: each word taken for what it can be at its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from bot.model.figure import TOTAL, WORLD, Flow
from bot.question.codes import digits_of_code, hs_code
from bot.question.joined_times import joined
from bot.question.loose_ends import loose_ends
from bot.question.slots import Named, Slots
from bot.question.times import Impossible
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
        self.slots.times = joined(self.slots.times, words)
        self.slots.loose += loose_ends(self.slots, lexicon)

    def _take(self, word: Word) -> int:
        """Files one word; how many words were used."""
        if word.time is not None:
            self._take_time(word)
        elif (used := self._take_code()) > 0:
            return used
        elif word.number is not None:
            self._take_number(word)
        elif word.piece.norm == "us":
            self._take_us(word)
        elif word.is_mark and not word.piece.meanings:
            self._take_symbol(word)
        elif self._is_denial(word):
            pass
        elif not word.piece.meanings or not self._place_fits(word):
            self.slots.unknown.append(word.text)
        elif self._is_generic(word):
            self.slots.loose.append(word.text)
        else:
            self._take_meaning(word)
        return 1

    def _is_denial(self, word: Word) -> bool:
        """`no, 2023`"""
        following = self.words[self.at + 1 : self.at + 2]
        return self.at == 0 and word.piece.norm == "no" and any(w.means("mark", "comma") for w in following)

    @staticmethod
    def _is_generic(word: Word) -> bool:
        """A part of names (islands), or a small word that could be taken for a code, and nothing else."""
        return all(m.tag in ("generic", "imperative") for m in word.piece.meanings)

    def _take_time(self, word: Word) -> None:
        before = self.words[self.at - 1] if self.at else None
        if before is not None and before.means("prep", "by"):
            self.slots.loose.append(f"{before.text} {word.text}")  # by May: no start
        if isinstance(word.time, Impossible):
            self.slots.impossible.append(word.time)
        elif word.time is not None:
            self.slots.times.append((self.at, word.time))

    # numbers and codes

    def _take_code(self) -> int:
        """`HS 6403.99`, 第64章: how many words it takes, 0 where there is no code."""
        digits, used = digits_of_code(self.words[self.at :])
        if not used:
            return 0
        code = hs_code(digits)
        if code is None:
            self.slots.unknown.append(f"HS {digits}")
        else:
            self.slots.products.append(Named(code, self.at, self._prep()))
        return used

    def _take_number(self, word: Word) -> None:
        code = hs_code(word.piece.norm) if word.piece.norm.isdigit() else None
        if self._is_amount():
            self.slots.unknown.append(f"{word.text} {self.words[self.at + 1].text}")
        elif code and (len(word.piece.norm) in (4, 6) or self._goes_on_with_codes()):
            self.slots.products.append(Named(code, self.at, self._prep()))
        elif self._counts_a_list() and self.slots.limit is None:
            self.slots.limit = word.number
        elif code and len(word.piece.norm) == 2 and self._prep() == "of":
            self.slots.products.append(Named(code, self.at, "of"))
        elif word.piece.norm not in ("one", "1") or word.piece.norm.isdigit():
            self.slots.unknown.append(word.text)

    def _counts_a_list(self) -> bool:
        number = self.words[self.at].number or 0
        telling = [(at, w) for at, w in enumerate(self.words) if at != self.at and not _is_small(w)]
        near = [w for at, w in telling if at < self.at][-2:] + [w for at, w in telling if at > self.at][:2]
        cues = any(
            w.means("kind", "rank") or w.means("order") or w.means("peak") or w.means("list")
            or w.means("kind", "contribution") or (w.means("flow") and w.value("list"))
            for w in near
        )  # fmt: skip
        return 1 <= number <= 300 and (cues or self._ends_with_rank())

    def _goes_on_with_codes(self) -> bool:
        """`HS 61, 62 and 64`: the word for a code stands once."""
        listed = self.words[self.slots.products[-1].at : self.at] if self.slots.products else ()
        coded = bool(listed) and (listed[0].means("code") or listed[0].number is not None)
        return coded and all(_is_joint(w) or w.means("code") or w.number is not None for w in listed)

    def _is_amount(self) -> bool:
        """`over 2 billion`, `up 20%`: no count of anything."""
        following = self.words[self.at + 1] if self.at + 1 < len(self.words) else None
        return following is not None and (following.means("scale") or following.means("kind", "percent"))

    def _begins_a_count(self, word: Word) -> bool:
        """前五: the first so many of a ranking."""
        following = self.words[self.at + 1] if self.at + 1 < len(self.words) else None
        return word.means("time", "first") and following is not None and following.number is not None

    def _ends_with_rank(self) -> bool:
        before = self.words[self.at - 1] if self.at else None
        return before is not None and before.means("time", "first")

    # places

    def _prep(self) -> str | None:
        """The preposition that the word stands under: through articles, and through a list (to US and China)."""
        for i in range(self.at - 1, -1, -1):
            word = self.words[i]
            if word.means("prep"):
                return word.value("prep")
            listed = _is_joint(word)
            named = word.means("partner") or word.means("reporter") or word.means("product")
            if word.time is not None or not (listed or word.means("link") or (named and self._in_list(i))):
                return None
        return None

    def _in_list(self, i: int) -> bool:
        """Whether a join stands between word i and this one."""
        between = self.words[i + 1 : self.at]
        return any(map(_is_joint, between))

    def _place_fits(self, word: Word) -> bool:
        """A code in lower case, or a name of one character, counts only where a place must stand."""
        short = _is_short_name(word)
        if not word.piece.weak and not short:
            return True
        before, after = self.words[max(0, self.at - 1) : self.at], self.words[self.at + 1 : self.at + 2]
        if any(w.means("partner") and not _is_short_name(w) for w in before):
            return False  # 西班牙港
        acts = any(w.means("flow") or w.means("prep", "toward") for w in after)
        if acts or self._prep() in ("to", "from", "with", "toward"):
            return short or len(word.piece.norm) == 2
        return short and any(_is_short_name(w) or self._is_reporter(w) for w in (*before, *after))

    def _take_us(self, word: Word) -> None:
        if any(w.piece.norm == "$" for w in self.words[self.at + 1 : self.at + 2]):
            return  # US$
        before = self.words[self.at - 1] if self.at else None
        told = before is not None and before.means("teller")
        if word.piece.text.isupper() and not told and not self._all_capitals():
            self._add_place("US")
        elif told:
            return
        elif before is not None and before.piece.norm == "the":
            self._add_place("US")
        elif self._us_is_reporter(before):
            self.slots.reporter.append(Named("", self.at, self._prep()))
        else:
            self._add_place("US")

    def _all_capitals(self) -> bool:
        latin = [w.piece.text for w in self.words if w.piece.script == "latin" and len(w.piece.text) > 2]
        return len(latin) > 1 and all(t.isupper() for t in latin)

    def _us_is_reporter(self, before: Word | None) -> bool:
        """Where another country is the one that buys or sells, `us` is the reporter."""
        if before is not None and before.means("verb"):
            return True
        prep = self._prep()
        if prep in ("to", "from") and any(self.words[at].means("trader") for at, _ in self.slots.lists):
            return True
        said = self.words[self._start_of_part() : self.at]
        others = any(self._is_other(w) for w in said)
        acts = any(w.means("verb") or w.means("flow") or w.means("list", "buyer") for w in said)
        if prep in ("from", "to", "with") and others and acts:
            return True
        elsewhere = [*self.words[: self.at], *self.words[self.at + 1 :]]
        return prep == "between" and any(self._is_other(w) for w in elsewhere)

    def _start_of_part(self) -> int:
        """Where the part of the question begins that the word is in: after what compares or joins."""
        parting = (i for i in range(self.at - 1, -1, -1) if _parts(self.words[i]))
        return next(parting, -1) + 1

    def _is_reporter(self, word: Word) -> bool:
        """A name of the reporter, or we and our; `us` can be a partner too."""
        named = word.means("partner", self.reporter)
        return named or word.means("reporter", "us") or word.means("reporter", "our")

    def _is_other(self, word: Word) -> bool:
        """Another country, or countries that are asked for."""
        country = word.means("partner") and not self._is_reporter(word)
        return country or any(word.means("list", v) for v in ("partner", "who", "buyer", "supplier"))

    def _add_place(self, code: str) -> None:
        self.slots.places.append(Named(code, self.at, self._prep()))

    # symbols and words

    def _take_symbol(self, word: Word) -> None:
        """An emoji where a name should be is a name that is not known; elsewhere it is decoration."""
        picture = unicodedata.category(word.piece.norm[0]) in ("So", "Sc", "Cn")
        if picture and self._prep() in ("to", "from", "of", "with"):
            self.slots.unknown.append(word.text)

    def _take_meaning(self, word: Word) -> None:
        if not self._take_name(word) and not self._take_trade(word):
            self._take_other(word)
        self._take_cues(word)

    def _take_name(self, word: Word) -> bool:
        """Takes the name of a country or product; whether it is one."""
        if word.means("ambiguous"):
            self.slots.ambiguous.append((word.text, tuple((word.value("ambiguous") or "").split())))
        elif self._is_reporter(word):
            prep = None if self._is_possessive(word) else self._prep()
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
        following = self.words[self.at + 1] if self.at + 1 < len(self.words) else None
        return following is not None and following.means("kind", "percent")

    def _is_possessive(self, word: Word) -> bool:
        """`to our markets`: what follows stands under the preposition; of one that sells, it is the reporter's."""
        following = self.words[self.at + 1 : self.at + 2]
        owning = word.means("reporter", "our") or any(w.means("mark", "apostrophe") for w in following)
        return owning and bool(following) and not self.slots.places

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
        ours = self._is_reporter(word) or (superlative and word.piece.text == "us")
        return ours and bool(before) and any(before[-1].means("prep", prep) for prep in preps)

    def _take_part_of_time(self, word: Word) -> None:
        """A part of a time that makes no time: of a count (前五), after two names (之间), or out of place."""
        slots = self.slots
        if word.means("time", "between_after") and (slots.places or slots.reporter):
            slots.places = [replace(named, prep="between") for named in slots.places]
            slots.reporter = [replace(named, prep="between") for named in slots.reporter]
        elif self._begins_a_count(word):
            slots.kinds.setdefault("rank", self.at)
        else:
            slots.loose.append(word.text)

    def _take_partner(self, word: Word) -> None:
        code = word.value("partner") or ""
        if code == WORLD:
            self.slots.all_partners = not word.means("filler") or self._prep() in ("to", "from", "with")
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
            self.slots.products.append(Named(code, self.at, self._prep()))

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
        before, after = self.words[max(0, self.at - 1) : self.at], self.words[self.at + 1 : self.at + 2]
        return any(w.means(tag) and not w.means("list") for w in (*before, *after))


def _parts(word: Word) -> bool:
    """Whether another part of a question begins after the word."""
    return _is_joint(word) or (word.means("kind", "compare") and not word.means("list"))


def _is_joint(word: Word) -> bool:
    return word.means("join") or word.means("mark", "comma") or word.means("mark", "slash")


def _is_short_name(word: Word) -> bool:
    """美, 日, 柬: a country in one character."""
    return word.piece.script == "han" and len(word.piece.norm) == 1 and word.means("partner")


def _is_small(word: Word) -> bool:
    telling = ("kind", "order", "peak", "list", "flow", "partner", "product")
    return (word.is_mark or word.means("filler") or word.means("link")) and not any(word.means(t) for t in telling)
