"""What a question means, fully spelt out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.model.figure import TOTAL, WORLD, Flow
from bot.model.period import Period

Kind = Literal[
    "value", "overview", "compare", "rank", "series", "extreme", "average", "share", "growth", "contribution",
    "coverage", "help",
]  # fmt: skip
By = Literal["partner", "product", "month"]
Order = Literal["desc", "asc"]
Basis = Literal["yoy", "mom", "cagr", "change"]
Level = Literal["chapter", "heading", "subheading", "catalogue"]


@dataclass(frozen=True, slots=True)
class Query:
    """A question. Nothing in it means "not said yet".

    kind          what is asked (INTERFACE section 5)
    flows         one or more, in the question's order; overview: exports, imports, trade, balance
    partners      ISO alpha-2, group codes or WLD, in the question's order
    products      TOTAL, HS codes or catalogue codes, in the question's order
    periods       in the question's order; empty for coverage without one, and for help
    by            rank and contribution: what is listed. A rank by partner with one country in `partners` asks where
                  that country stands; with one group, ranks its members. Likewise a rank by product.
    order, limit  rank: largest or smallest first, how many; extreme: highest (desc) or lowest (asc) month
    basis         growth: yoy, mom (one period), cagr or change (two periods, earlier first); else None
    whole         share: (partner, product) of the whole that the part is a share of; contribution: where a group in
                  `partners` is itself the part, (WLD, product); else None
    level         rank and contribution by product: which codes are listed
    """

    kind: Kind
    flows: tuple[Flow, ...] = ()
    partners: tuple[str, ...] = (WORLD,)
    products: tuple[str, ...] = (TOTAL,)
    periods: tuple[Period, ...] = ()
    by: By | None = None
    order: Order | None = None
    limit: int | None = None
    basis: Basis | None = None
    whole: tuple[str, str] | None = None
    level: Level = "chapter"
