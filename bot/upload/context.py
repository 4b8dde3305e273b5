"""What the caption, the lines above a table, the sheet's name and the file's name say of the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from pathlib import PurePath
from typing import Final, Literal

from bot.model.figure import TOTAL, WORLD
from bot.model.period import Period
from bot.upload.faults import Fault
from bot.upload.headings import Kind
from bot.upload.names import read_code, unmarked
from bot.upload.periods import Part, read_period
from bot.upload.tables import Line
from bot.upload.titles import is_counterpart, is_of_services, left_out, only, products
from bot.upload.units import find_unit
from bot.words import Lexicon
from bot.words.pieces import Piece, pieces
from bot.words.text import clean, key

Where = Literal["caption", "line", "sheet", "file"]
Value = str | Period
_FLOW_WORDS: Final = re.compile(
    r"export|import|balance|deficit|surplus|trade|出口|进口|進口|នាំចេញ|នាំចូល|顺差|逆差", re.I
)
_RE_EXPORT: Final = re.compile(r"\bre-?\s?(?:ex|im)port", re.I)
_WHOLE_TRADE: Final = re.compile(
    r"\b(?:total trade|trade (?:volume|turnover|value)|bilateral trade|two-way trade)\b", re.I
)
_ABOUT_ISSUE: Final = re.compile(
    r"\b(?:publish|releas|updat|issued|print|source|download|as of|date of|prepared|version|compiled|accessed)", re.I
)
_UNSPACED: Final = re.compile(
    r"\d{4}\s*年(?:\s*(?:\d{1,2}(?:\s*[-–~至到]\s*\d{1,2})?\s*月|第?[一二三四1-4]季|[上下]半年))?"
    r"|(?:ខែ\s*[\u1780-\u17ff]+?\s*)?ឆ្នាំ\s*\d{4}"
)
_HS_CODES: Final = re.compile(
    r"\bhs\s*(?:codes?|chapters?|headings?)?[\s.:-]*(\d[\d.]*(?:(?:[\s,;&/+–-]|and|to)+\d[\d.]*)*)(?!\w)", re.I
)
_SHEET_CODE: Final = re.compile(r"(?:(?:chapter|ch|heading)\b[\s.:-]*)?(\d+)", re.I)
_YEAR: Final = re.compile(r"19[1-9]\d|20[1-9]\d")  # no headings: chapter 19 ends at 1905, chapter 20 at 2009
_NOT_IN_NAMES: Final = str.maketrans(",;:()[]|", "        ")
_LONGEST: Final = 6
_VERBS: Final = frozenset(("may", "march"))  # also months
_SENTENCE: Final = re.compile(r"(?<=\w{4})\.\s+(?=[A-Z])")
_SOURCE: Final = re.compile(r"^\W*(?:data\s)?sources?\b|\bsources?\s*:|资料来源|来源|ប្រភព", re.I)
_ASIDE: Final = re.compile(
    r"^\W*(?:foot)?(?:notes?|remarks?)\b|\b(?:includ|exclud|except\b|of which\b|such as\b)|包括|不含|注\s*:|សម្គាល់", re.I
)
_NOTE: Final = re.compile(r"^\W*(?:foot)?(?:notes?|remarks?)\b|^\W*注\s*:|សម្គាល់", re.I)
_CLOCK: Final = re.compile(r"\d\s*[ap]m\b", re.I)
_PROVISIONAL: Final = re.compile(
    r"^\W*(?:provisional|preliminary) (?:data|figures|exports|imports|trade)\b"
    r"|\((?:provisional|preliminary)(?: data| figures)?\)$",
    re.I,
)
_REPORTER: Final = re.compile(r"\breport(?:er|ing (?:country|economy|area))\b", re.I)
_OF_THE_REPORTER: Final = {"exports": ("of", "from"), "imports": ("of", "to"), "trade": ("of",), "balance": ("of",)}


@dataclass(frozen=True, slots=True)
class Said:
    """What one of them says.

    unclear  kinds of which it says something that is not understood
    row      where it stands in the sheet, counted from 0
    months   the parts of a year that it names, with the year or without
    verb     its flow may be a verb: `please import`
    foreign  it says that the figures are those of another reporter
    services it says that they are of services, or of goods and services together
    strange  its partner is none that is known, or all but one
    title    its text without its source, its unit and what it says beside; of a note nothing
    """

    where: Where
    text: str
    values: dict[Kind, frozenset[Value]]
    row: int | None = None
    unclear: frozenset[Kind] = frozenset()
    months: frozenset[Part | Period] = frozenset()
    verb: bool = False
    foreign: bool = False
    services: bool = False
    strange: bool = False
    title: str = ""

    def one(self, kind: Kind) -> Value | None:
        """The one value of the kind; None where it says none or several."""
        values = self.values[kind]
        return next(iter(values)) if len(values) == 1 else None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a table does not give itself: the value and where it was said, or two that disagree, or what is unclear."""

    value: Value | None = None
    source: Said | None = None
    rival: tuple[Value, Said] | None = None
    unclear: Said | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is said around one table, the nearest first.

    unused  the countries and products that the file's name says, which count for nothing
    """

    said: tuple[Said, ...] = field(default=())
    unused: Mapping[Kind, frozenset[Value]] = field(default_factory=dict)

    def take(self, kind: Kind) -> Taken:
        """What is said of the flow, partner, product or period."""
        clear = [(value, said) for said in self.said if (value := said.one(kind)) is not None]
        if not clear:
            doubtful = (s for s in self.said if kind in s.unclear or len(s.values[kind]) > 1)
            return Taken(unclear=next(doubtful, None))
        (value, source), *others = _narrowest([*clear, *self._months_of(clear)])
        rival = next(((v, s) for v, s in others if v != value), None)
        return Taken(value, source, rival)

    def whole(self) -> str | Fault:
        """The partner that `Total` stands for: the group that is named, else the world; a Fault where several are."""
        taken = self.take("partner")
        several = next((said for said in self.said if len(said.values["partner"]) > 1 or said.strange), None)
        doubtful = taken.source if taken.rival else several if taken.value is None else None
        if doubtful is not None:
            return Fault("total_unclear", {"where": doubtful.where})
        return WORLD if taken.value is None else str(taken.value)

    def _months_of(self, clear: Sequence[tuple[Value, Said]]) -> Iterator[tuple[Value, Said]]:
        """The months that are named without a year, of the year that is: a sheet `Jan` under `Exports 2024`."""
        years = {period.start.year for period, _ in clear if isinstance(period, Period)}
        for said in self.said if len(years) == 1 else ():
            parts = [span for span in said.months if isinstance(span, Part)]
            if len(parts) == 1:
                yield parts[0].of(min(years)), said

    def provisional(self) -> Said | None:
        """Where all figures are called provisional, and not those of the last of several periods."""
        found = (s for s in self.said if _PROVISIONAL.search(s.text.strip()) and len(s.values["period"]) < 2)
        return next(found, None)

    def year(self) -> Taken:
        """The year of months that are named without one."""
        clear = [(Period.of_year(year), said) for said in self.said if (year := _year_of(said)) is not None]
        if not clear:
            return Taken()
        (value, source), *others = clear
        return Taken(value, source, next(((v, s) for v, s in others if v != value), None))


def context_of(
    caption: str, lines: tuple[Line, ...], sheet: str, file: str, lexicon: Lexicon, reporter: str
) -> Context:
    """What is said around a table. Of the file's name only exports and imports count."""
    reader = _Reader(lexicon, reporter)
    name = PurePath(file.replace("\\", "/")).stem.translate(str.maketrans("_-", "  "))
    said = [reader.read("caption", caption)]
    said += [reader.read("line", line.text, line.row) for line in reversed(lines)]
    said += [reader.read("sheet", sheet)]
    of_file = reader.read("file", name)
    nothing: frozenset[Value] = frozenset()
    flows = of_file.values["flow"] & {"exports", "imports"}
    said.append(Said("file", file, {"flow": flows, "partner": nothing, "product": nothing, "period": nothing}))
    partners, products = of_file.values["partner"], of_file.values["product"] - {TOTAL}
    return Context(tuple(said), {"partner": partners, "product": products})


