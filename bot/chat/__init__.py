"""The bot in Telegram. The only room that knows python-telegram-bot.

run(settings)   answers until the process is asked to end
"""

from bot.chat.running import run

__all__ = ["run"]
