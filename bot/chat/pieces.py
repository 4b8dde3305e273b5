"""A long text of Telegram's HTML in pieces that each fit a message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

LIMIT: Final = 4096  # characters of a message, after parsing
_ATOM = re.compile(r"</?[a-z][^<>]*>|&(?:#\w+|\w+);|.", re.S)


def pieces(html: str, limit: int = LIMIT) -> list[str]:
    """The text in as few pieces as cutting at line ends allows; tags that a cut leaves open go on in the next piece.

    A line longer than the limit is cut anywhere. Pieces without a visible character are left out.
    """
    return [piece for piece in _cut(_ATOM.findall(html), limit) if _visible(piece)]


def _cut(atoms: list[str], limit: int) -> Iterator[str]:
    while len(head := _fitting(atoms, limit)) < len(atoms):
        still_open = _open_tags(head)
        yield "".join(head) + "".join(f"</{_name(tag)}>" for tag in reversed(still_open))
        rest = atoms[len(head) :]
        atoms = still_open + (rest[1:] if rest[0] == "\n" else rest)
    yield "".join(atoms)


def _fitting(atoms: list[str], limit: int) -> list[str]:
    """The atoms of the next piece: all, or those before the last line end that leaves it within the limit."""
    seen, line_end = 0, 0
    for position, atom in enumerate(atoms):
        if _is_tag(atom):
            continue
        if seen == limit:
            return atoms[: position if atom == "\n" or not line_end else line_end]
        if atom == "\n" and seen:
            line_end = position
        seen += 1
    return atoms


def _open_tags(atoms: Sequence[str]) -> list[str]:
    opened: list[str] = []
    for tag in filter(_is_tag, atoms):
        if tag.startswith("</"):
            opened.pop()
        else:
            opened.append(tag)
    return opened


def _is_tag(atom: str) -> bool:
    return len(atom) > 1 and atom[0] == "<"


def _name(tag: str) -> str:
    return tag.strip("<>").split()[0]


def _visible(piece: str) -> bool:
    return any(not _is_tag(atom) and not atom.isspace() for atom in _ATOM.findall(piece))
