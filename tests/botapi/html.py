"""Telegram's HTML: which tags and character references there are, and what is left when they are taken away."""

from __future__ import annotations

import re

_TAGS = frozenset(
    {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "tg-spoiler"}
    | {"span", "tg-emoji", "tg-time"}
)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<tag>[^\s<>/]*)(?P<rest>[^<>]*)>|&(?P<ref>#x[0-9a-fA-F]+|#[0-9]+|[A-Za-z]+);|<", re.S
)
_ATTRIBUTES = re.compile(r"(\s+[A-Za-z-]+(\s*=\s*(\"[^\"]*\"|'[^']*'|[A-Za-z0-9.-]+))?)*\s*")


class CannotParse(ValueError):
    """The text is not what Telegram calls HTML."""


def plain(html: str) -> str:
    """The text without its tags. CannotParse where Telegram would refuse it."""
    out: list[str] = []
    opened: list[str] = []
    position = 0
    for token in _TOKEN.finditer(html):
        out.append(html[position : token.start()])
        position = token.end()
        if token["ref"] is not None:
            out.append(_reference(token["ref"]))
        else:
            _tag(token, opened)
    if opened:
        raise CannotParse(f'Can\'t find end tag corresponding to start tag "{opened[-1]}"')
    return "".join([*out, html[position:]])


def _reference(name: str) -> str:
    if name.startswith("#"):
        return chr(int(name[2:], 16) if name[1] in "xX" else int(name[1:]))
    return _NAMED.get(name, f"&{name};")


def _tag(token: re.Match[str], opened: list[str]) -> None:
    tag = (token["tag"] or "").lower()
    if token["end"]:
        if not opened or tag != opened.pop():
            raise CannotParse(f'Unexpected end tag "{tag}" at offset {token.start()}')
    elif tag not in _TAGS:
        raise CannotParse(f'Unsupported start tag "{tag}" at offset {token.start()}')
    elif not _ATTRIBUTES.fullmatch(token["rest"]):
        raise CannotParse(f'Wrong attributes in the tag "{tag}" at offset {token.start()}')
    else:
        opened.append(tag)
