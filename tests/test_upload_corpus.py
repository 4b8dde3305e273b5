"""Files as admins really send them, good and bad, each beside its expected figures and problems."""

from __future__ import annotations

import pytest
from upload_cases import FOLDER, Case, cases, lines, place

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_is_read_as_its_toml_says(case: Case) -> None:
    draft = case.draft()
    expected = case.expected.get("problems", [])
    assert [place(p, e) for p, e in zip(draft.problems, expected, strict=False)] == expected
    assert [p.code for p in draft.problems] == [e["code"] for e in expected]
    if "figures" in case.expected:
        assert lines(draft.figures) == sorted(case.expected["figures"])
    assert draft.skipped == case.expected.get("skipped", draft.skipped)
    assert {r.code for r in draft.remarks} >= set(case.expected.get("remarks", []))
    for name in ("source", "url"):
        assert draft.figures[name].tolist() == case.expected.get(f"{name}s", draft.figures[name].tolist())


def test_there_are_at_least_forty_and_each_says_what_it_is_about() -> None:
    assert len(CASES) >= 40
    assert all(case.expected["about"] for case in CASES)


def test_no_expectation_is_left_without_its_file() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {case.name.rpartition(".")[0] for case in CASES}
