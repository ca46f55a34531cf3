"""One's own test cases, from the proposal to the suite that is run."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.assistant import Assistant
from assistant.cli import main
from assistant.errors import UserError
from assistant.evaluation import Evidence, ProposedCase
from assistant.settings import Settings
from assistant.types import Turn
from corpus.known import Binding
from eval.checking import faults
from eval.proposing import add_case
from eval.questions import FOLDER, load_questions, placed_questions
from eval.service import Service
from eval.suite import own_file
from eval.types import Category, Gold
from tests.eval.samples import REMITTANCES, TEXTS

CASE = ProposedCase(
    question=" How much  was\nsent home? ",
    category="followup",
    history=(Turn("And before?", "Less."),),
    gold=(Evidence("paper", REMITTANCES, 1), Evidence("letter", REMITTANCES, 1)),
    reference="USD 167 billion.",
    required=(("USD 167 billion", "167 billion"),),
    notes="<script>",
)
UNANSWERABLE = ProposedCase("Who paid for it?", "unanswerable")


def test_a_case_becomes_a_question_of_ones_own_suite(tmp_path: Path) -> None:
    assert add_case(CASE, tmp_path, TEXTS) == "own-0001"
    assert add_case(UNANSWERABLE, tmp_path, TEXTS) == "own-0002"
    first, second = load_questions(own_file(tmp_path))
    assert (first.id, first.category, first.question) == (
        "own-0001",
        Category.FOLLOWUP,
        "How much was sent home?",
    )
    assert first.gold == (Gold("paper", REMITTANCES, 1), Gold("letter", REMITTANCES, 1))
    assert (first.history, first.required) == (CASE.history, CASE.required)
    assert (second.answerable, second.gold, second.required) == (False, (), ())
    assert faults(placed_questions(own_file(tmp_path)), TEXTS) == []


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (replace(CASE, category="riddle"), "no category 'riddle'. The categories are: factoid, "),
        (replace(CASE, category="squad"), "no category 'squad'"),
        (replace(CASE, required=()), "needs gold, required, reference"),
        (replace(CASE, reference=" "), "needs gold, required, reference"),
        (replace(CASE, category="unanswerable"), "may not have gold, required, reference"),
        (replace(CASE, question=" "), "no question"),
        (replace(CASE, gold=(Evidence("book", "x", 1),)), "there is no document 'book'"),
        (replace(CASE, gold=(Evidence("paper", "Money!", 1),)), "does not stand in paper"),
        (replace(CASE, required=(("USD 1",),)), "none of its required strings"),
    ],
)
def test_an_unfit_case_is_refused_and_not_kept(
    tmp_path: Path, case: ProposedCase, said: str
) -> None:
    with pytest.raises(UserError) as raised:
        add_case(case, tmp_path, TEXTS)
    assert said in str(raised.value)
    assert not own_file(tmp_path).exists()


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    unfit = replace(CASE, gold=(Evidence("paper", "Money!", 1),), required=(("USD 1",),))
    with pytest.raises(UserError, match=r"no test case yet: .*does not stand.*required strings"):
        add_case(unfit, tmp_path, TEXTS)


def test_the_same_question_is_not_asked_twice(tmp_path: Path) -> None:
    add_case(CASE, tmp_path, TEXTS)
    with pytest.raises(UserError, match=r"own\.jsonl, line 1 already"):
        add_case(replace(CASE, question="how much was sent HOME?"), tmp_path, TEXTS)
    add_case(replace(CASE, history=()), tmp_path, TEXTS)
    shipped = load_questions(FOLDER / "test.jsonl")[0]
    with pytest.raises(UserError, match=r"test\.jsonl, line 1 already"):
        add_case(replace(CASE, question=shipped.question, history=()), tmp_path, TEXTS)


def test_a_line_that_was_cut_short_does_not_spoil_the_next(tmp_path: Path) -> None:
    add_case(CASE, tmp_path, TEXTS)
    path = own_file(tmp_path)
    path.write_text(path.read_text("utf-8").rstrip("\n"), "utf-8")
    assert add_case(UNANSWERABLE, tmp_path, TEXTS) == "own-0002"
    assert len(load_questions(path)) == 2


def test_a_number_that_was_freed_in_between_is_given_again(tmp_path: Path) -> None:
    for number in range(3):
        add_case(replace(UNANSWERABLE, question=f"Who paid {number}?"), tmp_path, TEXTS)
    path = own_file(tmp_path)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(lines[0] + lines[2], "utf-8")
    assert add_case(UNANSWERABLE, tmp_path, TEXTS) == "own-0002"


def test_proposals_made_at_once_are_all_kept(tmp_path: Path) -> None:
    start = threading.Barrier(4)

    def propose(number: int) -> None:
        start.wait()
        add_case(replace(UNANSWERABLE, question=f"Who paid {number}?"), tmp_path, TEXTS)

    threads = [threading.Thread(target=propose, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = load_questions(own_file(tmp_path))
    assert sorted(question.id for question in kept) == [f"own-000{n}" for n in range(1, 5)]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "questions").write_text("in the way")
    with pytest.raises(UserError, match=r"own\.jsonl cannot be written: "):
        add_case(CASE, tmp_path, TEXTS)


def test_the_interface_proposes_over_its_own_documents(tmp_path: Path) -> None:
    documents = tuple(SimpleNamespace(id=name, text=text) for name, text in TEXTS.items())
    assistant = cast(Assistant, SimpleNamespace(documents=documents))
    evaluator = Service(Settings(home=tmp_path), assistant)
    assert evaluator.suites == ("dev", "test")
    assert "factoid" in evaluator.categories
    assert "squad" not in evaluator.categories
    with pytest.raises(UserError, match="There is no suite 'own'"):
        evaluator.start("own")
    with pytest.raises(UserError, match="does not stand"):
        evaluator.propose(replace(CASE, gold=(Evidence("paper", "Money!", 1),)))
    assert evaluator.propose(CASE) == "own-0001"
    assert evaluator.suites == ("dev", "test", "own")


def test_ones_own_suite_is_run_and_checked_from_the_command_line(
    index_home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("corpus.known.bind_known_questions", lambda corpus: Binding())
    home = ["--home", str(tmp_path)]
    assert main(["eval", "run", "--suite", "own", *home]) == 2
    assert "There are no test cases of your own yet" in capsys.readouterr().err
    shipped = (FOLDER / "dev.jsonl").read_text("utf-8").splitlines()[0]
    own_file(tmp_path).parent.mkdir()
    own_file(tmp_path).write_text(shipped + "\n", "utf-8")
    assert main(["eval", "check", *home]) == 1
    assert f"{own_file(tmp_path)}, line 1: its id" in capsys.readouterr().err
    own_file(tmp_path).write_text(json.dumps(json.loads(shipped) | {"id": "own-0001"}), "utf-8")
    assert main(["eval", "check", *home]) == 0
    assert "in 3 files: fit to measure with" in capsys.readouterr().out
    (tmp_path / "index").symlink_to(index_home / "index")
    assert main(["eval", "run", "--suite", "own", *home]) == 0
    assert "useful" in capsys.readouterr().out
