"""`import`, `undo`, `export` and `backup`: taken whole or not at all, with the reason on standard error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_terminal import FIGURES, HEADER, Terminal

from bot.store import Store

NEW = "2025-02,exports,US,TOTAL,950,USD million,The Gazette"
REVISED = "2025-01,exports,US,TOTAL,910,USD million,The Gazette"
WRONG = "2025-02,exports,Wakanda,TOTAL,1,USD million,The Gazette"


def exported(terminal: Terminal, db: Path) -> bytes:
    out = terminal.folder / "out.csv"
    assert terminal.run("--db", db, "export", out).status == 0
    return out.read_bytes()


def test_import_into_a_named_database_makes_it_with_that_file_only(terminal: Terminal) -> None:
    with Store.open(terminal.database()) as store:
        assert store.count() == len(FIGURES)
        assert [release.file for release in store.releases()] == ["figures.csv"]


def test_import_says_what_came_in(terminal: Terminal) -> None:
    db = terminal.database()
    done = terminal.run("--db", db, "import", terminal.file("feb.csv", [HEADER, *FIGURES[1:], NEW]))
    assert done.status == 0
    assert "feb.csv" in done.out
    assert "1 new" in done.out


def test_import_shows_the_old_and_the_new_value_of_a_revision(terminal: Terminal) -> None:
    file = terminal.file("feb.csv", [HEADER, REVISED])
    done = terminal.run("--db", terminal.database(), "import", "--dry-run", file)
    assert "Exports to the United States, January 2025: $900 million becomes $910 million" in done.out


def test_import_as_json_is_a_list_with_an_object_a_file(terminal: Terminal) -> None:
    db = terminal.database()
    file = terminal.file("feb.csv", [HEADER, FIGURES[0], REVISED, NEW, "2025-02,exports,JP,TOTAL,-,USD million,"])
    done = terminal.run("--db", db, "import", "--json", file)
    (told,) = json.loads(done.out)
    assert done.status == 0
    assert told["file"] == "feb.csv"
    assert told["release"] == 2
    assert [told[key] for key in ("new", "revised", "unchanged", "skipped")] == [1, 1, 1, 1]
    assert told["problems"] == []
    assert isinstance(told["warnings"], list)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "empty"),
        ([HEADER, FIGURES[0].replace("600", "about ten")], "about ten"),
        (["period,flow,partner", "2025-01,exports,US"], "value"),
        ([HEADER, WRONG], "Wakanda"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(terminal: Terminal, lines: list[str], said: str) -> None:
    db = terminal.database()
    before = exported(terminal, db)
    file = terminal.file("bad.csv", lines)
    if not lines:
        file.write_bytes(b"")
    done = terminal.run("--db", db, "import", file)
    assert (done.status, done.out) == (1, "")
    assert said in done.err
    assert all(line.startswith("trade-bot: ") for line in done.err.splitlines())
    assert exported(terminal, db) == before


def test_a_picture_named_csv_is_refused(terminal: Terminal) -> None:
    db = terminal.database()
    file = terminal.folder / "photo.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    done = terminal.run("--db", db, "import", file)
    assert (done.status, done.out) == (1, "")
    assert "photo.csv" in done.err


def test_the_place_of_a_problem_is_told_as_json_also_on_exit_1(terminal: Terminal) -> None:
    db = terminal.database()
    done = terminal.run("--db", db, "import", "--json", terminal.file("bad.csv", [HEADER, NEW, WRONG]))
    (told,) = json.loads(done.out)
    assert done.status == 1
    assert told["release"] is None
    (problem,) = told["problems"]
    assert set(problem) == {"sheet", "row", "column", "text", "reason", "nearest"}
    assert (problem["sheet"], problem["row"], problem["column"], problem["text"]) == (None, 3, "partner", "Wakanda")
    assert problem["reason"]


def test_a_file_that_is_not_there_is_refused(terminal: Terminal) -> None:
    done = terminal.run("--db", terminal.database(), "import", "nowhere.csv")
    assert (done.status, done.out) == (1, "")
    assert "nowhere.csv" in done.err


def test_a_refused_import_makes_no_database(terminal: Terminal) -> None:
    assert terminal.run("--db", "other.db", "import", terminal.file("bad.csv", [HEADER, WRONG])).status == 1
    assert not (terminal.folder / "other.db").exists()


def test_several_files_are_releases_of_their_own_in_their_order(terminal: Terminal) -> None:
    db = terminal.database()
    files = terminal.file("one.csv", [HEADER, REVISED]), terminal.file("two.csv", [HEADER, FIGURES[1], NEW])
    told = json.loads(terminal.run("--db", db, "import", "--json", *files).out)
    assert [(one["file"], one["release"], one["new"], one["revised"]) for one in told] == [
        ("one.csv", 2, 0, 1), ("two.csv", 3, 1, 1),
    ]  # fmt: skip


def test_several_files_are_taken_together_or_not_at_all(terminal: Terminal) -> None:
    db = terminal.database()
    before = exported(terminal, db)
    files = terminal.file("one.csv", [HEADER, NEW]), terminal.file("two.csv", [HEADER, WRONG])
    done = terminal.run("--db", db, "import", "--json", *files)
    told = json.loads(done.out)
    assert done.status == 1
    assert [one["release"] for one in told] == [None, None]
    assert [len(one["problems"]) for one in told] == [0, 1]
    assert exported(terminal, db) == before


def test_nothing_new_is_done_without_a_release(terminal: Terminal) -> None:
    db = terminal.database()
    done = terminal.run("--db", db, "import", "--json", terminal.folder / "figures.csv")
    (told,) = json.loads(done.out)
    assert done.status == 0
    assert (told["release"], told["new"], told["unchanged"]) == (None, 0, len(FIGURES))


def test_a_dry_run_tells_the_same_and_changes_nothing(terminal: Terminal) -> None:
    db = terminal.database()
    before = exported(terminal, db)
    file = terminal.file("feb.csv", [HEADER, REVISED, NEW])
    (dry,) = json.loads(terminal.run("--db", db, "import", "--json", "--dry-run", file).out)
    assert exported(terminal, db) == before
    (wet,) = json.loads(terminal.run("--db", db, "import", "--json", file).out)
    assert dry == wet | {"release": None}


def test_a_dry_run_makes_no_database(terminal: Terminal) -> None:
    file = terminal.file("feb.csv", [HEADER, NEW])
    done = terminal.run("--db", "other.db", "import", "--json", "--dry-run", file)
    assert (done.status, json.loads(done.out)[0]["new"]) == (0, 1)
    assert not (terminal.folder / "other.db").exists()


def test_undo_takes_the_last_release_back_exactly(terminal: Terminal) -> None:
    db = terminal.database()
    before = exported(terminal, db)
    terminal.run("--db", db, "import", terminal.file("feb.csv", [HEADER, REVISED, NEW]))
    done = terminal.run("--db", db, "undo")
    assert (done.status, done.err) == (0, "")
    assert "2" in done.out
    assert "feb.csv" in done.out
    assert exported(terminal, db) == before


def test_undo_of_a_release_that_others_built_on_is_refused_naming_them(terminal: Terminal) -> None:
    db = terminal.database()
    terminal.run("--db", db, "import", terminal.file("feb.csv", [HEADER, REVISED]))
    done = terminal.run("--db", db, "undo", "1")
    assert (done.status, done.out) == (1, "")
    assert "2" in done.err


def test_undo_of_nothing_is_refused(terminal: Terminal) -> None:
    db = terminal.database()
    assert terminal.run("--db", db, "undo", "7").err == "trade-bot: there is no release 7\n"
    assert terminal.run("--db", db, "undo").status == 0
    assert terminal.run("--db", db, "undo").status == 1
    assert terminal.run("--db", db, "undo", "zero").status == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_exported_makes_the_same_store(terminal: Terminal, ending: str) -> None:
    db, out = terminal.database(), terminal.folder / f"out.{ending}"
    assert terminal.run("--db", db, "export", out).out == ""
    (again,) = json.loads(terminal.run("--db", db, "import", "--json", out).out)
    assert (again["new"], again["revised"], again["unchanged"]) == (0, 0, len(FIGURES))
    assert terminal.run("--db", "second.db", "import", out).status == 0
    assert exported(terminal, terminal.folder / "second.db") == exported(terminal, db)


def test_the_bundled_figures_come_back_from_their_export(terminal: Terminal) -> None:
    """Without a database named or configured: the default one, made at first use."""
    out = terminal.folder / "all.csv"
    assert terminal.run("export", out).status == 0
    (again,) = json.loads(terminal.run("import", "--json", out).out)
    assert (again["new"], again["revised"], again["unchanged"]) == (0, 0, 485)


def test_an_export_of_another_kind_is_wrong_usage(terminal: Terminal) -> None:
    done = terminal.run("--db", terminal.database(), "export", "out.pdf")
    assert (done.status, done.out) == (2, "")
    assert ".csv or .xlsx" in done.err


def test_an_export_to_nowhere_is_refused(terminal: Terminal) -> None:
    done = terminal.run("--db", terminal.database(), "export", "nowhere/out.csv")
    assert (done.status, done.out) == (1, "")
    assert "nowhere" in done.err


def test_a_backup_is_a_database_with_the_same_figures(terminal: Terminal) -> None:
    db = terminal.database()
    assert terminal.run("--db", db, "backup", "copy.db").status == 0
    assert exported(terminal, terminal.folder / "copy.db") == exported(terminal, db)


def test_a_backup_onto_the_database_itself_is_refused(terminal: Terminal) -> None:
    db = terminal.database()
    before = exported(terminal, db)
    assert terminal.run("--db", db, "backup", db).status == 1
    assert exported(terminal, db) == before