def _narrowest(clear: Sequence[tuple[Value, Said]]) -> list[tuple[Value, Said]]:
    """Without periods that another one lies in: a sheet named 2024 does not contradict January 2024."""
    periods = {value for value, _ in clear if isinstance(value, Period)}
    wider = {p for p in periods if any(other != p and other in p for other in periods)}
    return [(value, said) for value, said in clear if value not in wider]


def _year_of(said: Said) -> int | None:
    years = {p.start.year for p in said.values["period"] if isinstance(p, Period) and p.start.year == p.end.year}
    return years.pop() if len(years) == 1 and len(years) == len(said.values["period"]) else None


class _Reader:
    def __init__(self, lexicon: Lexicon, reporter: str) -> None:
        self._lexicon = lexicon
        self._reporter = reporter

    def read(self, where: Where, text: str, row: int | None = None) -> Said:
        _, without_unit = find_unit(text)
        stated, beside, without = self._apart(without_unit)
        found, aside = pieces(stated, self._lexicon), pieces(beside, self._lexicon)
        partners, other_partners = self._partners(found), self._partners(aside)
        codes = _codes(clean(stated), where)
        named = {code for code in map(read_code, codes) if isinstance(code, str)} or products(found)
        if without == "product":
            named.clear()
        other_products = products(aside)
        times, whole = set(self._times(without_unit)), pieces(without_unit, self._lexicon)
        values: dict[Kind, frozenset[Value]] = {
            "flow": frozenset(self._flows(without_unit, whole)),
            "partner": frozenset(partners and partners | other_partners),
            "product": frozenset(named and named | other_products),
            "period": frozenset(t for t in times if isinstance(t, Period)),
        }
        unclear: set[Kind] = set()
        strange = without == "partner" or _names_unknown(found, ("to", "from", "with"))
        if not partners and (other_partners or strange):
            unclear.add("partner")
        if not named and (without == "product" or codes or other_products or _names_unknown(found, ("of",))):
            unclear.add("product")
        months = frozenset(t for t in times if isinstance(t, Part) or not t.is_year)
        foreign, services = self._is_foreign(stated, found), is_of_services(whole)
        title = "" if _NOTE.search(text) else stated
        verb = _is_verb(found)
        return Said(where, text, values, row, frozenset(unclear), months, verb, foreign, services, strange, title)

    def _apart(self, text: str) -> tuple[str, str, Kind | None]:
        """A text without its source, what it says beside, and of what kind it is that the figures are without."""
        stated, beside = _apart(text)
        stated = clean(stated)
        out = left_out(pieces(stated, self._lexicon))
        if out is None:
            return stated, beside, None
        start, kind = out
        return stated[:start], f"{beside}. {stated[start:]}", kind

    def _flows(self, text: str, found: tuple[Piece, ...]) -> set[Value]:
        if _RE_EXPORT.search(text):
            return set()
        flows: set[Value] = {v for p in found if _FLOW_WORDS.search(p.text) and (v := only(p, "flow"))}
        if flows & {"exports", "imports"} and "balance" not in flows:
            flows -= {"trade"}
        whole = self._lexicon.flow(text) is not None
        return flows - {"trade"} if not whole and not _WHOLE_TRADE.search(text) else flows

    def _partners(self, found: tuple[Piece, ...]) -> set[Value]:
        return {v for p in found if (v := self._partner(p))}

    def _partner(self, piece: Piece) -> Value | None:
        """The partner that a piece names; `us` in small letters is the reader."""
        if piece.means("reporter"):
            code = self._lexicon.partner(piece.text) if piece.text.isupper() else None
        else:
            code = None if piece.weak else only(piece, "partner")
        return None if code in (WORLD, self._reporter) else code

    def _is_foreign(self, text: str, found: tuple[Piece, ...]) -> bool:
        """Whether a line calls another country the reporter, or the figures its exports, imports or trade."""
        named = next((p for p in found if p.means("partner")), None)
        if named and self._partner(named) and _REPORTER.search(text):
            return True
        if any(self._partner(name) and mark.means("mark", "apostrophe") for name, mark in pairwise(found)):
            return True
        words = [p for p in found if not p.means("filler") or p.means("partner")]
        own = len(words) > 2 and self._is_single(words[0]) and words[1].means("flow")
        if own and any(p.means("list", "partner") for p in words):
            return True  # Viet Nam: exports by country
        if self._names_another(words) and is_counterpart(words, self._reporter):
            return True
        return any(
            (self._partner(name) and any(by.means("prep", of) for of in _OF_THE_REPORTER[flow.value("flow") or ""]))
            or (self._is_single(name) and by.means("prep", "by"))
            for flow, by, name in zip(words, words[1:], words[2:], strict=False)
            if flow.means("flow")
        )

    def _names_another(self, words: Sequence[Piece]) -> bool:
        """Whether another country or group is named before the flow."""
        return any(map(self._partner, takewhile(lambda word: not word.means("flow"), words)))

    def _is_single(self, piece: Piece) -> bool:
        """Whether a piece names one country."""
        partner = self._partner(piece)
        return partner is not None and not self._lexicon.is_group(str(partner))

    def _times(self, text: str) -> Iterator[Period | Part]:
        """The periods that a text names, and months without a year."""
        if _ABOUT_ISSUE.search(text):
            return
        for found in _UNSPACED.findall(clean(text)):
            time = read_period(found, self._lexicon)
            if isinstance(time, Period):
                yield time
        words = unmarked(clean(text)).translate(_NOT_IN_NAMES).split()
        start = 0
        while start < len(words):
            length, named = self._longest_time(words[start : start + _LONGEST], len(words) == 1)
            if named is not None:
                yield named
            start += length

    def _longest_time(self, words: list[str], alone: bool) -> tuple[int, Period | Part | None]:
        for length in range(len(words), 0, -1):
            text = " ".join(words[:length]).strip(".-–")
            if (text.isdigit() and len(text) != 4) or (text.lower() in _VERBS and not alone):
                continue
            time = read_period(text, self._lexicon)
            if isinstance(time, Period | Part):
                return length, time
        return 1, None


