"""A small, strict stand-in for the Telegram Bot API, over real HTTP, for the tests of the chat.

It knows the methods the bot uses and refuses what Telegram refuses: HTML that does not parse, texts over the limits,
wrong buttons, edits that change nothing, wrong tokens, unknown methods, a second poller.
"""

from botapi.people import Group, Heard, Person
from botapi.process import BotProcess
from botapi.server import BotApi

__all__ = ["BotApi", "BotProcess", "Group", "Heard", "Person"]
