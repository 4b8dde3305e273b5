"""Units of US dollars in any usual spelling -> the power of ten."""

from __future__ import annotations

import re
from typing import Final

from bot.words.text import clean

_DOLLAR: Final = (
    r"(?:us\s*\$|\$\s*us|u\.?\s?s\.?\s*dollars?|united states dollars?|american dollars?|usd|dollars?|"
    r"\$|ដុល្លារ(?:អាមេរិក)?|美元|美金|美圆)"
)
_SCALES: Final = (
    (9, r"(?:billions?|bns?|blns?|b|十亿|十億|ប៊ីលាន)"),
    (6, r"(?:1[,. ]?000[,. ]?000|millions?|mns?|mlns?|mil|mill|mios?|mm|m|'?000,?000'?|'?000 000'?|百万|百萬|លាន)"),
    (3, r"(?:1[,. ]?000|thousands?|thous?|ths?|tsd|k|['’`´]?\s?000s?['’]?|千|ពាន់)"),
    (8, r"(?:亿|億)"),
    (4, r"(?:万|萬)"),
)
_GLUE: Final = r"(?:\s|of|in|[-–.,:;/()'’`´])*"
_LEAD: Final = (
    r"(?:(?:current|nominal|units?|scales?|values?|currency|figures|amounts?|all|are|is|expressed|measured|given|单位|單位|ឯកតា|ជា)[\s:.,-]*"
    r"|in\s+|[:：]\s*)*"
)
_TAIL: Final = r"(?:[\s,;]*(?:current|nominal|current prices|fob|cif|equivalent|only)(?![a-z])\.?|\.)*"
_CURRENCY: Final = re.compile(
    r"(?<![a-z])(?:riels?|khr|euros?|eur|yuan|rmb|cny|yen|jpy|baht|thb|dong|vnd|pounds?|sterling|gbp|sgd|aud|cad|hkd|nzd|twd|"
    r"won|krw|rupees?|inr|ringgit|myr|rupiah|idr|pesos?|php|kip|lak|francs?|chf|sdrs?|"
    r"(?:canadian|australian|singapore|hong kong|new zealand|taiwan|brunei)\s+dollars?|"
    r"(?:c|a|s|hk|nz|nt)\$|(?<!per )cents|us cent)(?![a-z])"
    r"|[€£¥៛₫฿]|រៀល|人民币|人民幣|欧元|日元|日圆",
    re.I,
)
_MEASURE: Final = re.compile(
    r"(?<![a-z])(?:tons?|tonnes?|mt|kgs?|kilograms?|kilos?|litres?|liters?|pairs?|dozens?|doz|m2|m²|sqm|pieces|pcs|teus?|"
    r"number of|quantity|quantities|(?:net|gross) weight|by volume|index|per ?cent)(?![a-z])|%|吨|噸|公斤|តោន",
    re.I,
)


def _patterns(scale: str) -> str:
    return f"(?:{_DOLLAR}{_GLUE}{scale}|{scale}{_GLUE}{_DOLLAR})"


_EDGE: Final = r"(?<![a-z0-9])"
_WITH_SCALE: Final = tuple((exponent, _patterns(scale)) for exponent, scale in _SCALES)
_WHOLE: Final = (
    *((exponent, re.compile(f"{_LEAD}{both}{_TAIL}", re.I)) for exponent, both in _WITH_SCALE),
    *((exponent, re.compile(f"{_LEAD}{scale}{_TAIL}", re.I)) for exponent, scale in _SCALES),
    (0, re.compile(f"{_LEAD}{_DOLLAR}{_TAIL}", re.I)),
)
_INSIDE: Final = (
    *(
        (exponent, re.compile(f"(?:{_EDGE}in\\s+)?(?:{_EDGE}|(?=[$'])){both}{_TAIL}(?![a-z0-9])", re.I))
        for exponent, both in _WITH_SCALE
    ),
    (0, re.compile(f"(?:{_EDGE}in\\s+)?(?:{_EDGE}|(?=[$])){_DOLLAR}{_TAIL}(?![a-z0-9])", re.I)),
)
_BARE: Final = re.compile(
    r"[(\[（]\s*(?:in\s+)?(millions?|thousands?|billions?|mn|mln|bn|'000)\s*[)\]）]|in (millions|thousands|billions)\b",
    re.I,
)
_TERMS: Final = re.compile(r"\b(?:f\. ?o\. ?b|c\. ?i\. ?f)(?![a-z])\.?", re.I)
_CLAUSES: Final = re.compile(r"[;|()\[\]]|[.。](?!\w)|^\W*(?:foot)?(?:notes?|remarks?)\b\W*|^注\W*|^សម្គាល់\W*", re.I)
_STATES: Final = re.compile(
    r"(?:(?<![a-z])(?:units?|scales?|currency|measure(?:ment)?|values?|figures|amounts?|in)(?![a-z])|单位|單位|以|ឯកតា|ជា)"
    r"(?:[\s:=៖-]|(?:is|are|given|expressed|measured|reported|current|nominal|in)(?![a-z]))*",
    re.I,
)
_STATED: Final = tuple((exponent, re.compile(f"{both}(?![a-z0-9])", re.I)) for exponent, both in _WITH_SCALE)
_STATED_FOREIGN: Final = re.compile(
    f"(?:(?:{'|'.join(scale for _, scale in _SCALES)}){_GLUE})?(?:{_CURRENCY.pattern}|{_MEASURE.pattern})", re.I
)


