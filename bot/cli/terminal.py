"""A conversation in the terminal: a prompt with history and colours; plain lines where it is a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from typing import Final

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.formatted_text import HTML
from prompt_toolkit.history import FileHistory
from rich.console import Console
from rich.text import Text

from bot.model.reply import Button, Reply
from bot.settings import data_folder

Answer = Callable[[str, bool], Reply]
LEAVE: Final = {"exit", "quit"}
PROMPT: Final = HTML("<ansicyan><b>› </b></ansicyan>")
STYLES: Final = {"b": "bold", "i": "italic", "u": "underline", "s": "strike", "blockquote": "dim", "code": "cyan"}


def converse(answer: Answer) -> None:
    """Answer what is typed, line by line, until it ends (Ctrl-D) or says exit. The number of a button sends it.

    answer takes a question, and whether it stands alone, as that of a button does.
    """
    console = Console(highlight=False)
    offered: Sequence[Button] = ()
    for line in _typed() if sys.stdin.isatty() and sys.stdout.isatty() else _piped():
        if line.strip().lower() in LEAVE:
            return
        tapped = chosen(line, offered)
        reply = answer(line, False) if tapped is None else answer(tapped, True)
        offered = reply.buttons
        show(console, reply)


def chosen(line: str, offered: Sequence[Button]) -> str | None:
    """What the button of that number sends; None where it is no number of a button."""
    number = line.strip()
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(offered):
        return offered[int(number) - 1].sends
    return None


def show(console: Console, reply: Reply) -> None:
    """Print a reply: with its bold and italic where the console has them."""
    console.print(styled(reply.html) if console.is_terminal else Text(reply.text), soft_wrap=not console.is_terminal)
    for number, button in enumerate(reply.buttons, 1):
        console.print(Text.assemble((f" {number} ", "cyan"), button.label), soft_wrap=True)
    console.print()


def styled(html: str) -> Text:
    """Telegram's HTML as the text of a terminal."""
    reader = _Styles()
    reader.feed(html)
    reader.close()
    return reader.text


class _Styles(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        self._open.append(f"link {address}" if address else STYLES.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data, style=" ".join(style for style in self._open if style) or None)


def _typed() -> Iterator[str]:
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(folder / "history")), auto_suggest=AutoSuggestFromHistory()
    )
    while True:
        try:
            line = session.prompt(PROMPT)
        except KeyboardInterrupt:  # takes back what was typed, as shells do
            continue
        except EOFError:
            return
        if line.strip():
            yield line


def _piped() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")
