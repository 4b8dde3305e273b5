"""The menu of commands, in each language, for everybody and for admins."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.reply import menu as wording
from bot.reply.tongue import LANGUAGES

_Commands = Callable[[str], tuple[tuple[str, str], ...]]
logger = logging.getLogger(__name__)


async def set_menus(bot: Bot, language: str, admins: Iterable[int]) -> None:
    """Sets the menus, the configured language for people of other languages. What fails is logged: people can type."""
    await _set(bot, BotCommandScopeAllPrivateChats(), language, wording.commands)
    for admin in admins:
        await set_admin_menu(bot, language, admin)


async def set_admin_menu(bot: Bot, language: str, admin: int) -> None:
    """Sets an admin's own menu. Telegram refuses it before the admin has opened the bot for the first time."""
    await _set(bot, BotCommandScopeChat(admin), language, wording.admin_commands)


async def _set(bot: Bot, scope: BotCommandScope, language: str, described: _Commands) -> None:
    try:
        for code in ("", *LANGUAGES):
            menu = [BotCommand(command, text) for command, text in described(code or language)]
            await bot.set_my_commands(menu, scope=scope, language_code=code)
    except TelegramError as error:
        logger.warning("the menu of commands was not set: %s", error)
