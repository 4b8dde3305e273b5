"""Each computed number as a line that can be checked: `38.6 % = 868.7 / 626.83 - 1 (...; USD million: ...)`."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from bot.model.answer import Step, Term
from bot.reply import money
from bot.reply.phrases import listed
from bot.reply.subjects import subject
from bot.reply.tongue import _
from bot.reply.voice import Voice


class Unit(NamedTuple):
    """What the numbers of a line are counted in: US dollars times ten to the power."""

    power: int
    name: str


UNITS: Final[dict[str, tuple[Unit, ...]]] = {
    "en": (Unit(6, _("USD million")), Unit(0, _("USD"))),
    "km": (Unit(6, _("USD million")), Unit(0, _("USD"))),
    "zh": (Unit(8, _("USD 100 million")), Unit(4, _("USD 10,000")), Unit(0, _("USD"))),
}


def step_text(said: Voice, step: Step) -> str:
    """One step as a line: the result, the formula, what it is of, and which figures stand in it, in their order."""
    row = step.row
    what = said.say(
        "{subject}, {period}", subject=subject(said, row.flow, row.partner, row.product), period=said.period(row.period)
    )
    if step.form == "published_growth":
        return said.say("{result} as published ({what})", result=_percent(row.value), what=what)
    unit = _unit(said, step)
    formula = f"{_result(said, step, unit)} = {_FORMULAS[step.form](step, [_number(t, unit) for t in step.terms])}"
    return said.say(
        "{formula} ({what}; {unit}: {terms})",
        formula=formula,
        what=what,
        unit=said.say(unit.name),
        terms=listed(said, *_terms(said, step)),
    )


def _unit(said: Voice, step: Step) -> Unit:
    units = UNITS[said.language]
    largest = max((abs(t.value) for t in step.terms), default=0.0)
    return next((u for u in units if largest >= 10**u.power), units[-1])


def _result(said: Voice, step: Step, unit: Unit) -> str:
    row = step.row
    if row.unit == "%":
        return _percent(row.value)
    if row.unit == "pp":
        return said.say("{number} points", number=money.points(row.value))
    return _amount(row.value, row.precision, unit)


def _percent(value: float) -> str:
    return money.signed_percent(value).removeprefix("+").replace("%", " %")


def _amount(value: float, precision: float | None, unit: Unit) -> str:
    number = money.rounded(value, precision if precision is not None else _exact_step(value, unit))
    return ("-" if number < 0 else "") + money.digits(abs(number), unit.power)


def _exact_step(value: float, unit: Unit) -> float:
    """Two decimals of the unit, and at least four digits."""
    magnitude = Decimal(repr(float(value))).adjusted()
    return float(Decimal(1).scaleb(min(unit.power - 2, magnitude - 3))) if unit.power else 0.01


def _number(term: Term, unit: Unit) -> str:
    text = _amount(term.value, term.precision, unit)
    return f"({text})" if text.startswith("-") else text


def _terms(said: Voice, step: Step) -> list[str]:
    """What each number is, by what it differs in from the others; all of them alike: by its period."""
    terms = step.terms
    by_flow = len({t.flow for t in terms} | {step.row.flow}) > 1
    by_place = len({(t.partner, t.product) for t in terms} | {(step.row.partner, step.row.product)}) > 1
    by_period = len({t.period for t in terms} | {step.row.period}) > 1
    return [_term(said, t, by_flow or by_place, by_period) for t in terms]


def _term(said: Voice, term: Term, by_subject: bool, by_period: bool) -> str:
    name = subject(said, term.flow, term.partner, term.product)
    period = said.period(term.period)
    if by_subject and by_period:
        return said.say("{subject} {period}", subject=name, period=period)
    return name if by_subject else period


def _sum(step: Step, numbers: list[str]) -> str:
    signs = ["+" if term.sign > 0 else "-" for term in step.terms]
    first = numbers[0] if signs[0] == "+" else f"-{numbers[0]}"
    return " ".join([first, *(f"{sign} {number}" for sign, number in zip(signs[1:], numbers[1:], strict=True))])


def _half_sum(step: Step, numbers: list[str]) -> str:
    return f"({_sum(step, numbers)}) / 2"


def _difference(step: Step, numbers: list[str]) -> str:
    return f"{numbers[0]} - {numbers[1]}"


def _growth(step: Step, numbers: list[str]) -> str:
    return f"{numbers[0]} / {numbers[1]} - 1"


def _cagr(step: Step, numbers: list[str]) -> str:
    return f"({numbers[0]} / {numbers[1]}) ^ (1 / {step.count}) - 1"


def _share(step: Step, numbers: list[str]) -> str:
    return f"{numbers[0]} / {numbers[1]}"


def _average(step: Step, numbers: list[str]) -> str:
    total = _sum(step, numbers)
    return f"({total}) / {step.count}" if len(numbers) > 1 else f"{total} / {step.count}"


def _contribution(step: Step, numbers: list[str]) -> str:
    return f"({numbers[0]} - {numbers[1]}) / {numbers[2]}"


_FORMULAS: Final[dict[str, Callable[[Step, list[str]], str]]] = {
    "sum": _sum, "half_sum": _half_sum, "difference": _difference, "growth": _growth, "cagr": _cagr,
    "share": _share, "average": _average, "contribution": _contribution,
}  # fmt: skip
