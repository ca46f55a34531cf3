from __future__ import annotations

import pytest

from assistant.following.english import ENGLISH
from assistant.following.french import FRENCH
from assistant.following.gaps import gaps
from assistant.following.grammar import Grammar, fold
from assistant.following.reading import read
from assistant.following.spanish import SPANISH


@pytest.mark.parametrize(
    ("grammar", "question", "phrases"),
    [
        (ENGLISH, "What causes throat cancer?", ["throat cancer"]),
        (ENGLISH, "What treatments exist for depression?", ["treatments", "depression"]),
        (ENGLISH, "When did Netflix shift from DVDs to films?", ["Netflix", "DVDs", "films"]),
        (ENGLISH, "How has climate change changed farming?", ["climate change", "farming"]),
        (ENGLISH, "Is melatonin bad for you?", ["melatonin"]),
        (ENGLISH, "What are the short and long-term effects?", ["short and long-term effects"]),
        (ENGLISH, "What is Darwin's theory?", ["Darwin", "Darwin's theory"]),
        (ENGLISH, "What is a physician's assistant?", ["physician's assistant"]),
        (ENGLISH, "Who leads the Ministry of Labour?", ["Ministry of Labour"]),
        (FRENCH, "Que fait l'OIM pour les migrants ?", ["OIM", "migrants"]),
        (FRENCH, "Qui a financé l'étude sur le Sahel ?", ["étude", "Sahel"]),
        (FRENCH, "Pourquoi la traite des personnes dure-t-elle ?", ["traite des personnes"]),
        (FRENCH, "Les envois de fonds couvrent quoi ?", ["envois de fonds"]),
        (SPANISH, "¿Quién financió el estudio sobre el Sahel?", ["estudio", "Sahel"]),
        (SPANISH, "¿Cuánto cuesta el pago por correo?", ["pago", "correo"]),
        (SPANISH, "¿Qué es la trata de personas?", ["trata de personas"]),
    ],
)
def test_noun_phrases_are_found(grammar: Grammar, question: str, phrases: list[str]) -> None:
    found = read(question, grammar).phrases
    assert [phrase.text for phrase in found if not phrase.light] == phrases


@pytest.mark.parametrize(
    ("grammar", "question", "words"),
    [
        (ENGLISH, "Who paid for it?", ["it"]),
        (ENGLISH, "How does UNHCR fund its work?", []),
        (ENGLISH, "Does a lack of sunlight cause it?", ["it"]),
        (ENGLISH, "UNHCR says it has no money for that?", ["that"]),
        (ENGLISH, "Is it true that there are more?", []),
        (ENGLISH, "What animals did they find?", ["they"]),
        (ENGLISH, "What is the largest one?", ["one"]),
        (ENGLISH, "Which one is it?", ["it"]),
        (ENGLISH, "Do courses, loans, visas and permits help with it?", []),
        (FRENCH, "Qui l'a payée ?", ["l"]),
        (FRENCH, "Qui la banque a-t-elle payé ?", []),
        (FRENCH, "ONU-Femmes critique-t-elle ce discours ?", []),
        (FRENCH, "Qui la finance ?", ["la"]),
        (FRENCH, "Pourquoi la finance échoue-t-elle ?", []),
        (FRENCH, "L'OIM a-t-elle un budget ?", []),
        (FRENCH, "Quand a-t-elle été créée ?", ["elle"]),
        (FRENCH, "Dans quel pays est-il né ?", ["il"]),
        (FRENCH, "Y a-t-il un budget ?", []),
        (SPANISH, "¿Quién lo pagó?", ["lo"]),
        (SPANISH, "¿Quién las envía?", ["las"]),
        (SPANISH, "¿Quién envía las remesas?", []),
        (SPANISH, "¿Dónde tiene su sede?", ["su"]),
        (SPANISH, "¿Dónde tiene la OIM su sede?", []),
    ],
)
def test_words_that_stand_for_something_outside_of_the_question_are_found(
    grammar: Grammar, question: str, words: list[str]
) -> None:
    assert [gap.word.fold for gap in gaps(read(question, grammar), grammar)] == words


def test_offsets_are_those_of_the_question() -> None:
    question = "Où l’étude sur le Sahel a-t-elle été présentée en 2011 ?"
    reading = read(question, FRENCH)
    assert all(question[p.start : p.end] == p.text for p in reading.phrases)
    assert all(question[w.start : w.end] == w.text for w in reading.words)


@pytest.mark.parametrize("text", ["Où ÉTÉ ñandú", "İstanbul ǆ ß", "l’été", "ﬁn \u0301 a\u0301"])
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
