"""Text -> Reading: the one way that a question is understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.model.answer import Note, Reading
from bot.model.coverage import Coverage
from bot.model.query import Query
from bot.question.building import Builder, Refused
from bot.question.filling import fill
from bot.question.follow import goes_on
from bot.question.nearest import named_first, of_each, whole_and_part, without
from bot.question.slots import Slots
from bot.question.spelling import spelt
from bot.question.words import words
from bot.words import Lexicon
from bot.words.spelling import is_english

_FEW = 5  # words and marks, of what may still go on from the question before
LONGEST = 500  # characters; nobody asks more of a trade bot in one message


def read(text: str, lexicon: Lexicon, coverage: Coverage, today: date, before: Query | None = None) -> Reading:
    """What a message asks, fully spelt out, or why it cannot be understood.

    before: the last question that was understood in this conversation, for what a follow-up leaves out.
    """
    return _Reader(lexicon, coverage, today, before).read(text)


@dataclass(frozen=True)
class _Reader:
    lexicon: Lexicon
    coverage: Coverage
    today: date
    before: Query | None
    suggests: bool = True

    def read(self, text: str) -> Reading:
        if len(text) > LONGEST:
            return _refusal(Note("too_long", {"limit": LONGEST}))
        found = spelt(text, self.lexicon)
        if not any(c.isalnum() for c in text):
            return _refusal(Note("empty"))
        slots = fill(words(found.pieces, self.today), self.lexicon, self.coverage.reporter)
        if _only_courtesy(slots):
            return Reading("answered", Query("help"))
        if _says_nothing(slots):
            return _refusal(Note("empty"))
        reading = self._understood(found.text, slots)
        typed = {read: typed for typed, read in found.corrections}
        unknown = tuple(typed.get(word, word) for word in reading.unknown)
        return replace(reading, corrections=found.corrections, unknown=unknown) if typed else reading

    def _understood(self, text: str, slots: Slots) -> Reading:
        reading = self._obstacle(text, slots)
        if reading is not None:
            return reading
        built = Builder(slots, self.lexicon, self.coverage, self.before).build()
        if isinstance(built, Refused):
            return self._in_the_way(text, slots, built.reason)
        return Reading("answered", built.query, notes=built.notes, alternatives=built.alternatives)

    def _obstacle(self, text: str, slots: Slots) -> Reading | None:
        """What stands in the way of an answer, the most telling first."""
        if slots.refused:
            return self._refused(text, slots)
        if _is_order(slots) and not self._adds(slots):
            return self._in_the_way(text, slots, Note("instruction", {"word": slots.words[0].text}))
        if slots.impossible:
            fault = slots.impossible[0]
            return self._in_the_way(text, slots, Note(fault.code, {"word": fault.text, "text": fault.text}))
        if slots.asks_what_there_is:
            return Reading("answered", Query("coverage"))
        if slots.unknown or slots.loose:
            return self._unknown(text, slots)
        if slots.ambiguous:
            return self._ambiguous(text, *slots.ambiguous[0])
        return None

    def _adds(self, slots: Slots) -> bool:
        """`add Japan`: to what was compared before."""
        return self.before is not None and slots.words[0].means("follow", "add")

    def _unknown(self, text: str, slots: Slots) -> Reading:
        unknown = (*slots.unknown, *slots.loose)
        word = unknown[0]
        near = self.lexicon.around(word) or self._spelt_like(word)
        reason = Note("unknown_word", {"word": word, "near": near})
        instead = (*self._instead(text, word, near), *self._rest(text, slots, unknown))
        return _refusal(reason, tuple(dict.fromkeys(instead)), unknown)

    def _spelt_like(self, word: str) -> tuple[str, ...]:
        """The names that a misspelt word may be; one that is spelt right is no slip (sneakers are no speakers)."""
        if is_english(word.lower()):
            return ()
        return (*self.lexicon.near_partners(word), *self.lexicon.near_products(word))[:3]

    def _refused(self, text: str, slots: Slots) -> Reading:
        """What the figures do not have: offered is the rest of the question, and of an exclusion both sides of it."""
        topic, word = slots.refused[0]
        words = tuple(dict.fromkeys((*(word for _, word in slots.refused), *slots.unknown)))
        reason = Note("not_goods_value", {"word": word, "topic": topic})
        sides = whole_and_part(slots, text, word, (*words, *slots.loose)) if topic == "excluded" else ()
        drove = self._instead(text, word, ["what drove"]) if topic == "cause" else ()  # why did exports grow
        return _refusal(reason, drove + (self._queries(sides) or self._rest(text, slots, words)), words)

    def _in_the_way(self, text: str, slots: Slots, reason: Note) -> Reading:
        """Why nothing can be made of it, and what can be made of the rest."""
        words = (reason.facts["word"],) if "word" in reason.facts else ()
        return _refusal(reason, self._rest(text, slots, words), words)

    def _rest(self, text: str, slots: Slots, words: tuple[str, ...]) -> tuple[Query, ...]:
        """The question less these words and all else that is not understood, what it names first, the one before."""
        if not (slots.flows or slots.verbs or slots.places or slots.products):
            short = len(slots.words) <= _FEW
            return (self.before,) if self.before is not None and (short or goes_on(slots)) else ()
        less = [without(slots, text, (*words, *slots.unknown, *slots.loose))] if words else []
        return self._queries([*less, named_first(slots)]) or self._queries(of_each(slots))

    def _ambiguous(self, text: str, word: str, codes: tuple[str, ...]) -> Reading:
        names = [self.lexicon.names.get((code, "en"), code) for code in codes]
        reason = Note("ambiguous_word", {"word": word, "choices": codes, "what": "partner"})
        choices = self._instead(text, word, names)
        return Reading("ambiguous", reason=reason, suggestions=choices, alternatives=choices)

    def _instead(self, text: str, word: str, names: Iterable[str]) -> tuple[Query, ...]:
        return self._queries(text.replace(word, f" {name} ") for name in names)

    def _queries(self, texts: Iterable[str]) -> tuple[Query, ...]:
        if not self.suggests:
            return ()
        reader = replace(self, suggests=False)
        readings = (reader.read(text) for text in texts)
        return tuple(dict.fromkeys(r.query for r in readings if r.query is not None and r.query.kind != "help"))


def _is_order(slots: Slots) -> bool:
    """`drop exports`: something that the bot should do to the figures."""
    first, second = [*(w for w in slots.words if not w.means("link")), None, None][:2]
    objects = ("flow", "partner", "about")
    return bool(first and second and first.means("imperative") and any(second.means(tag) for tag in objects))


def _only_courtesy(slots: Slots) -> bool:
    """A greeting, thanks, or a cry for help, and nothing asked."""
    named = (
        slots.flows or slots.verbs or slots.places or slots.products or slots.times or slots.unknown or slots.refused
    )
    return "help" in slots.kinds and not named and set(slots.kinds) == {"help"}


def _says_nothing(slots: Slots) -> bool:
    """`ok`, `yes`, `lol`: words that ask nothing of their own, and would only repeat the question before."""
    named = (slots.flows, slots.verbs, slots.places, slots.reporter, slots.products, slots.times, slots.unknown)
    cues = (slots.lists, slots.kinds, slots.orders, slots.peaks, slots.follow, slots.limit, slots.basis, slots.level)
    plain = all(word.is_mark or word.means("filler") or word.means("link") for word in slots.words)
    return plain and not any((*named, *cues, slots.refused, slots.loose, slots.all_partners, slots.all_products))


def _refusal(reason: Note, suggestions: tuple[Query, ...] = (), unknown: tuple[str, ...] = ()) -> Reading:
    return Reading("not_understood", reason=reason, suggestions=suggestions, unknown=unknown)
