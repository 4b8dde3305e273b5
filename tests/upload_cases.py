"""The uploads of the corpus: each file beside what it should be read as, in a .toml of the same name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from bot import upload
from bot.model.draft import Draft, Problem
from bot.model.period import Period
from bot.upload.sheet import plain
from bot.words import lexicon

FOLDER = Path(__file__).parent / "corpus" / "uploads"
TODAY = date(2025, 2, 16)


@dataclass(frozen=True)
class Case:
    """A file as an admin sends it. What the .toml does not name is not checked; no `problems`: none."""

    name: str
    content: bytes
    expected: dict[str, Any]

    def draft(self) -> Draft:
        return read(self.content, self.name, str(self.expected.get("caption", "")))


def cases() -> list[Case]:
    """The text files of the corpus, and the workbooks that are made."""
    from upload_workbooks import WORKBOOKS

    files = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix != ".toml"}
    files |= {f"{name}.xlsx": make() for name, make in WORKBOOKS.items()}
    return [Case(name, content, _expected(name)) for name, content in sorted(files.items())]


def _expected(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name.rpartition('.')[0]}.toml").read_text(encoding="utf-8"))


def read(content: bytes | Path, name: str = "file.csv", caption: str = "") -> Draft:
    """A file as it is read on the day of the corpus."""
    return upload.read(content, lexicon(), name=name, today=TODAY, caption=caption)


def read_text(text: str, name: str = "file.csv", caption: str = "") -> Draft:
    """A text file as it is read on the day of the corpus."""
    return read(text.encode(), name, caption)


def lines(figures: pd.DataFrame) -> list[str]:
    """Figures as the corpus writes them: `exports US TOTAL 2025-01 868700000 ±100000 38.6% provisional`."""
    return sorted(_line(row) for row in figures.itertuples())


def _line(row: Any) -> str:
    period = str(Period.parse(f"{row.start}/{row.end}"))
    parts = [row.flow, row.partner, row.product, period, plain(row.value)]
    parts += [f"±{plain(row.precision)}"] if row.precision == row.precision else []
    parts += [f"{plain(row.yoy_pct)}%"] if row.yoy_pct == row.yoy_pct else []
    return " ".join([*parts, *(["provisional"] if row.status == "provisional" else [])])


def place(problem: Problem, expected: dict[str, Any]) -> dict[str, Any]:
    """Those fields of a problem that the corpus names."""
    return {name: getattr(problem, name) for name in expected}
