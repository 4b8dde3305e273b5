"""The token of the bot never reaches a log: httpx logs request addresses, and exceptions carry them; they hold it."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_LEVELS = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram.request": logging.CRITICAL,  # a traceback for each 502 that is a page instead of JSON
}
logger = logging.getLogger(__name__)


class Redacted(logging.Formatter):
    """Formats as usual, tracebacks included, then takes the secret half of the token out."""

    def __init__(self, token: str) -> None:
        super().__init__(_FORMAT)
        self._secret = token.partition(":")[2] or token

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace(self._secret, "[secret]")


def log_without(token: str) -> None:
    """Sends all logs of the process to standard error, without the token, and uncaught exceptions with them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacted(token))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.raiseExceptions = False  # a record that cannot be formatted would be printed as it is
    for name, level in _LEVELS.items():
        logging.getLogger(name).setLevel(level)
    sys.excepthook = _log_uncaught


def _log_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    logger.critical("ended by an error", exc_info=(kind, error, traceback))
