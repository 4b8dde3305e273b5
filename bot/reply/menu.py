"""The menu of commands, in words."""

from __future__ import annotations

from typing import Final

from bot.reply.tongue import _, tongue

_COMMANDS: Final = {
    "start": _("What I can answer"),
    "help": _("Examples to tap"),
    "language": _("English, Khmer or Chinese"),
}
_OF_ADMINS: Final = {
    "upload": _("Publish new figures"),
    "template": _("A workbook to fill in"),
    "set": _("Publish a single figure"),
    "export": _("All figures as a file"),
    "status": _("What is there, and what is asked"),
    "history": _("The releases"),
    "undo": _("Take the last release back"),
    "backup": _("A copy of the database"),
}


def commands(language: str) -> tuple[tuple[str, str], ...]:
    """For everybody: (command, what it does)."""
    return tuple((command, tongue(language).say(description)) for command, description in _COMMANDS.items())


def admin_commands(language: str) -> tuple[tuple[str, str], ...]:
    """For admins: theirs too."""
    own = tuple((command, tongue(language).say(description)) for command, description in _OF_ADMINS.items())
    return commands(language) + own
