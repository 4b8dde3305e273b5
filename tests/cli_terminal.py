"""Running commands in a test."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

HEADER = "period,flow,partner,product,value,unit,source"
FIGURES = [
    "2024-01,exports,US,TOTAL,600,USD million,The Gazette",
    "2025-01,exports,US,TOTAL,900,USD million,The Gazette",
    "2024-01,exports,WLD,TOTAL,1500,USD million,The Gazette",
    "2025-01,exports,WLD,TOTAL,1800,USD million,The Gazette",
    "2025-01,exports,JP,TOTAL,200,USD million,The Gazette",
    "2025-01,imports,US,TOTAL,30,USD million,The Gazette",
]


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects it printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class Terminal:
    """Runs commands in this process, in a folder of their own."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._capture = capture
        self._patch = patch

    def run(self, *arguments: str | Path, stdin: str = "") -> Done:
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        self._capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        printed = self._capture.readouterr()
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, printed.out, printed.err)

    def file(self, name: str, lines: Sequence[str]) -> Path:
        """A file of that name with these lines."""
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def database(self, figures: Sequence[str] = FIGURES) -> Path:
        """A database that holds these figures."""
        file = self.file("figures.csv", [HEADER, *figures])
        done = self.run("--db", "test.db", "import", file)
        assert done.status == 0, done.err
        return self.folder / "test.db"
