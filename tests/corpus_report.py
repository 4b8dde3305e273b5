"""How much of the corpus the reader has right: python tests/corpus_report.py [questions] [questions_km] [held] ...

Prints each question that it has not, in one line (the question | what is expected | what came), then a table.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.cases import OPEN, Case, cases
from corpus.judging import Judge, Judgement, Verdict

Counts = Counter[tuple[str, str, Verdict]]


def main(files: list[str]) -> None:
    """Judge the files, named with or without their ending; those the reader may be made by where none is named."""
    counts: Counts = Counter()
    with TemporaryDirectory() as folder:
        judge = Judge.of_new_store(Path(folder) / "corpus.db")
        for file in (Path(name).stem for name in files or OPEN):
            for case in cases(file):
                for judgement in _judged(judge, case):
                    counts[file, case.section, judgement.verdict] += 1
                    if judgement.verdict != "right":
                        print(f"{case.section:12} {judgement}")
    _summary(counts)


def _judged(judge: Judge, case: Case) -> list[Judgement]:
    """The judgements; where the reader breaks, that is one too, so that the others are still seen."""
    try:
        return judge.judge(case)
    except Exception as error:
        return [Judgement(str(case), "wrong", "no exception", repr(error))]


def _summary(counts: Counts) -> None:
    print(f"\n{'file':14} {'section':14} {'asked':>5} {'right':>5} {'refused':>7} {'wrong':>5} {'share':>7}")
    for file, section in dict.fromkeys((file, section) for file, section, _ in counts):
        _line(counts, file, section)
    for file in dict.fromkeys(file for file, _, _ in counts):
        _line(counts, file, "all")
    _line(counts, "all", "all")


def _line(counts: Counts, file: str, section: str) -> None:
    found: Counter[Verdict] = Counter()
    for (its_file, its_section, verdict), count in counts.items():
        if file in (its_file, "all") and section in (its_section, "all"):
            found[verdict] += count
    asked, right = found.total(), found["right"]
    print(f"{file:14} {section:14} {asked:5} {right:5} {found['refused']:7} {found['wrong']:5} {right / asked:7.1%}")


if __name__ == "__main__":
    main(sys.argv[1:])
