"""A process that dies in the middle of a release leaves the old figures or the new ones, never a mixture."""

from __future__ import annotations

import multiprocessing
import random
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, Final

import pandas as pd
from store_drafts import NOON

from bot.model.draft import FIGURE_COLUMNS, Draft
from bot.store import Store

KILLS: Final = 100
_PROCESSES: Final = multiprocessing.get_context("fork")  # a new interpreter for each would take minutes


def many(months: int, value: float) -> Draft:
    """A draft of 1,000 figures a month, all worth `value`, from the year 2000 on."""
    codes = [f"{n:04d}" for n in range(1000)]
    starts = [f"{2000 + n // 12}-{n % 12 + 1:02d}" for n in range(months)]
    frame = pd.DataFrame(product(codes, starts), columns=["product", "start"])
    frame = frame.assign(
        flow="exports", partner="WLD", end=frame["start"], value=value, precision=float("nan"), status="final",
        yoy_pct=float("nan"), source=f"Customs {value}", url="",
    )  # fmt: skip
    return Draft("many.csv", "00", changes=frame[list(FIGURE_COLUMNS)])


def there_and_back(path: Path, draft: Draft) -> None:
    """Publish the draft, take it back, publish it again, until killed."""
    store = Store.open(path)
    while True:
        if len(store.releases()) == 1:
            store.publish(replace(draft, fingerprint=store.fingerprint()), "officer", NOON)
        else:
            store.undo()


def content(path: Path) -> list[Any]:
    """How many figures of each month, value, source and release there are, now and before: their keys are unique."""
    with Store.open(path) as store:
        assert store.check() == "ok"
        asked = (
            "SELECT start, value, source, min(release, 2), count(*) FROM figures GROUP BY 1, 2, 3, 4",
            "SELECT start, old_value, old_source, old_release, count(*) FROM changes GROUP BY 1, 2, 3, 4",
            "SELECT id, name FROM sources",
            "SELECT min(number, 2), new, revised FROM releases",
        )
        return [store.db.execute(each).fetchall() for each in asked]


def killed(path: Path, seed: int) -> int:
    """Kill 50 children at random instants of publishing 50,000 figures over 5,000, or of taking them back.

    How many states were found that are neither the old one nor the new one.
    """
    draft, instants, neither = many(50, 2.0), random.Random(seed), 0
    with Store.open(path, create=True) as store:
        store.publish(replace(many(5, 1.0), fingerprint=store.fingerprint()), "officer", NOON)
    states = [content(path)]
    started = time.perf_counter()
    with Store.open(path) as store:
        store.publish(replace(draft, fingerprint=store.fingerprint()), "officer", NOON)
    lasts = time.perf_counter() - started
    states.append(content(path))
    for _ in range(KILLS // 2):
        child = _PROCESSES.Process(target=there_and_back, args=(path, draft))
        child.start()
        child.join(instants.uniform(0, 1.2 * lasts))
        child.kill()
        child.join()
        neither += content(path) not in states
    return neither


def test_a_hundred_kills_at_random_instants_leave_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    paths = [tmp_path / "one.db", tmp_path / "two.db"]
    with ProcessPoolExecutor(2, mp_context=_PROCESSES) as pool:
        assert list(pool.map(killed, paths, [1, 2])) == [0, 0]


def test_a_kill_while_the_database_is_made_leaves_one_that_can_be_made(tmp_path: Path) -> None:
    instants = random.Random(3)
    for n in range(25):
        path = tmp_path / f"{n}.db"
        child = _PROCESSES.Process(target=Store.open, args=(path, True))
        child.start()
        child.join(instants.uniform(0.002, 0.02))
        child.kill()
        child.join()
        with Store.open(path, create=True) as store:
            assert (store.is_empty(), store.check()) == (True, "ok")
