"""What admins are told of releases."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.model.figure import Release, TakenBack
from bot.reply.admin import confirm_undo, history, history_file, undone

NOON = datetime(2026, 11, 28, 12, 4, tzinfo=UTC)


def release(number: int, file: str = "april.csv") -> Release:
    return Release(number, NOON, "Boss (777)", file, "00", new=12, revised=2, unchanged=1, skipped=0)


def test_times_are_written_as_in_the_language() -> None:
    assert "28 Nov 2026 12:04" in history("en", [release(1)], []).text
    assert "2026年11月28日 12:04" in history("zh", [release(1)], []).text


def test_a_release_that_was_taken_back_stands_in_its_place_with_who_did_it() -> None:
    text = history("en", [release(1), release(3)], [TakenBack(release(2), NOON, "Sok (778)")]).text
    assert [line.split()[0] for line in text.splitlines()] == ["3", "2", "1"]
    assert text.splitlines()[1].endswith("– taken back on 28 Nov 2026 12:04 by Sok (778)")


def test_the_button_of_the_history_takes_the_last_standing_release_back() -> None:
    reply = history("en", [release(1)], [TakenBack(release(2), NOON, "Sok (778)")])
    assert [button.sends for button in reply.buttons] == ["/undo 1"]


def test_only_the_latest_are_listed_and_the_way_to_the_rest_is_told() -> None:
    text = history("en", [release(number) for number in range(1, 47)], []).text
    assert len(text.splitlines()) == 11
    assert text.endswith("and 36 earlier ones: /history all")


def test_the_file_of_all_releases_has_no_formulas() -> None:
    document = history_file("en", [release(2, "=1+1.csv")], [TakenBack(release(1), NOON, "Sok (778)")]).document
    assert document is not None
    assert document.content.decode("utf-8-sig").splitlines() == [
        "number,at,by,file,new,revised,unchanged,skipped,taken_back_at,taken_back_by",
        "1,2026-11-28 12:04,Boss (777),april.csv,12,2,1,0,2026-11-28 12:04,Sok (778)",
        "2,2026-11-28 12:04,Boss (777),'=1+1.csv,12,2,1,0,,",
    ]


def test_before_an_undo_it_is_shown_what_goes_back() -> None:
    reply = confirm_undo("en", release(3))
    assert reply.text.splitlines() == [
        "Take release 3 back? april.csv: new figures taken away: 12, earlier values put back: 2.",
        "Published on 28 Nov 2026 12:04 by Boss (777)",
    ]
    assert [button.sends for button in reply.buttons] == ["/takeback 3", "/leave"]


def test_after_it_only_what_is_true_while_later_releases_stand_is_said() -> None:
    assert undone("en", release(3)).text == (
        "Release 3 (april.csv) was taken back: its figures are as they were before it."
    )
