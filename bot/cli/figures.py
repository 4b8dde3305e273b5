"""`import`, `undo`, `export` and `backup`."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from bot.cli.surroundings import Load, complain, today
from bot.model.errors import StoreMissing

if TYPE_CHECKING:
    from bot.model.draft import Draft
    from bot.model.figure import Release
    from bot.model.reply import Reply
    from bot.settings import Settings
    from bot.store import Store


LARGE: Final = 2_000_000  # bytes


class _Unwanted(Exception):
    """Takes back what a dry run wrote."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, one object a file.")
@click.option("--dry-run", is_flag=True, help="Read and check, and publish nothing.")
@click.pass_obj
def import_(load: Load, files: tuple[Path, ...], as_json: bool, dry_run: bool) -> None:
    """Read, check and publish files of figures: all of them, or none where one has a problem."""
    settings = load()
    drafts = [_read(settings, file) for file in files]
    releases: list[Release | None] = [None] * len(drafts)
    if not any(draft.problems for draft in drafts):
        with _store(settings, dry_run) as store:
            drafts, releases = _publish(store, drafts, dry_run)
    replies = [_reply(settings, draft, release) for draft, release in zip(drafts, releases, strict=True)]
    refused = any(draft.problems for draft in drafts)
    if as_json:
        click.echo(json.dumps([reply.data for reply in replies], ensure_ascii=False, indent=1))
    elif not refused:
        click.echo("\n\n".join(reply.text for reply in replies))
    for draft, reply in zip(drafts, replies, strict=True):
        for line in reply.text.splitlines() if draft.problems else ():
            complain(f"{draft.file}: {line}")
    sys.exit(1 if refused else 0)


def _reply(settings: Settings, draft: Draft, release: Release | None) -> Reply:
    from bot.reply.importing import imported
    from bot.words import lexicon

    shown = _local(settings, release) if release else None
    return imported(lexicon(), settings.bot.language, draft, shown)


def _local(settings: Settings, release: Release) -> Release:
    return replace(release, at=release.at.astimezone(settings.bot.zone))


def _read(settings: Settings, file: Path) -> Draft:
    from bot import upload
    from bot.model.draft import Draft, Problem
    from bot.words import lexicon

    try:
        with _progress(file) as progress:
            reporter = settings.bot.reporter
            return upload.read(file, lexicon(), reporter=reporter, today=today(settings), progress=progress)
    except OSError as error:
        return Draft(file.name, "", problems=(Problem("not_opened", text=f"{error.strerror}: {file}"),))


@contextmanager
def _progress(file: Path) -> Iterator[Callable[[float], None] | None]:
    """A bar on standard error for a large file, where that is a terminal."""
    if not sys.stderr.isatty() or file.stat().st_size < LARGE:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(file.name, total=1.0)
        yield lambda part: bars.update(bar, completed=part)


@contextmanager
def _store(settings: Settings, dry_run: bool) -> Iterator[Store]:
    """The store to publish into; where it is not there yet, a dry run takes an empty one elsewhere."""
    from bot.database import open_store
    from bot.store import Store

    try:
        with open_store(settings, create=not dry_run) as store:
            yield store
    except StoreMissing:
        with TemporaryDirectory() as folder, Store.open(Path(folder) / "trade.db", create=True) as store:
            yield store


def _publish(store: Store, drafts: list[Draft], dry_run: bool) -> tuple[list[Draft], list[Release | None]]:
    """Compare each with what the ones before it left, and publish it: all in one transaction."""
    from bot import upload

    compared: list[Draft] = []
    releases: list[Release | None] = []
    with suppress(_Unwanted), store.together():
        for draft in drafts:
            compared.append(upload.compare(draft, store))
            if compared[-1].problems:
                raise _Unwanted
            releases.append(store.publish(compared[-1], by=_user(), at=datetime.now(UTC)))
        if not dry_run:
            return compared, releases
        raise _Unwanted
    return [*compared, *drafts[len(compared) :]], [None] * len(drafts)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return "terminal"


@click.command()
@click.argument("number", type=click.IntRange(1, 2**63 - 1), required=False, metavar="[RELEASE]")
@click.pass_obj
def undo(load: Load, number: int | None) -> None:
    """Take the last release back, or that one."""
    from bot.database import open_store
    from bot.reply.admin import undone

    settings = load()
    with open_store(settings) as store:
        release = store.undo(number, by=_user())
    click.echo(undone(settings.bot.language, _local(settings, release)).text)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export(load: Load, file: Path) -> None:
    """Write every figure to FILE (.csv or .xlsx), as `import` reads it."""
    from bot import reply
    from bot.database import open_store

    writers = {".csv": reply.export_csv, ".xlsx": reply.export_xlsx}
    if file.suffix.lower() not in writers:
        raise click.UsageError(f"{file}: the name has to end in .csv or .xlsx")
    with open_store(load()) as store:
        frame = store.frame()
    _replace(file, writers[file.suffix.lower()](frame))
    click.echo(f"{len(frame)} figures in {file}", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(load: Load, file: Path) -> None:
    """Write a consistent copy of the database to FILE, also while the bot runs."""
    from bot.database import open_store

    with open_store(load()) as store:
        store.backup(file)
    click.echo(f"copied to {file}", err=True)


def _replace(file: Path, content: bytes) -> None:
    """Write the file; what was there stays until the new one is whole."""
    with TemporaryDirectory(prefix=".export-", dir=file.absolute().parent) as folder:
        part = Path(folder) / file.name
        part.write_bytes(content)
        os.replace(part, file)
