"""Figures, releases and what the bot remembers, in one SQLite file. The only SQL.

with Store.open(path, create=True) as store:
    store.frame(flows=["exports"], partners=["US"])
    store.publish(draft, by="officer", at=now)
"""

from __future__ import annotations

from bot.store.chats import Attempt, Chats, Pending
from bot.store.figures import MonthCount
from bot.store.releases import Releases

__all__ = ["Attempt", "MonthCount", "Pending", "Store"]


class Store(Releases, Chats):
    """The database. Safe to use from many threads and processes at once."""
