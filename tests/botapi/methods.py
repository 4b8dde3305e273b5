"""The Bot API methods that the bot uses. Each takes the parameters of a call and returns its result."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

from botapi import checks
from botapi.state import Chat, Json, Refused, State

MAX_DOWNLOAD = 20 * 1024 * 1024
Files = dict[str, tuple[str, bytes]]


def call(state: State, method: str, parameters: Json, files: Files) -> Any:
    """The result of one call. Refused as Telegram would; an unknown method is 404."""
    found: Callable[[State, Json, Files], Any] | None = METHODS.get(method.lower())
    if found is None:
        raise Refused(404, "Not Found: method not found")
    return found(state, parameters, files)


def _get_me(state: State, parameters: Json, files: Files) -> Json:
    return {
        **state.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def _true(state: State, parameters: Json, files: Files) -> bool:
    return True


def _set_commands(state: State, parameters: Json, files: Files) -> bool:
    scope = _json(parameters, "scope") or {"type": "default"}
    if scope["type"] == "chat":
        state.chat(scope["chat_id"])
    name = scope["type"] + (f":{scope['chat_id']}" if "chat_id" in scope else "")
    language = str(parameters.get("language_code", ""))
    if not re.fullmatch(r"([a-z]{2})?", language):
        raise Refused(400, "Bad Request: invalid language code specified")
    state.commands[name, language] = checks.commands(_json(parameters, "commands") or [])
    return True


def _send_message(state: State, parameters: Json, files: Files) -> Json:
    raw = str(parameters.get("text", ""))
    seen = checks.text(raw, str(parameters.get("parse_mode", "")), checks.MESSAGE_LIMIT)
    return _deliver(state, parameters, {"text": seen}, raw)


def _send_document(state: State, parameters: Json, files: Files) -> Json:
    name, content = files.get("document") or _attached(parameters, files)
    if not content:
        raise Refused(400, "Bad Request: file must be non-empty")
    file_id = f"file{next(state.ids)}"
    state.files[file_id] = content
    document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": len(content)}
    caption = str(parameters.get("caption", ""))
    seen = checks.text(caption, str(parameters.get("parse_mode", "")), checks.CAPTION_LIMIT) if caption else ""
    return _deliver(state, parameters, {"document": document, **({"caption": seen} if seen else {})}, caption)


def _attached(parameters: Json, files: Files) -> tuple[str, bytes]:
    reference = str(parameters.get("document", ""))
    if reference.startswith("attach://") and reference[9:] in files:
        return files[reference[9:]]
    raise Refused(400, "Bad Request: there is no document in the request")


def _deliver(state: State, parameters: Json, content: Json, raw: str) -> Json:
    chat = state.chat(parameters.get("chat_id", 0))
    message: Json = {"message_id": next(state.ids), "from": state.bot, "chat": chat.as_json(), "date": int(time.time())}
    message |= content
    markup = checks.keyboard(_json(parameters, "reply_markup"))
    if markup:
        message["reply_markup"] = markup
    answered = _json(parameters, "reply_parameters")
    if answered:
        message["reply_to_message"] = _quoted(chat, answered)
    chat.messages[message["message_id"]] = message
    chat.raw[message["message_id"]] = raw
    chat.heard.append(message["message_id"])
    return message


def _quoted(chat: Chat, answered: Json) -> Json:
    quoted = chat.messages.get(answered["message_id"])
    if quoted is None:
        raise Refused(400, "Bad Request: message to be replied not found")
    return {key: value for key, value in quoted.items() if key != "reply_to_message"}


def _edit_text(state: State, parameters: Json, files: Files) -> Json:
    raw = str(parameters.get("text", ""))
    seen = checks.text(raw, str(parameters.get("parse_mode", "")), checks.MESSAGE_LIMIT)
    return _edit(state, parameters, {"text": seen}, raw)


def _edit_markup(state: State, parameters: Json, files: Files) -> Json:
    return _edit(state, parameters, {}, None)


def _edit(state: State, parameters: Json, content: Json, raw: str | None) -> Json:
    chat = state.chat(parameters.get("chat_id", 0))
    old = chat.messages.get(int(parameters.get("message_id", 0)))
    if old is None:
        raise Refused(400, "Bad Request: message to edit not found")
    if old["from"]["id"] != state.bot["id"]:
        raise Refused(400, "Bad Request: message can't be edited")
    new = {key: value for key, value in old.items() if key != "reply_markup"} | content
    markup = checks.keyboard(_json(parameters, "reply_markup"))
    if markup:
        new["reply_markup"] = markup
    if new == old and raw in (None, chat.raw[old["message_id"]]):
        raise Refused(400, "Bad Request: message is not modified")
    chat.messages[old["message_id"]] = new
    if raw is not None:
        chat.raw[old["message_id"]] = raw
    return new


def _delete(state: State, parameters: Json, files: Files) -> bool:
    chat = state.chat(parameters.get("chat_id", 0))
    if chat.messages.pop(int(parameters.get("message_id", 0)), None) is None:
        raise Refused(400, "Bad Request: message to delete not found")
    return True


def _answer_tap(state: State, parameters: Json, files: Files) -> bool:
    tap = str(parameters.get("callback_query_id", ""))
    if state.taps.get(tap, {}) is not None:
        raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    if len(str(parameters.get("text", ""))) > 200:
        raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
    state.taps[tap] = {"text": parameters.get("text", ""), "show_alert": parameters.get("show_alert", "")}
    return True


def _get_file(state: State, parameters: Json, files: Files) -> Json:
    file_id = str(parameters.get("file_id", ""))
    if file_id not in state.files:
        raise Refused(400, "Bad Request: invalid file_id")
    size = len(state.files[file_id])
    if size > MAX_DOWNLOAD:
        raise Refused(400, "Bad Request: file is too big")
    return {"file_id": file_id, "file_unique_id": file_id, "file_size": size, "file_path": f"documents/{file_id}"}


def _json(parameters: Json, name: str) -> Any:
    value = parameters.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Refused(400, f"Bad Request: can't parse {name} JSON object") from None


METHODS: dict[str, Callable[[State, Json, Files], Any]] = {
    "getme": _get_me,
    "deletewebhook": _true,
    "setmycommands": _set_commands,
    "sendmessage": _send_message,
    "senddocument": _send_document,
    "sendchataction": _true,
    "editmessagetext": _edit_text,
    "editmessagereplymarkup": _edit_markup,
    "deletemessage": _delete,
    "answercallbackquery": _answer_tap,
    "getfile": _get_file,
}
