"""Finding words and phrases inside one document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UserError
from assistant.finding import LONGEST_QUERY, Finder, folded
from corpus.loading import Corpus
from corpus.types import ParsedDocument
from index.lexical import terms
from tests.index.samples import parsed

DOCUMENT = parsed(
    "d",
    [
        "Remittances were sent by co-operating migrants to UN-Habitat in 2005.",
        "Côte d’Ivoire remits USD 2,157 million; the WHO said who knows. It is not to be.",
        "A remittance is a migrant’s own money: to\nbe or not to be.",
        "Cote d'Ivoire: Migration, not migrants. CAFE\u0301 and soft\u00adware.",
    ],
)

FINDER = Finder(DOCUMENT)


@pytest.fixture(scope="module")
def book(corpus: Corpus) -> Finder:
    return Finder(corpus.document("hld-book-2013"))


def found(query: str, document: ParsedDocument = DOCUMENT) -> list[tuple[str, list[str]]]:
    """Each passage's locator and the words marked in it."""
    text = document.document.text
    return [
        (hit.passage.locator, [text[span.start : span.end] for span in hit.spans])
        for hit in Finder(document).find(query)
    ]


def test_words_are_found_in_all_their_forms() -> None:
    assert found("remittance") == [("para. 1", ["Remittances"]), ("para. 3", ["remittance"])]
    assert found("MIGRANTS") == [
        ("para. 1", ["migrants"]),
        ("para. 3", ["migrant’s"]),
        ("para. 4", ["migrants"]),
    ]


def test_a_passage_has_to_have_all_the_words() -> None:
    assert found("remittances migrants") == [
        ("para. 1", ["Remittances", "migrants"]),
        ("para. 3", ["remittance", "migrant’s"]),
    ]
    assert found("remittances zebra") == []


def test_accents_and_kinds_of_apostrophes_make_no_difference() -> None:
    for query in ("cote d'ivoire", "Côte d’Ivoire", '"COTE D’IVOIRE"'):
        assert [place for place, _ in found(query)] == ["para. 2", "para. 4"], query
    assert found('"cote d\'ivoire"')[0][1] == ["Côte d’Ivoire"]


def test_what_is_marked_is_the_text_as_it_stands_with_all_its_characters() -> None:
    assert found("café") == [("para. 4", ["CAFE\u0301"])]
    assert found('"cafe and"') == [("para. 4", ["CAFE\u0301 and"])]
    assert found("software") == [("para. 4", ["soft\u00adware"])]


def test_a_hyphen_makes_no_difference() -> None:
    for query in ("co-operating", "cooperating", "UN-Habitat", "un habitat"):
        assert [place for place, _ in found(query)] == ["para. 1"], query
    parts = parsed("d", ["The UN and its Habitat."])
    assert found("UN-Habitat", parts) == [("para. 1", ["UN", "Habitat"])]


def test_numbers_are_found_with_and_without_their_commas() -> None:
    assert found("2157") == found("2,157") == [("para. 2", ["2,157"])]


def test_an_acronym_is_no_common_word() -> None:
    assert found("WHO") == [("para. 2", ["WHO"])]


def test_a_phrase_is_found_whole_in_its_order_across_line_breaks() -> None:
    assert found('"to be"') == [("para. 2", ["to be"]), ("para. 3", ["to\nbe", "to be"])]
    assert found('"be or not"') == [("para. 3", ["be or not"])]
    assert found('"or be"') == []


def test_a_phrase_is_of_whole_words_and_of_one_passage() -> None:
    assert found('"migrant"') == [("para. 3", ["migrant"])]
    assert found('"2005. Côte"') == []


@pytest.mark.parametrize("query", ["“not to be”", "«not to be»", "„not to be“", '"not  to be"'])
def test_any_quotation_marks_make_a_phrase(query: str) -> None:
    assert [place for place, _ in found(query)] == ["para. 2", "para. 3"]


def test_words_and_phrases_are_both_asked_for() -> None:
    assert found('money "not to be"') == [("para. 3", ["money", "not to be"])]
    assert found('zebra "not to be"') == []


def test_signs_in_a_phrase_mean_themselves() -> None:
    document = parsed("d", ["See [1] (a+b)* and .", "See 1 ab and x."])
    assert found('"(a+b)*"', document) == [("para. 1", ["(a+b)*"])]
    assert found('"[1]"', document) == [("para. 1", ["[1]"])]
    assert found('"see .*"', document) == []


def test_an_unclosed_quotation_mark_is_none() -> None:
    assert found('"remittance') == found("remittance")


@pytest.mark.parametrize("query", ["", "  ", "?!", "the of and", '""', '"?!"'])
def test_a_query_without_a_word_to_look_for_says_so(query: str) -> None:
    with pytest.raises(UserError, match="no word here to look for"):
        found(query)


def test_a_common_word_is_said_to_need_a_phrase() -> None:
    with pytest.raises(UserError, match="inside a phrase in quotation marks"):
        found("the of")


def test_a_query_that_is_too_long_is_refused_with_both_lengths() -> None:
    with pytest.raises(UserError, match=f"1,000 characters.*at most {LONGEST_QUERY}"):
        found("x" * 1000)


def test_an_empty_document_has_nothing() -> None:
    assert found("word", parsed("d", [])) == []


def test_folding_knows_where_each_character_comes_from() -> None:
    text = "ﬁn a\u0301 e\u00adz ½ é"
    plain, origins = folded(text)
    assert plain == "fin a ez 1⁄2 e"
    assert [text[at] for at in origins[:3]] == ["ﬁ", "ﬁ", "n"]
    assert origins[-1] == len(text)
    assert len(origins) == len(plain) + 1


@given(st.text(alphabet=" \"“ab1-'’.,é\u0301é\u00adß()[]*+?\\\nWHO", max_size=40))
def test_no_query_breaks_it_and_every_span_is_in_order_inside_its_passage(query: str) -> None:
    try:
        hits = FINDER.find(query)
    except UserError:
        return
    for hit in hits:
        edges = [edge for span in hit.spans for edge in (span.start, span.end)]
        assert edges
        assert edges == sorted(edges)
        assert hit.passage.start <= edges[0]
        assert edges[-1] <= hit.passage.end
        assert all(span.start < span.end for span in hit.spans)


@pytest.mark.parametrize("word", ["remittances", "diaspora", "trafficking", "Tunisia", "2005"])
def test_in_the_book_a_word_is_found_where_its_passage_has_its_term(
    word: str, corpus: Corpus, book: Finder
) -> None:
    (term,) = terms(word)
    passages = corpus.document("hld-book-2013").passages
    expected = [p.id for p in passages if term in terms(p.text)]
    assert [hit.passage.id for hit in book.find(word)] == expected
    assert expected


def test_in_the_shipped_documents_what_is_marked_is_what_was_looked_for(corpus: Corpus) -> None:
    seen = 0
    for document in corpus.documents:
        for _, words in found('"high-level dialogue" migrations', document):
            for marked in words:
                plain = folded(marked)[0].lower()
                assert plain.split() == ["high-level", "dialogue"] or plain.startswith("migra")
                seen += 1
    assert seen > 100
