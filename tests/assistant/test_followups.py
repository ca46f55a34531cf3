from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from assistant.followups import resolve
from assistant.types import Turn
from corpus.known import bind_known_questions
from corpus.loading import Corpus
from eval.questions import FOLDER, load_questions
from index.lexical import terms

REMITTANCES = (
    "How much did officially recorded remittances to developing countries come to in 2005?"
)
ENVOIS = "Quel était le montant des envois de fonds en 2005 ?"
REMESAS = "¿A cuánto ascendieron las remesas en 2005?"


def resolved(question: str, *before: str) -> str:
    return resolve([Turn(earlier, "…") for earlier in before], question)


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (REMITTANCES, "And in 2011?", REMITTANCES.replace("2005", "2011")),
        (REMITTANCES, "2011?", REMITTANCES.replace("2005", "2011")),
        ("What does IFAD do in Asia?", "What about UNHCR?", "What does UNHCR do in Asia?"),
        (
            "What does UNHCR do in Asia?",
            "and the World Bank?",
            "What does the World Bank do in Asia?",
        ),
        ("What does IFAD do in Asia?", "And Africa?", "What does IFAD do in Africa?"),
        ("Which fund is the largest?", "what about the oldest?", "Which fund is the oldest?"),
        (
            "How many people will the programme reach in Sudan?",
            "and in Colombia?",
            "How many people will the programme reach in Colombia?",
        ),
        (
            "Which projects does UNDP run in Tunisia?",
            "No, I meant Mali",
            "Which projects does UNDP run in Mali?",
        ),
        (
            "Which African countries took part in the study?",
            "Sorry, I meant Asia.",
            "Which countries in Asia took part in the study?",
        ),
        (
            "Who chairs the working group on statistics?",
            "what about the working group on data?",
            "Who chairs the working group on data?",
        ),
        (
            "Which fund of the Bank pays for the first phase?",
            "and the second phase?",
            "Which fund of the Bank pays for the second phase?",
        ),
        ("How are remittances sent?", "¿y en español?", "How are remittances sent?"),
        ("Which German bank paid?", "And France?", "Which bank in France paid?"),
        ("Which Swiss bank paid?", "And France?", "Which bank in France paid?"),
        (
            "Which Latin American countries took part?",
            "And Asia?",
            "Which countries in Asia took part?",
        ),
        (
            "Who organised the protest in Tunisia?",
            "What about Budapest?",
            "Who organised the protest in Budapest?",
        ),
        (
            "Who organised the largest march in Tunisia?",
            "What about Ujpest?",
            "Who organised the largest march in Ujpest?",
        ),
        (
            "Who fights Human trafficking in Asia?",
            "And Mali?",
            "Who fights Human trafficking in Mali?",
        ),
        ("What is the IOM budget?", "And UNHCR?", "What is the UNHCR budget?"),
        ("What is IOM's budget?", "And UNHCR?", "What is UNHCR's budget?"),
        ("What is the IOM budget?", "And the WHO?", "What is the WHO budget?"),
        (
            "Who signed the African Union declaration?",
            "And UNESCO?",
            "The African Union declaration: UNESCO?",
        ),
        (
            "Who leads the International Organization for Migration?",
            "And UNESCO?",
            "Who leads UNESCO?",
        ),
        (
            "How many refugees does Sudan host?",
            "and Chad?",
            "How many refugees does Chad host?",
        ),
        ("When did ICAO set its deadline?", "and Jamaica?", "When did Jamaica set its deadline?"),
        (
            "What was sent home to developing countries?",
            "And the money that never shows up in the statistics?",
            "What was sent home to developing countries, and the money that never shows up in the "
            "statistics?",
        ),
    ],
)
def test_a_part_is_exchanged(before: str, question: str, expected: str) -> None:
    assert resolved(question, before) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (ENVOIS, "et en 2011 ?", ENVOIS.replace("2005", "2011")),
        (ENVOIS.replace("é", "e"), "et en 2011 ?", ENVOIS.replace("é", "e").replace("05", "11")),
        ("Combien de membres compte l'OIM ?", "et le HCR ?", "Combien de membres compte le HCR ?"),
        ("Que fait l'OIM en Asie ?", "Qu'en est-il du HCR ?", "Que fait le HCR en Asie ?"),
        (
            "Que fait l'OIM en Asie ?",
            "et la Banque mondiale ?",
            "Que fait la Banque mondiale en Asie ?",
        ),
        (
            "Quels projets le PNUD mène-t-il en Tunisie ?",
            "non, je voulais dire le Mali",
            "Quels projets le PNUD mène-t-il au Mali ?",
        ),
        ("Quel est le rôle de l'OIM ?", "et le HCR ?", "Quel est le rôle du HCR ?"),
    ],
)
def test_a_part_is_exchanged_in_french(before: str, question: str, expected: str) -> None:
    assert resolved(question, before) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (REMESAS, "¿y en 2011?", REMESAS.replace("2005", "2011")),
        (REMESAS.replace("á", "a"), "y en 2011?", REMESAS.replace("á", "a").replace("05", "11")),
        ("¿Qué hace el ACNUR en Asia?", "¿y la OIM?", "¿Qué hace la OIM en Asia?"),
        ("Que hace el ACNUR en Asia?", "y la OIM?", "Que hace la OIM en Asia?"),
        (
            "¿Qué proyectos tiene el PNUD en Túnez?",
            "no, me refería a Malí",
            "¿Qué proyectos tiene el PNUD en Malí?",
        ),
        (
            "Que proyectos tiene el PNUD en Tunez?",
            "no, me referia a Mali",
            "Que proyectos tiene el PNUD en Mali?",
        ),
        ("¿Cuál es el papel de la OIM?", "¿y el ACNUR?", "¿Cuál es el papel del ACNUR?"),
    ],
)
def test_a_part_is_exchanged_in_spanish(before: str, question: str, expected: str) -> None:
    assert resolved(question, before) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (REMITTANCES, "Who paid for it?", "Who paid for remittances to developing countries?"),
        (
            "When did the ILO open its academy on labour migration?",
            "How long does it last?",
            "How long does the academy on labour migration last (ILO)?",
        ),
        ("Who is François Crépeau?", "Where did he go?", "Where did François Crépeau go?"),
        ("What is throat cancer?", "What are its symptoms?", "What are throat cancer's symptoms?"),
        ("What is a heat pump?", "How do I choose a new one?", "How do I choose a new heat pump?"),
        (
            "What are the best restaurants in Tokyo?",
            "What does a flat cost there?",
            "What does a flat cost in Tokyo (restaurants)?",
        ),
        (
            "How are anxiety and depression related?",
            "How are they treated?",
            "How are anxiety and depression treated?",
        ),
        (
            "What was the Stanford Experiment?",
            "Who was the author of the experiment?",
            "Who was the author of the Stanford Experiment?",
        ),
        (
            "What does a nurse practitioner earn?",
            "Is an NP a doctor?",
            "Is an NP (nurse practitioner) a doctor?",
        ),
        (
            "What is a 529 plan?",
            "What happens if it's been lost?",
            "What happens if a 529 plan has been lost?",
        ),
        ("What is anemia?", "What are the symptoms?", "Anemia: what are the symptoms?"),
        (
            "How does the oceanic crust differ from the continental crust?",
            "What is the difference?",
            "The oceanic crust and the continental crust: what is the difference?",
        ),
        (REMITTANCES, "Why?", REMITTANCES.replace("?", ", and why?")),
        (
            REMITTANCES,
            "And how large were the unrecorded flows?",
            "Remittances to developing countries, 2005: how large were the unrecorded flows?",
        ),
    ],
)
def test_what_a_question_leaves_out_is_filled_in(before: str, question: str, expected: str) -> None:
    assert resolved(question, before) == expected


