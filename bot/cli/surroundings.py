"""What every command needs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NoReturn

import click

if TYPE_CHECKING:
    from bot.settings import Settings

NAME: Final = "trade-bot"
Load = Callable[[], "Settings"]  # reads the configuration; ConfigError where it is wrong


def complain(reason: str) -> None:
    """Say why on standard error, in one line."""
    click.echo(f"{NAME}: {' '.join(reason.split())}", err=True)


def fail(reason: str) -> NoReturn:
    """Say why, and exit with 1."""
    complain(reason)
    sys.exit(1)


def today(settings: Settings) -> date:
    """Today in the configured time zone."""
    return datetime.now(settings.bot.zone).date()
