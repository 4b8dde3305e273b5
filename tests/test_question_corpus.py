"""Every question of the corpus means what it says there, and what is to be refused gets no number."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from corpus.cases import HELD, OPEN, Case, cases
from corpus.judging import Judge

from bot.analysis import answer
from bot.model.answer import Row
from bot.model.query import Query

EVERY = [case for file in OPEN for case in cases(file)]
KEPT_ASIDE = [case for file in HELD for case in cases(file)]
SHARED = sorted({case.id for case in EVERY if case.id and case.file != "questions"})


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return Judge.of_new_store(tmp_path_factory.mktemp("corpus") / "corpus.db")


@pytest.mark.parametrize("case", EVERY, ids=str)
def test_a_question_means_what_the_corpus_says(case: Case, judge: Judge) -> None:
    wrong = [str(judgement) for judgement in judge.judge(case) if judgement.verdict != "right"]
    assert not wrong, "\n".join(wrong)


def test_95_percent_of_the_questions_kept_aside_are_right_and_none_is_answered_wrongly(judge: Judge) -> None:
    judgements = [judgement for case in KEPT_ASIDE for judgement in judge.judge(case)]
    verdicts = Counter(judgement.verdict for judgement in judgements)
    listed = "\n".join(str(judgement) for judgement in judgements if judgement.verdict != "right")
    assert verdicts["right"] >= 0.95 * verdicts.total(), listed
    assert not verdicts["wrong"], listed


@pytest.mark.parametrize("meaning", SHARED)
def test_the_same_meaning_gives_the_same_rows_in_every_language(meaning: str, judge: Judge) -> None:
    asked = [case for case in EVERY if case.id == meaning]
    found: defaultdict[tuple[Row, ...], list[str]] = defaultdict(list)
    rows: dict[Query | None, tuple[Row, ...]] = {None: ()}
    for case in asked:
        query = next(reading.query for _, reading in judge.readings(case))
        if query and query not in rows:
            rows[query] = answer(query, judge.books(case.today)).rows
        found[rows[query]].append(str(case))
    assert {case.file for case in asked} > {"questions"}
    assert len(found) == 1, list(found.values())


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    english = [case for case in EVERY if case.file == "questions" and len(case.turns) == 1]
    asked = [case for case in english if case.section != "refused"]
    assert len(asked) >= 600
    assert len({str(case.turns[0].query) for case in asked}) >= 200
    assert len(english) - len(asked) >= 150
    assert Counter(case.file for case in EVERY)["questions_km"] >= 150
    assert Counter(case.file for case in EVERY)["questions_zh"] >= 150
    assert sum(case.section == "conversation" for case in EVERY) >= 25
    assert len(KEPT_ASIDE) >= 100


def test_a_meaning_that_languages_share_is_the_same_query_in_each() -> None:
    queries = defaultdict(set)
    for case in EVERY:
        if case.id:
            queries[case.id].add(str(case.turns[0].query))
    assert not {meaning: several for meaning, several in queries.items() if len(several) > 1}


def test_no_question_is_asked_twice() -> None:
    asked = Counter((case.turns[0].ask, case.today) for case in [*EVERY, *KEPT_ASIDE] if len(case.turns) == 1)
    assert not [ask for ask, times in asked.items() if times > 1]
