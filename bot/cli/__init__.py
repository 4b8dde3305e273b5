"""The commands: arguments in, answers on standard output, reasons on standard error, exit status 0, 1 or 2.

Rooms and libraries are imported where they are needed, so that `trade-bot --help` need not wait for them.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from bot.cli.checking import check
from bot.cli.figures import backup, export, import_, undo
from bot.cli.questions import ask, chat
from bot.cli.surroundings import NAME, Load, fail
from bot.model.errors import TradeBotError

if TYPE_CHECKING:
    from bot.settings import Settings

__all__ = ["commands", "main"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit: 0 done, 1 refused or failed, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        commands.main(args=arguments, prog_name=NAME)
    except TradeBotError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    sys.exit(0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=NAME)
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Read FILE instead of config.toml.")
@click.option("--db", type=click.Path(path_type=Path), metavar="FILE", help="Use the database FILE.")
@click.pass_context
def commands(context: click.Context, config: Path | None, db: Path | None) -> None:
    """Answers questions about trade in goods from published figures."""

    def load() -> Settings:
        from bot import settings

        return settings.load(config, db)

    context.obj = load


@click.command()
@click.pass_obj
def run(load: Load) -> None:
    """Run the Telegram bot."""
    from bot.chat import run as run_chat

    sys.exit(run_chat(load()))


for command in (run, chat, ask, import_, undo, export, backup, check):
    commands.add_command(command)
