"""`trade-bot check`: is everything there that the bot needs?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final
from urllib.error import HTTPError
from urllib.request import urlopen

import click

from bot.cli.surroundings import Load, complain
from bot.model.errors import TradeBotError

if TYPE_CHECKING:
    from bot.settings import Settings, Telegram

SECONDS: Final = 5.0


@click.command()
@click.pass_obj
def check(load: Load) -> None:
    """Check the configuration, the database and (where a token is set) the Bot API."""
    settings = load()
    click.echo(f"configuration: {_configuration(settings)}")
    checks: dict[str, Callable[[Settings], str]] = {"database": _database}
    if settings.telegram.token:
        checks["Bot API"] = _bot_api
    sys.exit(1 if [name for name, one in checks.items() if not _holds(name, one, settings)] else 0)


def _holds(name: str, one: Callable[[Settings], str], settings: Settings) -> bool:
    try:
        click.echo(f"{name}: {one(settings)}")
    except TradeBotError as error:
        complain(f"{name}: {error}")
        return False
    return True


def _configuration(settings: Settings) -> str:
    bot, admins = settings.bot, len(settings.access.admins)
    token = "set" if settings.telegram.token else "not set"
    return (
        f"ok, reporter {bot.reporter}, language {bot.language}, time zone {bot.timezone}, "
        f"token {token}, admins: {admins}"
    )


def _database(settings: Settings) -> str:
    from bot.database import open_store

    with open_store(settings) as store:
        found = store.check()
        if found != "ok":
            raise TradeBotError(f"{store.path} is damaged: {found}")
        return f"ok, {store.path}, figures: {store.count()}, releases: {len(store.releases())}"


def _bot_api(settings: Settings) -> str:
    try:
        with urlopen(_address(settings.telegram), timeout=SECONDS) as response:
            answer: dict[str, Any] = json.load(response)
            return f"ok, @{answer['result']['username']}"
    except HTTPError as error:
        known = error.code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)
        reason = "the token is not known there" if known else f"it answered {error.code}"
    except (
        OSError,
        HTTPException,
        ValueError,
        KeyError,
        TypeError,
    ) as error:  # the text of some of them holds the address
        reason = f"no answer ({type(getattr(error, 'reason', error)).__name__})"
    raise TradeBotError(f"{settings.telegram.base_url}: {reason}")


def _address(telegram: Telegram) -> str:
    """The address of getMe. It holds the token: never to be shown."""
    token = telegram.token.get_secret_value() if telegram.token else ""
    base = telegram.base_url
    return f"{base.replace('{token}', token) if '{token}' in base else base + token}/getMe"
