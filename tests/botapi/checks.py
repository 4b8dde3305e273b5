"""What Telegram refuses in the parameters of a call."""

from __future__ import annotations

import re
from typing import Any

from botapi.html import CannotParse, plain
from botapi.state import Json, Refused

MESSAGE_LIMIT, CAPTION_LIMIT, RAW_LIMIT = 4096, 1024, 32768
_ACTIONS = ("callback_data", "url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text", "web_app")


def text(raw: str, parse_mode: str, limit: int) -> str:
    """The text as people see it. Refused where it is empty, too long or does not parse."""
    if len(raw.encode()) > RAW_LIMIT:
        raise Refused(400, "Bad Request: message is too long")
    if parse_mode not in ("", "HTML"):
        raise Refused(400, "Bad Request: unsupported parse_mode")
    try:
        seen = (plain(raw) if parse_mode else raw).strip()
    except CannotParse as wrong:
        raise Refused(400, f"Bad Request: can't parse entities: {wrong}") from None
    if not seen:
        raise Refused(400, "Bad Request: message text is empty")
    if len(seen) > limit:
        raise Refused(400, "Bad Request: message is too long")
    return seen


def keyboard(markup: Any) -> Json | None:
    """An inline keyboard, checked; None for none."""
    if not markup:
        return None
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refused(400, 'Bad Request: field "inline_keyboard" must be an Array of Arrays')
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise Refused(400, "Bad Request: reply markup is too long")
    for row in rows:
        for button in row:
            _button(button)
    return {"inline_keyboard": [row for row in rows if row]} if any(rows) else None


def _button(button: Json) -> None:
    if not str(button.get("text", "")).strip():
        raise Refused(400, "Bad Request: inline keyboard button text must be non-empty")
    actions = [action for action in _ACTIONS if action in button]
    if len(actions) != 1:
        raise Refused(400, "Bad Request: exactly one action is needed in an inline keyboard button")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")


def commands(items: list[Json]) -> list[Json]:
    """A menu of commands, checked."""
    if len(items) > 100:
        raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for item in items:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", item["command"]):
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(item["description"].strip()) <= 256:
            raise Refused(400, "Bad Request: command description must be 1-256 characters")
    if len({item["command"] for item in items}) != len(items):
        raise Refused(400, "Bad Request: BOT_COMMAND_DUPLICATE")
    return items
