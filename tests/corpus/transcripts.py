"""Transcripts: a question, then the exact reply. `replies.txt` holds one of each kind of question and refusal.

python tests/corpus/transcripts.py     writes the file anew from the present replies, so that the change can be read

In the file a line `== made-up, 2025-06-20` says which figures the questions after it are asked of (made-up: those of
`figures.py`; bundled: those that come with the bot) and on which day; `> ` begins a question, and the lines up to the
next are its reply; `>> ` goes on from the question before. Lines with # are for the reader.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store import Store

FILE = Path(__file__).parent / "replies.txt"
MARKS = ("> ", ">> ", "== ", "# ")


@dataclass(frozen=True, slots=True)
class Block:
    """A line that begins with a mark, and the lines after it: a heading, a remark, or a question and its reply."""

    head: str
    body: str = ""

    @property
    def question(self) -> str | None:
        """What is asked; None where the block is a heading or a remark."""
        return self.head.lstrip("> ") if self.head.startswith(">") else None

    @property
    def goes_on(self) -> bool:
        return self.head.startswith(">> ")

    def __str__(self) -> str:
        return f"{self.head}\n{self.body}\n" if self.body else self.head


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a file's text, in order."""
    head, body = "", list[str]()
    for line in text.splitlines():
        if line.startswith(MARKS):
            if head:
                yield Block(head, "\n".join(body).strip("\n"))
            head, body = line, []
        else:
            body.append(line)
    yield Block(head, "\n".join(body).strip("\n"))


def answered(given: Iterator[Block], folder: Path) -> Iterator[Block]:
    """The blocks with the replies that the bot gives now; the stores are made in `folder`."""
    from bot.assistant import Assistant
    from bot.words import lexicon

    assistants: dict[str, Assistant] = {}
    store, today, number = "", date.min, 0
    for block in given:
        if block.head.startswith("== "):
            store, day = block.head[3:].split(", ")
            today = date.fromisoformat(day)
            if store not in assistants:
                assistants[store] = Assistant(_store(store, folder), lexicon())
        if block.question is None:
            yield block
            continue
        number += not block.goes_on
        reply = assistants[store].ask(block.question, conversation=str(number), today=today)
        yield replace(block, body=reply.text)


def _store(name: str, folder: Path) -> Store:
    from bot.model.bundled import bundled
    from bot.store import Store
    from bot.upload import compare, read
    from bot.words import lexicon
    from corpus.judging import fill

    store = Store.open(folder / f"{name}.db", create=True)
    if name == "made-up":
        fill(store)
    else:
        for file in bundled("figures").glob("*.csv"):
            draft = compare(read(file, lexicon(), today=date.max), store)
            store.publish(draft, "transcripts", datetime(2026, 3, 1, tzinfo=UTC))
    return store


def main() -> None:
    with TemporaryDirectory() as folder:
        found = list(answered(blocks(FILE.read_text(encoding="utf-8")), Path(folder)))
    FILE.write_text("\n".join(map(str, found)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    main()
