"""Two questions in one message: one answer cannot hold both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from bot.question.slots import Named, Slots
from bot.question.view import right_before


def two_questions(slots: Slots) -> bool:
    """Whether a question is two: its flows, or its places, products and times, go in pairs."""
    named = ([(p.at, p.code) for p in slots.places], [(p.at, p.code) for p in slots.products],
             [(at, repr(time)) for at, time in slots.times])  # fmt: skip
    return _flows_apart(slots) or any(_in_pairs(one, other) for one, other in combinations(named, 2))


def _in_pairs(one: Sequence[tuple[int, str]], other: Sequence[tuple[int, str]]) -> bool:
    """`exports to the US in 2024 and Japan in 2023`: each of the one has its own of the other."""
    if not all(len(named) == len({what for _, what in named}) == 2 for named in (one, other)):
        return False
    order = "".join(side for _, side in sorted([*((at, "a") for at, _ in one), *((at, "b") for at, _ in other)]))
    return order in ("abab", "baba")


def _flows_apart(slots: Slots) -> bool:
    """Whether two flows have things of their own: exports to US and imports from China.

    The same flow named twice may differ in one thing (exports to US and exports to Japan): that is a comparison.
    """
    if len(slots.flows) != 2:
        return False
    (first, first_flow), (second, second_flow) = slots.flows
    before = right_before(slots, second)
    split = before.at if before is not None and before.at > first else second
    things = (
        ((p.at, p.code) for p in slots.places),
        ((p.at, p.code) for p in _beside(slots.products, second, split)),
        ((at, repr(time)) for at, time in slots.times),
    )
    differing = sum(_differ(each, split) for each in things)
    return differing > (first_flow == second_flow)


def _beside(products: Iterable[Named], flow: int, split: int) -> Iterable[Named]:
    """Products; one right before the second flow (garment exports) is its own."""
    for product in products:
        yield Named(product.code, split if product.at == flow - 1 else product.at)


def _differ(mentions: Iterable[tuple[int, str]], split: int) -> bool:
    """Whether both parts name some, and others."""
    found = list(mentions)
    first = {code for at, code in found if at < split}
    second = {code for at, code in found if at >= split}
    return bool(first and second and first != second)
