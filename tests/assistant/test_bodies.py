from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.assistant import Assistant
from assistant.bodies import WITHIN, Bodies
from corpus.loading import Corpus
from index.types import Retrieval


@pytest.fixture(scope="module")
def bodies(corpus: Corpus) -> Bodies:
    return Bodies.of(corpus)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What do IOM and FAO say about seasonal work?", ("IOM", "FAO")),
        ("wmo and wipo - what do they ask of the 2013 dialogue", ("WMO", "WIPO")),
        ("Do WHO and the World Bank belong to the GMG?", ("WHO", "GMG", "world bank")),
        ("Who asked UN Women, and it is said in the EU?", ("EU", "un women")),
        ("UN-Habitat, UN-Habitat", ("UN-Habitat",)),
        ("Which XYZQ worked in Paris?", ()),
    ],
)
def test_the_bodies_that_a_question_names(
    question: str, names: tuple[str, ...], bodies: Bodies
) -> None:
    assert bodies.named(question) == names


def retrieved(assistant: Assistant, question: str) -> Retrieval:
    return assistant.retriever.retrieve(question)


def test_the_best_sentence_of_each_body_comes_first(assistant: Assistant, bodies: Bodies) -> None:
    found = retrieved(assistant, "What do FAO and ILO say about child labour in agriculture?")
    passages = {scored.passage.id: scored.passage for scored in found.passages}
    changed = bodies.each_first(found, ("FAO", "ILO"))
    for name in ("FAO", "ILO"):
        own = [
            scored.sentence.id
            for scored in found.sentences
            if bodies.is_of(name, scored, passages[scored.sentence.passage_id])
        ]
        assert own[0] in {scored.sentence.id for scored in changed.sentences[:2]}
    assert changed.sentences[0].score == changed.sentences[1].score == found.sentences[0].score
    assert {s.sentence.id for s in changed.sentences} == {s.sentence.id for s in found.sentences}
    assert changed.passages == found.passages


def test_a_body_that_is_far_from_the_question_is_not_put_first(
    assistant: Assistant, bodies: Bodies
) -> None:
    found = retrieved(assistant, "What do FAO and ILO say about child labour in agriculture?")
    best, *others = found.sentences
    far = replace(found, sentences=(replace(best, score=best.score + 2 * WITHIN), *others))
    assert bodies.each_first(far, ("FAO", "ILO")).sentences == far.sentences


@pytest.mark.parametrize("names", [(), ("FAO",), ("FAO", "ILO", "IOM", "WHO", "UPU")])
def test_one_body_or_too_many_change_nothing(
    names: tuple[str, ...], assistant: Assistant, bodies: Bodies
) -> None:
    found = retrieved(assistant, "What does FAO say about child labour in agriculture?")
    assert bodies.each_first(found, names) is found


def test_an_answer_about_two_bodies_cites_both(assistant: Assistant) -> None:
    answer = assistant.ask("Do ICAO and IMO belong to the Global Forum on Migration?")
    places = {citation.passage_id.split("-")[2] for citation in answer.citations}
    assert len(places) > 1