@pytest.mark.parametrize(
    ("before", "question", "subject"),
    [
        ("Qui a réalisé l'étude sur le Sahel ?", "qui l'a payée ?", "L'étude sur le Sahel : "),
        ("Qui a realise l'etude sur le Sahel ?", "qui l'a payee ?", "L'etude sur le Sahel : "),
        (
            "Qui a réalisé l'étude sur le Sahel ?",
            "Quand a-t-elle paru ?",
            "L'étude sur le Sahel : ",
        ),
        ("Qui est François Crépeau ?", "Où est-il allé ?", "François Crépeau : "),
        ("Combien de membres compte l'OIM ?", "Quel est son budget ?", "L'OIM : "),
        ("Qu'est-ce que la traite ?", "Quelles en sont les causes ?", "La traite : "),
        (
            "¿Quién hizo el estudio sobre el Sahel?",
            "¿quién lo pagó?",
            "El estudio sobre el Sahel: ",
        ),
        ("Quien hizo el estudio sobre el Sahel?", "quien lo pago?", "El estudio sobre el Sahel: "),
        ("¿Cuántos miembros tiene la OIM?", "¿dónde tiene su sede?", "La OIM: "),
        ("¿Cuántos miembros tiene la OIM?", "¿cuándo se creó?", "La OIM: "),
        ("¿Cuántos miembros tiene la OIM?", "presupuesto?", "La OIM: "),
        ("¿Quién hizo el estudio sobre el Sahel?", "¿y por qué?", "¿Quién hizo el estudio sobre"),
    ],
)
def test_french_and_spanish_name_the_subject_first(
    before: str, question: str, subject: str
) -> None:
    said = resolved(question, before)
    assert said.startswith(subject)
    assert said.lower().endswith(question.strip("¿ ").lower())


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (
            "How many members does IOM have?",
            "¿y la OIT?",
            "How many members does OIT have?",
        ),
        (REMITTANCES, "et en 2011 ?", REMITTANCES.replace("2005", "2011")),
        (
            "What is the Global Migration Group?",
            "¿quién lo preside?",
            "The Global Migration Group: ¿quién lo preside?",
        ),
        (
            "¿Qué es el Grupo Mundial sobre Migración?",
            "Who chairs it?",
            "Who chairs el Grupo Mundial sobre Migración?",
        ),
    ],
)
def test_the_language_may_change_between_turns(before: str, question: str, expected: str) -> None:
    assert resolved(question, before) == expected


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("What share was it in 1990?", "And twenty years on?", "What share was it in 2010?"),
        ("How many came in 2013?", "And how many had come seven years before?", "2006?"),
        ("Who chaired it in early 2008?", "And in the second half of that year?", "of 2008?"),
        ("¿Cuántos participaron en 2013?", "¿y siete años antes?", "participaron en 2006?"),
        ("Combien étaient-ils en 2013 ?", "et sept ans plus tôt ?", "étaient-ils en 2006 ?"),
    ],
)
def test_years_that_are_counted_from_the_last_one_are_written_out(
    before: str, question: str, expected: str
) -> None:
    assert resolved(question, before).endswith(expected)


