"""Notes that explain a mark: `* preliminary figures`."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

import numpy as np
import pandas as pd

from bot.upload.rows import Mask
from bot.upload.sheet import Column

_MARK: Final = r"\(\*+\)|\*+|[†‡§¹²³⁴]|\d/|\(\d\)"
_EXPLAINED: Final = re.compile(
    rf"(?:^|;)\s*(?:notes?\s*[:.]\s*)?(?P<mark>{_MARK})[\s:=-]*"
    r"(?:(?:data|figures|values|months?)\b.{0,40}?\b(?:are|is)\s|តួលេខ|ទិន្នន័យ)?"
    r"(?:provisional|preliminary|estimate[sd]?\b|初步|估计|估計|បឋម|បណ្តោះអាសន្ន|បណ្ដោះអាសន្ន|ប៉ាន់ស្មាន)",
    re.I,
)
_MARKED: Final = re.compile(rf"(?<!\*)(?:{_MARK})$")


def provisional_marks(note: str) -> frozenset[str]:
    """The marks that a note explains as provisional, preliminary or estimated figures."""
    return frozenset(found["mark"].strip("()") for found in _EXPLAINED.finditer(note))


def bears(text: str, marks: Collection[str]) -> bool:
    """Whether a text ends in one of the marks."""
    found = _MARKED.search(text.strip())
    return found is not None and found[0].strip("()") in marks


def bearing(cells: Column, marks: Collection[str]) -> Mask:
    """The cells that end in one of the marks."""
    codes, different = pd.factorize(cells)
    return np.array([*(isinstance(c, str) and bears(c, marks) for c in different), False], np.bool_)[codes]
