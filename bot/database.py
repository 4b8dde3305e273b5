"""Which database, and what is in it at first."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.model.bundled import bundled
from bot.settings import Settings, data_folder
from bot.store import Store

BUNDLED_REPORTER = "KH"


def default_path() -> Path:
    """The database where none is configured or named."""
    return data_folder() / "trade.db"


def open_store(settings: Settings, create: bool = False) -> Store:
    """The configured or named database; `create` lets it start empty. Else the default one, made at first use.

    StoreMissing where a named one is not there; TradeBotError where it cannot be read.
    """
    if settings.store.path is not None:
        return Store.open(settings.store.path, create=create)
    path = default_path()
    if not path.exists():
        make_default(path, settings.bot.reporter)
    return Store.open(path)


def make_default(path: Path, reporter: str) -> None:
    """Make the default database at `path` from the bundled figures (empty for another reporter than theirs).

    It is built beside it and linked there when it is whole: a crash leaves none, and of two processes at once the
    first wins.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=".new-") as folder:
        new = Path(folder) / path.name
        with Store.open(new, create=True) as store:
            if reporter == BUNDLED_REPORTER:
                _publish_bundled(store)
        _put(new, path)


def _publish_bundled(store: Store) -> None:
    from bot import upload  # it needs pandas, and this is the one time
    from bot.words import lexicon

    for file in sorted(bundled("figures").glob("*.csv")):
        draft = upload.read(file, lexicon(), today=date.max, reporter=BUNDLED_REPORTER)
        store.publish(upload.compare(draft, store), by="bundled", at=datetime.now(UTC))


def _put(new: Path, path: Path) -> None:
    """Move, unless something is there by now."""
    try:
        os.link(new, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        if not path.exists():
            os.rename(new, path)