@pytest.mark.parametrize(
    "count", ["²", "3000", "500", pytest.param("9" * 5000, id="thousands of digits")]
)
def test_a_count_that_leads_to_no_year_stays(count: str) -> None:
    assert f"{count} years earlier" in resolved(f"And {count} years earlier?", REMITTANCES)
    assert resolved(f"{count} years later?", REMITTANCES)


def test_a_year_is_taken_from_the_answer_where_the_question_names_none() -> None:
    history = [Turn("When did the Committee meet?", "On 22 July 2011, in Washington.")]
    assert resolve(history, "Did it meet again later that year?").endswith("later in 2011?")


@pytest.mark.parametrize(
    "question",
    [
        "Which agencies founded the Geneva Migration Group?",
        "Is it true that UNESCO has 195 members?",
        "What are the challenges that ICAO names?",
        "How does UNHCR fund its work?",
        "Why was it so difficult for the World Bank to find families for its study?",
        "Which agencies publish their yearly budgets online?",
        "Pourquoi l'OIM demande-t-elle aux États de financer son action ?",
        "Les femmes sont-elles plus exposées que les hommes, selon l'OIT ?",
        "Faut-il un visa aux travailleurs saisonniers pour étudier au Canada ?",
        "¿Qué plazos fijó la OACI para los pasaportes?",
        "¿Por qué estudia la UNESCO la libre circulación de personas?",
        # These speak of another topic, and announce none.
        "Is a different subject covered in chapter 3 of the World Bank's report?",
        "Which new question of statelessness did UNHCR raise in Geneva?",
    ],
)
def test_a_change_of_topic_drops_the_history(question: str) -> None:
    assert resolved(question, REMITTANCES) == question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Fine. Something else: that treaty on money orders, how often is it revised?",
            "That treaty on money orders, how often is it revised?",
        ),
        ("Autre question : quand a-t-elle été créée ?", "Quand a-t-elle été créée ?"),
        ("Otra cosa: ¿quién lo fundó?", "¿quién lo fundó?"),
        ("Thanks for that. Let's talk about something else: who founded it?", "Who founded it?"),
        ("Parlons d'autre chose : qui l'a fondé ?", "Qui l'a fondé ?"),
        ("Hablemos de otra cosa: ¿quién lo fundó?", "¿quién lo fundó?"),
    ],
)
def test_an_announced_change_of_topic_drops_the_history(question: str, expected: str) -> None:
    assert resolved(question, REMITTANCES) == expected


