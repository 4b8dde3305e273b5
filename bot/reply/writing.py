"""A page as plain text and as Telegram's HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from bot.model.answer import Source
from bot.reply.page import Page
from bot.reply.tongue import Tongue

MOST_CHARACTERS: Final = 4096  # of a Telegram message, after its tags are read
MOST_SOURCES: Final = 3
CUT: Final = "…"

Line = tuple[str, str]  # as plain text, as HTML


def plain(tongue: Tongue, page: Page) -> str:
    """The page as plain text."""
    return "\n".join(text for text, _ in _lines(tongue, page))


def html(tongue: Tongue, page: Page) -> str:
    """The page for Telegram: its tags only, everything else escaped, cut at a line where it would be too long."""
    lines = _lines(tongue, page)
    used = sum(len(text) + 1 for text, _ in lines)
    quote = fitting([(text, escape(text, quote=False)) for text in page.folded], MOST_CHARACTERS - used - 1)
    body = "\n".join(tagged for _, tagged in fitting(lines, MOST_CHARACTERS))
    if not quote:
        return body
    return f"{body}\n<blockquote expandable>" + "\n".join(tagged for _, tagged in quote) + "</blockquote>"


def fitting(lines: list[Line], room: int) -> list[Line]:
    """The first lines that fit into that many characters; a line with an ellipsis stands for the rest."""
    if sum(len(text) + 1 for text, _ in lines) <= room:
        return lines
    kept: list[Line] = []
    left = room - len(CUT) - 1
    for text, tagged in lines:
        left -= len(text) + 1
        if left < 0:
            break
        kept.append((text, tagged))
    return [*kept, (CUT, CUT)] if room > len(CUT) else []


def _lines(tongue: Tongue, page: Page) -> list[Line]:
    return [
        *_tagged("i", [page.reading]),
        *_tagged("b", [page.figure]),
        *_tagged("", page.details),
        *_tagged("", page.notes),
        *_sources(tongue, page.sources),
        *_tagged("", page.offers),
    ]


def _tagged(tag: str, texts: Iterable[str]) -> list[Line]:
    before, after = (f"<{tag}>", f"</{tag}>") if tag else ("", "")
    return [(text, f"{before}{escape(text, quote=False)}{after}") for text in texts if text]


def _sources(tongue: Tongue, sources: tuple[Source, ...]) -> list[Line]:
    if not sources:
        return []
    names_once = {source.name or source.url: source for source in reversed(sources)}
    named = [source for source in sources if names_once[source.name or source.url] is source]
    shown, more = named[:MOST_SOURCES], len(named) - MOST_SOURCES
    between = tongue.say("; ")
    names = between.join(s.name or s.url for s in shown)
    links = between.join(_link(s) for s in shown)
    if more > 0:
        text = tongue.count(
            "Sources: {sources}; and {number} more", "Sources: {sources}; and {number} more", more, sources="\0"
        )
    else:
        text = tongue.count("Source: {sources}", "Sources: {sources}", len(shown), sources="\0")
    return [(text.replace("\0", names), escape(text, quote=False).replace("\0", links))]


def _link(source: Source) -> str:
    name = escape(source.name or source.url, quote=False)
    if not source.url.startswith(("https://", "http://")):
        return name
    return f'<a href="{escape(source.url)}">{name}</a>'
