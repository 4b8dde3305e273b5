"""What a title, a caption or a sheet's name says: the products, what is left out, whose figures, and of what kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.model.figure import TOTAL
from bot.upload.headings import Kind
from bot.words.pieces import Piece
from bot.words.text import clean

_RATE: Final = re.compile(
    r"(?<!and )\bgrowth\b|\b(?:percentage|pct)\b|\bshares? of\b|\bshares by\b|(?:^|[,:;(-])\s*shares?\W*$"
    r"|\bshares? in (?:the )?(?:total|exports?|imports?|trade)\b|\b(?:market|exports?|imports?|trade) shares?\b"
    r"|\bcontributions? to\b|\b(?:change|difference|variation|increase|decrease)s?"
    r" (?:on|over|from|against|compared (?:to|with))"
    r" (?:the |an? )?(?:previous|preceding|prior|last|same|corresponding|month|quarter|year)"
    r"|\b(?:change|difference)s? in (?:the )?(?:value|exports?|imports?|trade)\b"
    r"|\b(?:(?:year|quarter|month)[- ](?:on|over)[- ](?:year|quarter|month)|yoy|qoq|mom|[yqm]/[yqm])\b(?! compari)"
    r"|增长率|增速|增幅|同比|环比|環比|占比|比重|份额|份額|百分比|កំណើន|ភាគរយ|ចំណែកទីផ្សារ|ចំណែកនៃ",
    re.I,
)
_RATE_BESIDE: Final = re.compile(r"\b(?:shares?|changes?|diff(?:erence)?)\b|%|per ?cent", re.I)
_RATE_TOLD: Final = re.compile(r"\d\s?(?:%|per ?cent)", re.I)
_DERIVED: Final = re.compile(
    r"\b(?:forecast|projection|projected|prediction|predicted)s?\b"
    r"(?! (?:office|unit|department|division|bureau|section|team))"
    r"|\b(?:exports?|imports?|trade) targets?\b|\b(?:planned|expected|anticipated) (?:exports?|imports?|trade)\b"
    r"|\b(?:averages?|avg)\b(?!(?: \w+){0,3} rates?\b)|\b(?:moving|rolling) (?:total|sum)\b|\btrailing\b"
    r"|\bconstant\b|\b(?:19|20)\d\d prices\b|\breal (?:terms|values?|exports?|imports?|trade)\b|\bdeflated\b"
    r"|\bindices\b|\bvolumes? (?:index|terms)\b|(?<!not )\bseasonally[- ]adjusted\b|\bannuali[sz]ed\b"
    r"|\bper (?:capita|head|worker)\b|\b(?:exports?|imports?) (?:dut(?:y|ies)|tax(?:es)?|vat|tariffs?)\b"
    r"|\b(?:exports?|imports?) (?:orders|licen[cs]es|permits|potential)\b|\bgap to\b"
    r"|\btargets?\b(?! (?:markets?|countr))"
    r"|\b\d{1,2}\s?[-–]\s?\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\bweek \d{1,2}\b"
    r"|\bup to \d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|预测|預測|平均(?!汇率|匯率)|不变价|不變價|季节调整|季節調整|季调|ព្យាករ|ជាមធ្យម|មធ្យមភាគ|ថ្លៃថេរ",
    re.I,
)
_WITH: Final = {"exports": ("to", "with"), "imports": ("from", "with"), "trade": ("with",), "balance": ("with",)}
_DOCUMENTS: Final = frozenset(("tables", "books", "paper", "papers"))


def only(piece: Piece, tag: str) -> str | None:
    """The one value of the tag that a piece means; None where it means none or several."""
    values = {m.value for m in piece.meanings if m.tag == tag}
    return values.pop() if len(values) == 1 else None


def products(found: Sequence[Piece]) -> set[str]:
    """The products that are named."""
    return {
        value
        for number, piece in enumerate(found)
        if (value := only(piece, "product")) and not piece.means("partner") and not _is_document(found, number)
    }


def _is_document(found: Sequence[Piece], number: int) -> bool:
    """`Annual tables`: such words are goods only after `of`, or before a flow."""
    traded = number > 0 and found[number - 1].means("prep", "of")
    return found[number].norm in _DOCUMENTS and not traded and not any(p.means("flow") for p in found[number + 1 :][:1])


def left_out(found: Sequence[Piece]) -> tuple[int, Kind] | None:
    """Where something begins that the figures are without, and its kind: `non-oil exports`, `other than Japan`."""
    words = [piece for piece in found if not (piece.means("mark", "dash") or piece.means("mark", "dot"))]
    for word, name, after in zip(words, words[1:], [*words[2:], None], strict=False):
        unknown = not name.meanings and (after is None or name.number is not None or after.means("flow"))
        if word.means("refuse", "excluded") and (unknown or any(map(name.means, ("product", "partner", "code")))):
            return word.start, "partner" if name.means("partner") else "product"
    return None


def is_counterpart(words: Sequence[Piece], reporter: str) -> bool:
    """Whether the trade is another's with the reporter: `trade with Cambodia`, `imports of rice from Cambodia`."""
    flow = ""
    for word, name in pairwise(words):
        flow = word.value("flow") or flow
        if name.means("partner", reporter) and any(word.means("prep", prep) for prep in _WITH.get(flow, ())):
            return True
    return False


def is_of_services(found: Sequence[Piece]) -> bool:
    """Whether a title is of services: `Trade in services`, `Goods and services`, `Services`."""
    words = [piece for piece in found if not _links(piece)]
    outside = [*(piece.means("refuse", "excluded") for piece in words[1:]), False]
    services = [p.means("refuse", "services") and not out for p, out in zip(words, outside, strict=False)]
    flows = [piece.means("flow") for piece in words]
    beside = any(a and b for a, b in [*zip(services, flows[1:], strict=False), *zip(flows, services[1:], strict=False)])
    goods = [a.means("product", TOTAL) and b.means("join", "and") for a, b in pairwise(found)]
    together = any(a and b.means("refuse", "services") for a, b in zip(goods, found[2:], strict=False))
    return beside or together or [p.means("refuse", "services") for p in found] == [True]


def _links(piece: Piece) -> bool:
    """Whether a piece stands between a flow and what is traded: `of`, `in`, `goods and`."""
    if piece.means("mark", "comma") or piece.means("mark", "dot"):
        return False
    linking = (("prep", "of"), ("prep", "in"), ("join", "and"), ("product", TOTAL))
    return piece.means("filler") or any(piece.means(*meaning) for meaning in linking)


def is_of_rates(text: str) -> bool:
    """Whether a title is of growth, change or shares: `Exports growth by country`; not one that tells some: `up 5%`."""
    plain = clean(text)
    return bool(_RATE.search(plain)) and not _RATE_TOLD.search(plain)


def names_rate(header: str) -> bool:
    """Whether a header is of growth, change or shares: `Share (%)`."""
    plain = clean(header)
    return bool(_RATE.search(plain) or _RATE_BESIDE.search(plain))


def is_derived(text: str) -> bool:
    """Whether a title is of no values of whole months: forecasts, averages, constant prices, duties, some days."""
    return bool(_DERIVED.search(clean(text)))
