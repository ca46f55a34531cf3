from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from corpus.known import Binding, bind_known_questions
from corpus.loading import Corpus
from index.adapter import Factors
from index.errors import TrainingFault
from index.testing import WordHashEncoder
from index.training.checkpoint import Checkpoint
from index.training.data import Targets, make_targets, split_examples
from index.training.loop import Run, batches, learning_rate, make_batch, total_steps, train
from index.training.lora import learned
from index.training.loss import batch_loss
from index.training.measuring import (
    LICENCE,
    figures,
    foreign_paragraphs,
    foreign_questions,
    measure_held_out,
    rank_of_first,
)
from tests.index.near import nearest
from tests.index.suite import suite_questions
from tests.index.tiny import (
    EXAMPLES,
    PLAN,
    TEXTS,
    assert_same,
    make_run,
    save_tiny_model,
)


class Stopped(Exception):
    """An interruption."""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_model(tmp_path_factory.mktemp("tiny") / "model")


@pytest.fixture(autouse=True)
def threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def trained(run: Run, checkpoint: Path) -> tuple[dict[str, Factors], list[float]]:
    losses: list[float] = []
    train(run, Checkpoint(checkpoint, "tiny"), lambda step, steps, loss: losses.append(loss))
    return learned(run.layers), losses


def test_the_loss_falls(tiny: Path, tmp_path: Path) -> None:
    _, losses = trained(make_run(tiny), tmp_path / "state.pt")
    assert len(losses) == 20
    assert np.mean(losses[-4:]) < 0.7 * np.mean(losses[:4])


def test_the_same_seed_learns_the_same_and_another_does_not(tiny: Path, tmp_path: Path) -> None:
    one, _ = trained(make_run(tiny), tmp_path / "one.pt")
    same, _ = trained(make_run(tiny), tmp_path / "same.pt")
    other, _ = trained(make_run(tiny, replace(PLAN, seed=8)), tmp_path / "other.pt")
    assert_same(one, same)
    assert not torch.equal(one["0.output.dense"].up, other["0.output.dense"].up)


