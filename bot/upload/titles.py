"""What the pieces of a title, a caption or a sheet's name say: the products, what is left out, whose, services."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.model.figure import TOTAL
from bot.upload.headings import Kind
from bot.words.pieces import Piece

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
