"""Finding the sentences that a text is made of, in a document made for it."""

from __future__ import annotations

import pytest

from corpus.binding import SentenceFinder, words_of
from corpus.loading import load_corpus

TEXT = """# The harbour master's report

The harbour was closed to fishing vessels in the winter of 2015. Its well-known lighthouse was
repaired by volunteers from three villages.

The council paid for the “new pier” and for a crane.

Two ships were lost:

- the brig Amity, with all her cargo of timber and of coal;
- the cutter Swift.

The report of the year before says that the harbour was closed for repairs.

The council paid for the roof.

Nobody was hurt.
"""


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> SentenceFinder:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    return SentenceFinder(load_corpus(folder).document("a"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbour was closed to fishing vessels in the winter of 2015.9", ["p1.1"]),
        ("ITS WELL- KNOWN *lighthouse* was repaired by volunteers³ from", ["p1.2"]),
        ("in the winter of 2015. Its well-known lighthouse was repaired by", ["p1.1", "p1.2"]),
        ('The council paid for the "new pier" and for a crane.', ["p2.1"]),
        ("Two ships were lost: • the brig Amity, with all her cargo of timber", ["p3.1", "p3.2"]),
        ("with all her cargo", ["p3.2"]),
        ("Nobody was hurt.", ["p6.1"]),
        ("The harbour master's report", []),
        ("Sourdough bread rises for the whole of the night.", []),
        ("", []),
    ],
)
def test_a_text_is_found_in_the_sentences_it_is_made_of(
    finder: SentenceFinder, text: str, expected: list[str]
) -> None:
    assert list(finder.find(text).sentence_ids) == [f"a#{place}" for place in expected]


def test_of_equals_the_nearest_to_the_last_one_is_found(finder: SentenceFinder) -> None:
    text = "the harbour was closed"
    assert finder.find(text).sentence_ids == ("a#p1.1",)
    assert finder.find(text, near="a#p5.1").sentence_ids == ("a#p4.1",)


def test_a_whole_sentence_is_preferred_to_a_part_of_a_nearer_one(finder: SentenceFinder) -> None:
    assert finder.find("The council paid for the", near="a#p1.2").sentence_ids == ("a#p5.1",)


def test_the_overlap_is_the_best_share_of_a_single_sentence(finder: SentenceFinder) -> None:
    assert finder.find("Nobody was hurt.").overlap == 1
    assert (
        finder.find("The council paid for the gulls, the eels, herring and cod").overlap == 5 / 11
    )


def test_digits_glued_to_words_come_apart() -> None:
    assert words_of("In 2015.9 the *programme³ Café*") == [
        "in", "2015", "9", "the", "programme", "3", "café",
    ]  # fmt: skip
