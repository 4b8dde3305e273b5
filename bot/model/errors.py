"""The errors that someone handles differently. What the asker can mend is no error: it is a status of the Answer."""

from __future__ import annotations


class TradeBotError(Exception):
    """The operator can mend it: one line on standard error, exit status 1."""


class ConfigError(TradeBotError):
    """A wrong key or value in the configuration; the message names file, key and what would do."""


class StoreMissing(TradeBotError):
    """The named database is not there."""


class StoreUnreadable(TradeBotError):
    """The file is not a database of ours, or one of a newer version."""


class StaleDraft(TradeBotError):
    """Another release came between the preview and the publishing."""


class UndoRefused(TradeBotError):
    """Later releases touched the figures of the release to be taken back; `blocking` are their numbers."""

    def __init__(self, number: int, blocking: tuple[int, ...]) -> None:
        super().__init__(f"release {number} cannot be taken back: later releases changed its figures: {blocking}")
        self.number = number
        self.blocking = blocking


class NoSuchRelease(TradeBotError):
    """There is no release of that number; `number` is None where there is none at all to take back."""

    def __init__(self, number: int | None) -> None:
        super().__init__("there is no release" if number is None else f"there is no release {number}")
        self.number = number