def _apart(text: str) -> tuple[str, str]:
    """A text without its source, and what it says beside: notes, what is included."""
    sentences = [_SOURCE.split(sentence)[0] for sentence in _SENTENCE.split(_CLOCK.sub(" ", text))]
    parts = [_ASIDE.split(sentence, maxsplit=1) for sentence in sentences]
    return ". ".join(part[0] for part in parts), ". ".join(part[1] for part in parts if len(part) > 1)


def _codes(text: str, where: Where) -> list[str]:
    """The HS codes that a text names: after `HS`, or as the whole name of a sheet."""
    if found := _HS_CODES.search(text):
        return [code for code in re.findall(r"\d+(?:\.\d+)*", found[1]) if not _YEAR.fullmatch(code)]
    whole = _SHEET_CODE.fullmatch(text.strip()) if where == "sheet" else None
    return [whole[1]] if whole and len(whole[1]) > 1 and not _is_date(whole[1]) else []


def _is_date(digits: str) -> bool:
    return len(digits) in (4, 6) and digits[:2] in ("19", "20")


def _is_verb(found: tuple[Piece, ...]) -> bool:
    return {p.norm for p in found if p.means("flow")} <= {"export", "import"}


def _names_unknown(found: tuple[Piece, ...], prepositions: tuple[str, ...]) -> bool:
    """Whether a name that is not known follows a flow and the preposition: `exports to Wakanda`."""
    for flow, between, name in zip(found, found[1:], found[2:], strict=False):
        stated = name.meanings or name.number is not None or len(key(name.text)[0]) < 3
        if flow.means("flow") and not stated and any(between.means("prep", word) for word in prepositions):
            return True
    return False