@pytest.mark.parametrize(
    "question",
    [
        "What other topic did the Council discuss?",
        "Is a different subject covered in chapter 3?",
        "And how is the new question of statelessness handled?",
        "Quel autre sujet a été abordé ?",
        "¿Qué otro tema se trató en 2011?",
        "Something else.",
    ],
)
def test_a_question_that_speaks_of_another_topic_is_not_cut(question: str) -> None:
    kept = question.removeprefix("And ").strip("¿ ?.").lower()
    assert kept in resolved(question, "How many members did IOM have in 2006?").lower()


MEMBERS = "How many members did IOM have in 2006?"


@pytest.mark.parametrize(
    "question",
    [
        "Great Lakes region?",
        "Right to health?",
        "Well being of migrants?",
        "Fine arts in Geneva?",
        "Thanks to whom does it pay?",
        "Bien gérer la migration, est-ce possible ?",
        "Merci à qui ?",
        "¿Vale la pena formar a los migrantes?",
        "¿Gracias a quién se creó?",
    ],
)
def test_a_question_keeps_its_first_words(question: str) -> None:
    first = " ".join(question.strip("¿").split()[:2]).strip("?")
    assert first.lower() in resolved(question, MEMBERS).lower()


def test_no_word_of_a_known_question_is_lost(corpus: Corpus) -> None:
    before = "How many members does IOM have?"
    for question in bind_known_questions(corpus).questions[::20]:
        lost = set(terms(question.text)) - set(terms(resolved(question.text, before)))
        assert not lost, question.text


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (MEMBERS, "Great, and UNHCR?", MEMBERS.replace("IOM", "UNHCR")),
        (MEMBERS, "Thanks! What about UNHCR?", MEMBERS.replace("IOM", "UNHCR")),
        ("Que fait l'OIM en Asie ?", "Merci ! Et le HCR ?", "Que fait le HCR en Asie ?"),
        (MEMBERS, "thanks what about UNHCR?", MEMBERS.replace("IOM", "UNHCR")),
        (
            "Combien de membres compte l'OIM ?",
            "Bien sûr, et le HCR ?",
            "Combien de membres compte le HCR ?",
        ),
        ("Combien de membres compte l'OIM ?", "Or, que fait le HCR ?", "L'OIM : que fait le HCR ?"),
        ("¿Qué hace la OIM en Asia?", "Bueno, ¿y el ACNUR?", "¿Qué hace el ACNUR en Asia?"),
        ("¿Qué hace la OIM en Asia?", "Claro, ¿y el ACNUR?", "¿Qué hace el ACNUR en Asia?"),
    ],
)
def test_what_asks_nothing_is_left_out(before: str, question: str, expected: str) -> None:
    assert resolved(question, before) == expected


@pytest.mark.parametrize("question", ["Thanks!", "OK, great", "Merci.", "¡Gracias!"])
def test_a_question_that_asks_nothing_stands_as_it_is(question: str) -> None:
    assert resolved(question, MEMBERS) == question
    assert resolved("And UNHCR?", MEMBERS, question) == MEMBERS.replace("IOM", "UNHCR")


