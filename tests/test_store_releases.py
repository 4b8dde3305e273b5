"""Publishing, taking back, history."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_drafts import NOON, draft_of, figure, frame_of, publish

from bot.model.draft import Draft, Problem
from bot.model.errors import NoSuchRelease, StaleDraft, TradeBotError, UndoRefused
from bot.model.figure import Figure, Key, Release, Status, TakenBack
from bot.store import Store

US, JP, CN = figure("US", "2025-01", 1.0), figure("JP", "2025-01", 2.0), figure("CN", "2025-01", 3.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "trade.db", create=True) as store:
        yield store


def state(store: Store) -> tuple[Any, ...]:
    """All that publishing changes, except the fingerprint."""
    with store.snapshot():
        figures = store.figures()
        history = [store.history(f.key) for f in figures]
        return figures, history, store.releases(), sorted(s.name for s in store.sources())


def test_a_release_says_who_when_which_file_and_how_many(store: Store) -> None:
    publish(store, US, JP)
    draft = draft_of(store, [replace(US, value=5.0), JP, CN], "february.csv")
    release = store.publish(replace(draft, skipped=4), "officer", NOON)
    assert release == Release(2, NOON, "officer", "february.csv", "00ff", new=1, revised=1, unchanged=1, skipped=4)
    assert store.releases()[1] == store.release() == store.release(2) == release


def test_the_same_file_again_makes_no_release(store: Store) -> None:
    publish(store, US, JP)
    before = store.fingerprint()
    assert store.publish(draft_of(store, [US, JP]), "officer", NOON) is None
    assert (len(store.releases()), store.fingerprint()) == (1, before)


def test_replaced_values_are_kept_oldest_first_the_current_one_last(store: Store) -> None:
    versions = [US, replace(US, value=2.0, status="provisional"), replace(US, value=2.0, precision=0.1, source="Press")]
    for version in versions:
        publish(store, version)
    assert store.history(US.key) == [
        (replace(version, release=n), store.release(n)) for n, version in enumerate(versions, start=1)
    ]
    assert store.history(JP.key) == []


def test_a_draft_made_before_another_release_is_stale(store: Store) -> None:
    early = draft_of(store, [US])
    publish(store, JP)
    with pytest.raises(StaleDraft):
        store.publish(early, "officer", NOON)
    assert [f.partner for f in store.figures()] == ["JP"]


def test_a_draft_made_before_an_undo_is_stale_though_the_figures_are_the_same(store: Store) -> None:
    before = store.fingerprint()
    early = draft_of(store, [US])
    publish(store, JP)
    store.undo()
    assert store.fingerprint() != before
    with pytest.raises(StaleDraft):
        store.publish(early, "officer", NOON)


def test_of_two_publishers_at_once_one_wins_and_the_other_is_stale(store: Store) -> None:
    drafts = [draft_of(store, [replace(US, value=float(n))], f"{n}.csv") for n in range(4)]

    def go(draft: Draft) -> Release | None:
        try:
            return store.publish(draft, "officer", NOON)
        except StaleDraft:
            return None

    with ThreadPoolExecutor(4) as pool:
        (winner,) = filter(None, pool.map(go, drafts))
    assert store.releases() == [winner]
    assert store.figures()[0].value == float(winner.file[0])


@pytest.mark.parametrize("wrong", [{"problems": (Problem("no_value"),)}, {"changes": frame_of([US, US])}])
def test_a_draft_with_a_fault_is_never_published(store: Store, wrong: dict[str, Any]) -> None:
    before = (state(store), store.fingerprint())
    with pytest.raises(ValueError, match="draft"):
        store.publish(replace(draft_of(store, [US]), **wrong), "officer", NOON)
    assert (state(store), store.fingerprint()) == before


def test_missing_sources_and_growth_are_published_as_missing(store: Store) -> None:
    changes = frame_of([US]).assign(source=float("nan"), url=None)
    store.publish(replace(draft_of(store, [US]), changes=changes), "officer", NOON)
    assert store.figures() == [replace(US, source="", url="", release=1)]


def test_a_draft_of_categories_and_whole_numbers_is_published_as_any_other(store: Store) -> None:
    changes = frame_of([US, JP]).astype({"flow": "category", "partner": "category", "source": "category", "value": int})
    store.publish(replace(draft_of(store, [US, JP]), changes=changes), "officer", NOON)
    assert store.figures() == [replace(JP, release=1), replace(US, release=1)]


def test_an_undo_takes_the_last_release_back_and_two_take_two(store: Store) -> None:
    states = [state(store)]
    for figures in ([US, JP], [replace(US, value=9.0), CN], [replace(US, value=10.0, source="Press")]):
        publish(store, *figures)
        states.append(state(store))
    for number in (3, 2, 1):
        assert store.undo().number == number
        assert state(store) == states[number - 1]
    with pytest.raises(NoSuchRelease, match="no release"):
        store.undo()


def test_a_release_that_was_taken_back_is_kept_with_who_did_it_and_when(store: Store) -> None:
    publish(store, US)
    release = store.release()
    store.undo(by="officer", at=NOON)
    assert store.taken_back() == [TakenBack(release, NOON, "officer")]
    assert publish(store, US) == 2
    assert [back.release.number for back in store.taken_back()] == [1]


def test_what_would_be_taken_back_is_told_without_taking_it_back(store: Store) -> None:
    publish(store, US, JP)
    assert store.to_undo() == store.release(1)
    publish(store, replace(US, value=7.0))
    with pytest.raises(UndoRefused):
        store.to_undo(1)
    assert len(store.releases()) == 2


def test_a_number_is_never_used_again(store: Store) -> None:
    publish(store, US)
    assert publish(store, JP) == 2
    store.undo()
    assert publish(store, JP) == 3
    assert [release.number for release in store.releases()] == [1, 3]


def test_an_earlier_release_is_taken_back_where_nothing_later_touched_its_figures(store: Store) -> None:
    publish(store, US)
    publish(store, replace(US, value=7.0), JP)
    publish(store, CN)
    assert store.undo(2).number == 2
    assert store.figures() == [replace(CN, release=3), replace(US, release=1)]
    assert [release.number for release in store.releases()] == [1, 3]


def test_an_undo_names_every_later_release_that_touched_its_figures(store: Store) -> None:
    publish(store, US, JP)
    publish(store, replace(US, value=7.0))
    publish(store, CN)
    publish(store, replace(US, value=8.0), replace(CN, value=4.0))
    publish(store, replace(JP, value=8.0))
    before = state(store)
    with pytest.raises(UndoRefused) as refused:
        store.undo(1)
    assert (refused.value.number, refused.value.blocking) == (1, (2, 4, 5))
    assert state(store) == before


@pytest.mark.parametrize("number", [0, -1, 2, 99])
def test_an_unknown_number_is_said(store: Store, number: int) -> None:
    publish(store, US)
    with pytest.raises(TradeBotError, match=f"no release {number}"):
        store.undo(number)


def test_sources_that_only_a_release_taken_back_named_are_gone(store: Store) -> None:
    publish(store, US)
    publish(store, replace(US, value=2.0, source="Press"), replace(JP, source="Blog"))
    publish(store, replace(CN, source="Press"))
    store.undo(2)
    assert [source.name for source in store.sources()] == ["Customs", "Press"]
    assert store.check() == "ok"


def test_a_release_of_many_figures_and_sources_comes_back_as_it_was(store: Store) -> None:
    months = [f"{year}-{month:02d}" for year in range(1000, 2000) for month in range(1, 13)]
    many = [figure("US", month, float(n), source=f"Report {n % 500}") for n, month in enumerate(months)]
    draft = Draft("many.csv", "00", changes=frame_of(many), fingerprint=store.fingerprint())
    release = store.publish(draft, "officer", NOON)
    assert release is not None
    assert release.new == 12_000
    pd.testing.assert_frame_equal(store.frame().drop(columns="release"), frame_of(many))
    store.undo()
    assert state(store) == ([], [], [], [])


KEYS = [figure(partner, "2025-01", 0.0, product=product) for partner in ("US", "JP") for product in ("TOTAL", "64")]
VERSIONS: st.SearchStrategy[tuple[float, float | None, Status, float | None, str]] = st.tuples(
    st.sampled_from([0.0, 1.0, -2.5]), st.sampled_from([None, 0.1]), st.sampled_from(["final", "provisional"]),
    st.sampled_from([None, 12.5]), st.sampled_from(["", "Customs", "Press"]),
)  # fmt: skip
UPLOADS = st.dictionaries(st.integers(0, len(KEYS) - 1), VERSIONS, min_size=1)
STEPS = st.lists(st.one_of(UPLOADS, UPLOADS, st.none(), st.integers(1, 6)), max_size=10)


def replayed(releases: list[tuple[Release, list[Figure]]]) -> tuple[Any, ...]:
    """The state after these releases, worked out without a database."""
    history: dict[Key, list[tuple[Figure, Release]]] = {}
    for release, changes in releases:
        for each in changes:
            history.setdefault(each.key, []).append((replace(each, release=release.number), release))
    keys = sorted(history)
    sources = {f.source for values in history.values() for f, _ in values}
    return [history[k][-1][0] for k in keys], [history[k] for k in keys], [r for r, _ in releases], sorted(sources)


def upload(store: Store, said: dict[int, Any]) -> tuple[Release, list[Figure]] | None:
    figures = [
        replace(KEYS[n], value=value, precision=precision, status=status, yoy_pct=yoy, source=source)
        for n, (value, precision, status, yoy, source) in said.items()
    ]
    draft = draft_of(store, figures)
    changed = set(draft.changes[["partner", "product"]].itertuples(index=False, name=None))
    release = store.publish(draft, "officer", NOON)
    return (release, [f for f in figures if (f.partner, f.product) in changed]) if release else None


def take_back(store: Store, releases: list[tuple[Release, list[Figure]]], number: int | None) -> None:
    """Take a release back in the store and in the list, or see that it is refused."""
    which = number or max((release.number for release, _ in releases), default=0)
    touched = {f.key for release, changes in releases if release.number == which for f in changes}
    later = [r.number for r, changes in releases if r.number > which and touched & {f.key for f in changes}]
    if not touched:
        with pytest.raises(NoSuchRelease):
            store.undo(number)
    elif later:
        with pytest.raises(UndoRefused) as refused:
            store.undo(number)
        assert list(refused.value.blocking) == later
    else:
        assert store.undo(number).number == which
        releases[:] = [each for each in releases if each[0].number != which]


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_after_any_publishing_and_taking_back_the_store_is_as_if_only_the_rest_had_been_published(
    steps: list[dict[int, Any] | int | None],
) -> None:
    releases: list[tuple[Release, list[Figure]]] = []
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "trade.db"), create=True) as store:
        for step in steps:
            if isinstance(step, dict):
                releases += [done] if (done := upload(store, step)) else []
            else:
                take_back(store, releases, step)
            assert state(store) == replayed(releases)
        assert store.check() == "ok"
