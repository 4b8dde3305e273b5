"""How long it takes to understand a question, beside dateparser's search for dates in the same questions.

python tests/benchmarks/reading_questions.py      (needs `pip install dateparser`)

Both read the questions of the corpus in the same run; the medians and their ratio are printed.
"""

from __future__ import annotations

import statistics
import sys
import time
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent)]


def questions() -> list[str]:
    """Every English question of the corpus that has an answer."""
    with (HERE / "corpus" / "questions.toml").open("rb") as file:
        return [ask for meaning in tomllib.load(file)["meaning"] for ask in meaning["asks"]]


def median(read: Callable[[str], object], asked: list[str]) -> float:
    """Milliseconds a question."""
    for question in asked[:20]:
        read(question)
    times = []
    for question in asked:
        start = time.perf_counter()
        read(question)
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def main() -> None:
    from dateparser.search import search_dates  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from question_world import TODAY, ask

    base = {"RELATIVE_BASE": datetime(TODAY.year, TODAY.month, TODAY.day), "PREFER_DATES_FROM": "past"}
    asked = questions()
    ours = median(ask, asked)
    told = median(lambda question: search_dates(question, languages=["en", "km", "zh"], settings=base), asked)
    untold = median(lambda question: search_dates(question, settings=base), asked[:: len(asked) // 100])
    print(f"{len(asked)} questions, medians: ours {ours:.2f} ms, whatever the language")
    print(f"dateparser's search, told the three languages: {told:.2f} ms, {told / ours:.1f} times as long")
    print(f"dateparser's search, not told (a hundred of them): {untold:.2f} ms, {untold / ours:.0f} times as long")


if __name__ == "__main__":
    main()
