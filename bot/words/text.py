"""A message cut into tokens, made comparable: one spelling for what looks the same.

Latin words and runs of digits are a token each; in Khmer a token is a syllable cluster, in Chinese a character, since
neither puts spaces between words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Script = Literal["latin", "digits", "khmer", "han", "mark"]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u17b4\u17b5]")
_SAME = str.maketrans({  # written otherwise, and the same: Khmer digits, the round zero, letters drawn alike
    **{khmer: str(digit) for digit, khmer in enumerate("០១២៣៤៥៦៧៨៩")},
    "〇": "零", "\u17a3": "\u17a2", "\u17a4": "\u17a2\u17b6", "\u17b2": "\u17b1", "\u17b3": "\u17aa",
})  # fmt: skip
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")  # the flag of a country is its code in letters of its own
_LATIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ð": "d"})
_BASE, _COENG = "\u1780-\u17b3", "\u17d2"
_SHIFTERS = "\u17c9\u17ca"
_VOWELS = "\u17b6-\u17c5"
_ABOVE = "\u17b7\u17b8\u17b9\u17ba\u17be\u17bf"
_VOWEL_PAIRS = (("\u17c1", "\u17b8", "\u17be"), ("\u17c1", "\u17b6", "\u17c4"))
_SUBSCRIPTS_ALIKE = {"\u17d2\u178a": "\u17d2\u178f"}  # the subscripts of DA and TA look alike
_LOOSE = str.maketrans({
    **dict.fromkeys("\u17c8\u17c9\u17ca\u17cb\u17cc\u17cd\u17ce\u17cf\u17d0"),
    **dict.fromkeys("\u17b8\u17b9\u17ba", "\u17b7"), "\u17bc": "\u17bb", "ណ": "ន", "ឡ": "ល",
})  # fmt: skip
_SIGNS = "\u17c6-\u17c8\u17cb-\u17d1\u17d3\u17dd"
_CLUSTER = re.compile(f"[{_BASE}](?:{_COENG}[{_BASE}]|[{_SHIFTERS}{_VOWELS}{_SIGNS}])*")
_ABBREVIATION = r"(?:[^\W\d_\u1780-\u17ff\u3400-\u9fff]\.){2,}(?:[^\W\d_\u1780-\u17ff\u3400-\u9fff](?![^\W\d_]))?"
_TOKEN = re.compile(
    rf"(?P<abbreviation>{_ABBREVIATION})"
    r"|(?P<digits>\d+)"
    rf"|(?P<khmer>{_CLUSTER.pattern})"
    r"|(?P<han>[\u3400-\u9fff\uf900-\ufaff])"
    r"|(?P<latin>[^\W\d_\u1780-\u17ff\u3400-\u9fff\uf900-\ufaff]+)"
    r"|(?P<mark>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the message: as typed, as compared, where it stands, and whether a space comes before it."""

    text: str
    norm: str
    script: Script
    start: int
    end: int
    spaced: bool


def _flag_code(flag: re.Match[str]) -> str:
    return " " + "".join(chr(ord(c) - 0x1F1E6 + ord("A")) for c in flag[0]) + " "


def clean(text: str) -> str:
    """The text with full-width and other compatible forms made plain, invisible characters gone, digits Latin.

    A flag becomes its country's code.
    """
    plain = unicodedata.normalize("NFKC", _FLAG.sub(_flag_code, text.translate(_SAME)))
    return _INVISIBLE.sub("", plain)


@lru_cache(maxsize=4096)
def _syllable(cluster: str) -> str:
    """One order and one spelling for the marks of a Khmer cluster that look the same in print."""
    base, rest = cluster[0], cluster[1:]
    subscripts = re.findall(f"{_COENG}[{_BASE}]", rest)
    rest = re.sub(f"{_COENG}[{_BASE}]", "", rest)
    subscripts = [_SUBSCRIPTS_ALIKE.get(s, s) for s in subscripts]
    subscripts.sort(key=lambda s: s == "\u17d2\u179a")  # RO comes last
    marks = "".join(dict.fromkeys(rest.replace("\u17c1\u17c1", "\u17c2")))  # a mark typed twice is drawn once
    shifters = "".join(c for c in marks if c in _SHIFTERS)
    vowels = "".join(c for c in marks if "\u17b6" <= c <= "\u17c5")
    signs = "".join(sorted(c for c in marks if c not in _SHIFTERS and not "\u17b6" <= c <= "\u17c5"))
    vowels = _joined_vowels(vowels)
    above = any(c in vowels for c in _ABOVE) or "\u17d0" in signs
    if above and ("\u17bb" in vowels or shifters):
        # under a vowel above, a shifter is drawn as the vowel U, and people type either
        vowels = vowels.replace("\u17bb", "")
        shifters = "\u17ca"
    return base + "".join(subscripts) + shifters + vowels + signs


def _joined_vowels(vowels: str) -> str:
    """The vowel that two are drawn as, typed in either order: E with II is OE, E with AA is OO."""
    for first, second, both in _VOWEL_PAIRS:
        if first in vowels and second in vowels:
            vowels = vowels.replace(first, "").replace(second, both)
    return "".join(sorted(vowels))


@lru_cache(maxsize=8192)
def loosely(norm: str) -> str:
    """A Khmer word less what is often left out or mistaken for another: signs, shifters, short and long vowels."""
    return norm.translate(_LOOSE)


@lru_cache(maxsize=8192)
def _latin(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold().translate(_LATIN_LETTERS))
    return "".join(c for c in folded if not unicodedata.combining(c))


def _norm(script: str, text: str) -> str:
    if script == "latin":
        return _latin(text)
    if script == "abbreviation":
        return _latin(text.replace(".", ""))
    return _syllable(text) if script == "khmer" else text


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text that went through `clean`."""
    found = []
    last = 0
    for match in _TOKEN.finditer(text):
        script = match.lastgroup or "mark"
        norm = "and" if match[0] == "&" else _norm(script, match[0])
        kind: Script = "latin" if script == "abbreviation" or match[0] == "&" else script  # type: ignore[assignment]
        found.append(Token(match[0], norm, kind, match.start(), match.end(), match.start() > last))
        last = match.end()
    return tuple(found)


def key(text: str) -> tuple[str, int]:
    """What a name is looked up by: its letters and digits run together, and of how many tokens they were."""
    words = [t.norm for t in tokens(clean(text)) if t.script != "mark"]
    return "".join(words), len(words)