def test_an_interrupted_training_ends_as_if_it_had_not_been(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.training.loop.CHECKPOINT_STEPS", 3)
    whole, _ = trained(make_run(tiny), tmp_path / "whole.pt")

    def stop(step: int, steps: int, loss: float) -> None:
        if step == 8:
            raise Stopped

    with pytest.raises(Stopped):
        train(make_run(tiny), Checkpoint(tmp_path / "cut.pt", "tiny"), stop)
    steps: list[int] = []
    run = make_run(tiny)
    train(run, Checkpoint(tmp_path / "cut.pt", "tiny"), lambda step, of, loss: steps.append(step))
    assert steps == list(range(7, 21))
    assert_same(whole, learned(run.layers))


def test_another_trainings_checkpoint_is_refused(tiny: Path, tmp_path: Path) -> None:
    trained(make_run(tiny), tmp_path / "state.pt")
    with pytest.raises(TrainingFault, match=r"another training \(tiny; this is 2nd\)\. Remove it"):
        train(make_run(tiny), Checkpoint(tmp_path / "state.pt", "2nd"))


def test_the_learning_rate_rises_and_falls() -> None:
    rates = [learning_rate(PLAN.learning_rate, step, 100) for step in range(1, 101)]
    assert rates[9] == pytest.approx(PLAN.learning_rate) == max(rates)
    assert rates[:10] == sorted(rates[:10])
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert 0 < rates[-1] < 0.02 * PLAN.learning_rate


def test_every_example_is_drawn_once_an_epoch_with_what_answers_it(tiny: Path) -> None:
    run = make_run(tiny)
    steps = list(batches(run))
    assert len(steps) == total_steps(run) == 20
    first = [item for drawn in steps[:2] for item in drawn]
    assert sorted(item.place for item in first) == list(range(len(TEXTS)))
    for item in first:
        assert item.questions == EXAMPLES[item.place].questions
        assert item.place in item.answers


def unit(*angles: float) -> Tensor:
    """Vectors of the plane, shape (angles, 2), by their angles in quarter turns."""
    turns = torch.tensor(angles) * torch.pi / 2
    return torch.stack([turns.cos(), turns.sin()], dim=1)


@pytest.mark.parametrize(
    ("wrong", "is_worse"),
    [
        pytest.param(0.45, True, id="a wrong text is nearer"),
        pytest.param(0.02, False, id="it says what the target says"),
    ],
)
def test_the_hardest_wrong_texts_count_and_repeated_statements_do_not(
    tiny: Path, wrong: float, is_worse: bool
) -> None:
    drawn = next(batches(make_run(tiny)))[:1]
    place = drawn[0].place
    table = unit(*[2.0] * len(TEXTS))
    table[place] = unit(0.0)[0]
    questions, target = unit(0.5, 0.5), unit(0.0)
    batch = make_batch(drawn, len(TEXTS))
    before = batch_loss(batch, questions, target, table)
    table[(place + 1) % len(TEXTS)] = unit(wrong)[0]
    after = batch_loss(batch, questions, target, table)
    assert bool(after > before + 0.1) == is_worse


@pytest.fixture(scope="module")
def binding(corpus: Corpus) -> Binding:
    return bind_known_questions(corpus)


@pytest.fixture(scope="module")
def targets(corpus: Corpus) -> Targets:
    """By the stand-in: what is a target does not depend on the model, only where it is cut."""
    return make_targets(corpus, WordHashEncoder())


def test_a_target_is_the_text_that_is_indexed(corpus: Corpus, targets: Targets) -> None:
    sentence = corpus.passage("iom-chair-summary-2006#para-40").sentences[0]
    assert targets.texts[targets.sentences[sentence.id]] == sentence.text
    (window,) = targets.windows[sentence.id]
    assert sentence.text in targets.texts[window]
    assert targets.texts[window].startswith(corpus.document(sentence.document_id).document.title)


def test_no_held_out_question_is_learned_from(binding: Binding, targets: Targets) -> None:
    training, held_out = split_examples(binding.questions, targets)
    learned_from = {text for example in training for text in example.questions}
    siblings = {text for example in training for text in example.siblings}
    measured = [example.questions[example.languages.index("en")] for example in held_out]
    # Some questions were written twice, word for word, by different hands.
    assert learned_from.union(siblings).isdisjoint(measured)
    assert siblings <= learned_from
    assert 0.09 < len(held_out) / len(training) < 0.13
    assert len(training) > 11_000


def test_a_sibling_is_another_question_on_the_same_sentence(
    binding: Binding, targets: Targets
) -> None:
    training, _ = split_examples(binding.questions, targets)
    by_text = {example.questions[example.languages.index("en")]: example for example in training}
    example = next(e for e in training if len(e.siblings) > 1)
    assert example.questions[example.languages.index("en")] not in example.siblings
    for sibling in example.siblings:
        assert set(by_text[sibling].sentences) & set(example.sentences)


def test_no_question_of_the_suite_is_learned_from(binding: Binding, targets: Targets) -> None:
    training, held_out = split_examples(binding.questions, targets)
    texts = [question for example in (*training, *held_out) for question in example.questions]
    found = nearest(suite_questions(), texts)
    assert len(found) > 500
    close = [pair for pair in found if pair.overlap >= 0.8]
    assert close == []


def test_a_reworded_question_would_be_found() -> None:
    learned_from = ["Where is the bank?", "Now, where is the cafe?", "Where now?"]
    (pair,) = nearest(["Where IS the café, now?"], learned_from)
    assert (pair.overlap, pair.learned) == (1.0, "Now, where is the cafe?")


def test_ranks_count_from_one_and_the_best_right_text_counts() -> None:
    similarities = np.array([0.1, 0.9, 0.5, 0.7], dtype=np.float32)
    assert rank_of_first(similarities, [1]) == 1
    assert rank_of_first(similarities, [0, 2]) == 3
    found = figures("some", [1, 2, 20])
    assert (found.recall_at_1, found.recall_at_10) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert found.mrr == pytest.approx((1 + 1 / 2 + 1 / 20) / 3)


def test_held_out_questions_are_measured_by_language() -> None:
    targets = Targets(TEXTS, {str(at): at for at in range(len(TEXTS))}, {})
    english, french = measure_held_out(WordHashEncoder(), targets, EXAMPLES)
    assert (english.title, english.count, english.recall_at_1) == ("held out en", 6, 1.0)
    assert (french.title, french.count) == ("held out fr", 6)


@pytest.mark.skipif(not LICENCE.is_file(), reason=f"{LICENCE} is not on this machine")
def test_each_foreign_question_has_one_paragraph() -> None:
    found = foreign_questions(foreign_paragraphs())
    assert len({question for question, _ in found}) == len(found) >= 50
