"""What a person sees, whatever shows it: Telegram, the terminal, a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Button:
    """A choice to tap: what it says, and the question (or command) it sends back."""

    label: str
    sends: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file to hand over."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """text is plain; html is the same for Telegram (escaped, its tags only); data is the answer as JSON (section 3)."""

    text: str
    html: str
    buttons: tuple[Button, ...] = ()
    document: Document | None = None
    data: Mapping[str, Any] | None = None