@pytest.mark.parametrize(
    "question", ["in French?", "In French, please.", "En anglais ?", "¿En español, por favor?"]
)
def test_who_wants_another_language_asks_the_same(question: str) -> None:
    assert resolved(question, MEMBERS) == MEMBERS


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("And WHO?", MEMBERS.replace("IOM", "WHO")),
        ("What about WHO?", MEMBERS.replace("IOM", "WHO")),
        ("What about US?", MEMBERS.replace("IOM", "US")),
        ("And the WHO?", MEMBERS.replace("IOM", "the WHO")),
        ("And who?", MEMBERS.replace("?", ", and who?")),
        ("And WHY?", MEMBERS.replace("?", ", and WHY?")),
    ],
)
def test_an_acronym_is_no_small_word(question: str, expected: str) -> None:
    assert resolved(question, MEMBERS) == expected


def test_what_was_spoken_of_before_an_announced_change_is_forgotten() -> None:
    said = resolved("Who chairs it?", REMITTANCES, "Something else: what is the Migration Group?")
    assert said == "Who chairs the Migration Group?"


def test_hardly_any_question_of_the_suite_is_changed_by_a_question_on_another_topic() -> None:
    asked = [q.question for q in load_questions(FOLDER / "dev.jsonl") if not q.history]
    draw = random.Random(0)
    changed = [q for q in asked if resolve([Turn(draw.choice(asked), "…")], q) != q]
    assert len(changed) / len(asked) < 0.05, changed


def test_a_short_question_is_told_what_the_conversation_began_with() -> None:
    said = resolved("How do they compare?", "What are sharks?", "Tell me about makos.")
    assert said == "How do makos compare (sharks)?"


def test_what_was_exchanged_is_no_hint() -> None:
    said = resolved("who feeds them?", "How many refugees does Sudan host?", "and Chad?")
    assert said == "Who feeds Chad?"


def test_a_thing_that_is_pointed_at_is_named() -> None:
    said = resolved("Did they publish that work?", "Who carried out UNEP's Sahel study?")
    assert said == "Did UNEP publish that work (UNEP's Sahel study)?"


def test_what_a_long_question_spoke_of_is_named_after_the_next() -> None:
    long = "Did the World Bank advise labour ministers in West Africa on pension portability?"
    said = resolved("Was it paid?", long)
    assert said == "Was the World Bank paid (labour ministers; West Africa; pension portability)?"


def test_a_hint_does_not_come_back_in_the_next_question() -> None:
    said = resolved(
        "And tigers?", "What are sharks?", "Tell me about makos.", "Where do they live?"
    )
    assert "sharks" not in said


def test_a_person_is_looked_for_among_persons() -> None:
    assert resolved("Where was he born?", "Who led the talks in Geneva?") == "Where was he born?"


def test_a_question_after_one_that_only_asks_for_something_names_that() -> None:
    said = resolved("And UNHCR?", "Which European states paid?")
    assert said == "European states: UNHCR?"


def test_without_history_a_question_stands_as_it_is() -> None:
    assert resolved("And in 2011?") == "And in 2011?"


def test_the_subject_is_carried_through_several_turns() -> None:
    said = resolved("And in 2011?", REMITTANCES, "And how large were the unrecorded flows?")
    assert said == "Remittances to developing countries, 2011: how large were the unrecorded flows?"


@pytest.mark.parametrize("words", ["it ", "thing it ", "WHO it. "])
def test_a_long_text_takes_no_longer_than_its_length(words: str) -> None:
    begun = time.process_time()
    resolved(words * (20_000 // len(words)), MEMBERS)
    assert time.process_time() - begun < 3


def test_no_history_makes_it_fail() -> None:
    lines = Path(FOLDER / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    odd = [
        "?",
        "¿",
        "…",
        "'s",
        "and",
        "y",
        "et",
        "no,",
        "1",
        "the",
        "WHO",
        "ß İ ǆ",
        "(((",
        "\u0301a",
    ]
    questions = [json.loads(line)["question"] for line in lines[:40]] + odd
    for before in odd:
        for question in questions:
            assert resolve([Turn(before), Turn(question)], before)
            assert resolve([Turn(question)], before)
