"""The transcripts of the corpus, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus.transcripts import FILE, Block, answered, blocks

EXPECTED = list(blocks(FILE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> list[Block]:
    folder: Path = tmp_path_factory.mktemp("transcripts")
    return list(answered(iter(EXPECTED), folder))


@pytest.mark.parametrize("number", [n for n, block in enumerate(EXPECTED) if block.question is not None])
def test_the_reply_is_as_written(number: int, given: list[Block]) -> None:
    """To change replies on purpose: python tests/corpus/transcripts.py, then read the difference."""
    assert given[number] == EXPECTED[number]


def test_there_are_forty_transcripts_or_more() -> None:
    assert sum(block.question is not None for block in EXPECTED) >= 40