def read_unit(text: str) -> int | None:
    """The power of ten that a unit stands for: `US$ mn` is 6, `USD` is 0. None for anything else."""
    plain = _plain(text).strip("()[]{}（） ")
    return next((exponent for exponent, pattern in _WHOLE if pattern.fullmatch(plain)), None)


def find_unit(text: str) -> tuple[int | None, str]:
    """The unit somewhere in a header or a line -> (power of ten or None, the text without it)."""
    plain = _plain(text)
    for exponent, pattern in _INSIDE:
        if found := pattern.search(plain):
            return exponent, _without(plain, found)
    if found := _BARE.search(plain):
        return read_unit(found[1] or found[2]), _without(plain, found)
    return None, plain


def find_scale(text: str) -> int | None:
    """The power of ten in a text that names a scale without its currency: `Millions`, `Scale: Million`, `(in mn)`."""
    plain = _plain(text)
    if any(pattern.search(plain) for _, pattern in _INSIDE):
        return None
    alone = read_unit(text) if len(plain) > 3 else None
    return find_unit(text)[0] if alone is None else alone


def stated_scale(note: str) -> int | None:
    """The power of ten that a note says values are in: `Note: values in USD million`, not `less than USD 1 million`."""
    return next(filter(None, (_stated(clause) for clause in _clauses(note))), None)


def states_foreign(note: str) -> bool:
    """Whether a note says that values are in another currency, or no money: `Unit: million riel`, `In tonnes`."""
    leads = ((clause, _STATES.match(clause)) for clause in _clauses(note))
    return any(lead and _STATED_FOREIGN.match(clause, lead.end()) for clause, lead in leads)


def _clauses(note: str) -> list[str]:
    return [clause.strip(" ,*") for clause in _CLAUSES.split(_plain(note))]


def _stated(clause: str) -> int | None:
    alone = read_unit(clause) if len(clause) > 3 and any(map(str.isalpha, clause)) else None
    ends = [lead.end() for lead in _STATES.finditer(clause)]
    stated = (exponent for exponent, pattern in _STATED for end in ends if pattern.match(clause, end))
    return next(stated, None) if alone is None else alone


def names_other_currency(text: str) -> bool:
    """Whether a text names a currency other than the US dollar."""
    return bool(_CURRENCY.search(_plain(text)))


def names_measure(text: str) -> bool:
    """Whether a text names a measure that is no money: tonnes, pairs, percent."""
    return bool(_MEASURE.search(_plain(text)))


def _without(plain: str, found: re.Match[str]) -> str:
    rest = plain[: found.start()] + " " + plain[found.end() :]
    return re.sub(r"[(\[（][\s,;:/]*[)\]）]", " ", rest).strip(" ,;:-–/")


def _plain(text: str) -> str:
    """In one spelling: `f.o.b.` is fob, and no billion."""
    plain = " ".join(clean(text).replace("’", "'").replace("‘", "'").replace("_", " ").split())
    return _TERMS.sub(lambda term: re.sub(r"\W", "", term[0]), plain)
