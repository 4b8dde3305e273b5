"""The menu of commands, in each language, for everybody and for admins."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.reply import menu as wording
from bot.reply.tongue import LANGUAGES
from bot.store import Store

_Commands = Callable[[str], tuple[tuple[str, str], ...]]
logger = logging.getLogger(__name__)


class Menus:
    """Sets the menus, the configured language for people of other languages. What fails is logged: people can type."""

    def __init__(self, store: Store, admins: Collection[int], language: str) -> None:
        self._store = store
        self._admins = frozenset(admins)
        self._language = language
        self._greeted: set[int] = set()

    async def begin(self, bot: Bot) -> None:
        """The menu of everybody; who is no admin any more loses theirs."""
        await self._set(bot, BotCommandScopeAllPrivateChats(), wording.commands)
        for person in await asyncio.to_thread(self._store.menus):
            if person not in self._admins and await self._set(bot, BotCommandScopeChat(person), wording.commands):
                await asyncio.to_thread(self._store.set_menu, person, False)

    async def greet(self, bot: Bot, person: int) -> None:
        """An admin's own menu, once a process. Telegram refuses it before the admin has opened the bot."""
        if person in self._admins and person not in self._greeted:
            self._greeted.add(person)
            if await self._set(bot, BotCommandScopeChat(person), wording.admin_commands):
                await asyncio.to_thread(self._store.set_menu, person, True)

    async def _set(self, bot: Bot, scope: BotCommandScope, described: _Commands) -> bool:
        """Whether a menu was set, in each language."""
        try:
            for code in ("", *LANGUAGES):
                menu = [BotCommand(command, text) for command, text in described(code or self._language)]
                await bot.set_my_commands(menu, scope=scope, language_code=code)
        except TelegramError as error:
            logger.warning("the menu of commands was not set: %s", error)
            return False
        return True
