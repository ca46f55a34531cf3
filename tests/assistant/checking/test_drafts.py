"""A draft taken apart: blocks, quotations, references, and what belongs to what."""

from __future__ import annotations

import pytest

from assistant.checking.attributing import attribute
from assistant.checking.blocks import blocks_of
from assistant.checking.claims import sort_sentences
from assistant.checking.outline import Outline, bare, outline_of
from assistant.checking.quotes import LONGEST
from assistant.checking.references import ReferenceFinder
from assistant.checking.types import PassedOver, Skipped
from tests.assistant.checking.samples import two_documents

DOCUMENTS = tuple(parsed.document for parsed in two_documents().documents)
FINDER = ReferenceFinder(DOCUMENTS)
TITLES = frozenset(bare(document.title) for document in DOCUMENTS)
DRAFT = """# Note on migration

Dear colleagues,

Background
----------
The paper says “words that are quoted here” twice (MC/2353, para. 4). So-called "experts" met.[^1]
Was it so? It was adopted.

> 31. The Dialogue may wish to consider
> the following two points.
> (Agency, 2013, para. 2)

- Remittances came to USD 167 billion in 2005.
- Some "other words that are quoted" and „noch vier Wörter mehr“.

[^1]: Council paper, 2012, para. 1.
"""


def outline(text: str) -> Outline:
    return outline_of(text, FINDER, TITLES)


def quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in outline(text).quotations]


def test_blocks_are_told_by_their_signs() -> None:
    blocks = [(block.kind.value, DRAFT[block.start : block.end]) for block in blocks_of(DRAFT)]
    assert [kind for kind, _ in blocks] == [
        "heading", "paragraph", "heading", "paragraph", "quote", "item", "item", "note",
    ]  # fmt: skip
    assert blocks[2] == ("heading", "Background")
    assert blocks[3][1].startswith("The paper says")
    assert blocks[3][1].endswith("It was adopted.")
    assert blocks[5][1] == "Remittances came to USD 167 billion in 2005."
    assert blocks_of(DRAFT)[-1].label == "1"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Recommendations of the Council", "heading"),
        ("Remittances grew in 2005.", "paragraph"),
        ("A line of text that goes on for rather more words than a heading has", "paragraph"),
        ("## Remittances grew in 2005.", "heading"),
        ("Two lines\nof text", "paragraph"),
    ],
)
def test_a_short_line_without_an_end_is_a_heading(text: str, kind: str) -> None:
    first, *_ = blocks_of(f"{text}\n\nWhat stands under it.")
    assert first.kind.value == kind


@pytest.mark.parametrize("before", ["", "Background\n\n", "# Background\n"])
def test_what_heads_nothing_is_no_heading(before: str) -> None:
    text = f"{before}Remittances came to USD 167 billion in 2005"
    *_, last = blocks_of(text)
    assert (last.kind.value, text[last.start : last.end]) == ("paragraph", text[len(before) :])


@pytest.mark.parametrize("bullet", ["-", "•", "▪", "\uf0b7", "(a)", "12."])
def test_a_bullet_opens_an_item_behind_a_line_that_goes_on(bullet: str) -> None:
    text = f"Remittances grew in\n2005\n{bullet} Fees fell"
    first, item = ((b.kind.value, text[b.start : b.end]) for b in blocks_of(text))
    assert first == ("paragraph", "Remittances grew in\n2005")
    assert item == ("item", "Fees fell")


def test_a_long_line_is_a_paragraph_of_its_own() -> None:
    long = "Remittances grew in all of the developing countries in the year 2005. " * 2
    text = f"Background\n{long}\n{long}\nShort lines\nthat go on."
    kinds = [(block.kind.value, text[block.start : block.end]) for block in blocks_of(text)]
    assert kinds == [
        ("heading", "Background"),
        ("paragraph", long.strip()),
        ("paragraph", long.strip()),
        ("paragraph", "Short lines\nthat go on."),
    ]


def test_what_is_too_long_for_a_sentence_is_passed_over() -> None:
    text = "Remittances of 5 million dollars and more " * 60
    (passed,) = sort_sentences(outline(text))
    assert isinstance(passed, PassedOver)
    assert passed.reason is Skipped.LONG


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “one two three four” twice.", ["one two three four"]),
        ('He said "one two three four" twice.', ["one two three four"]),
        ("Il a dit « un deux trois quatre » hier.", ["un deux trois quatre"]),
        ("Er sagte „eins zwei drei vier“ und ging.", ["eins zwei drei vier"]),
        ("»eins zwei drei vier« sagte er.", ["eins zwei drei vier"]),
        ("“One “two three” four five” he said.", ["One “two three” four five"]),
        ('A 6" pipe and a 5" one are both there.', []),
        ("So-called “scare quotes” and “three words only” pass.", []),
        ("> one two three four", ["one two three four"]),
        ("> “one two three four”", ["one two three four"]),
        ("> one two three four\n> five (MC/2353, para. 4)", ["one two three four\n> five"]),
        ("> one two three four — Agency, 2013", ["one two three four"]),
        ("“One two three four.\n\n“Five six seven eight.”",
         ["One two three four.", "Five six seven eight."]),
    ],
)  # fmt: skip
def test_quotations_are_found_in_every_kind_of_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_mark_that_nothing_closes_is_reported() -> None:
    text = "He said “one two three four and went on."
    assert outline(text).unclosed == (text.index("“"),)
    assert quoted(text) == []


def test_the_title_of_a_document_is_no_quotation() -> None:
    text = "See “What the agency  does” for more."
    assert quoted(text) == []
    assert len(outline(text).titles) == 1


def test_a_very_long_quotation_is_checked_in_parts() -> None:
    sentence = "This is a sentence of nine words in all. "
    text = f"“{sentence * 60}{'word ' * (LONGEST + 5)}”"
    parts = quoted(text)
    assert all(len(part.split()) <= LONGEST for part in parts)
    assert " ".join(" ".join(parts).split()) == " ".join(text.strip("“”").split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MC/2353, para. 14", [("council", "para. 14")]),
        ("Paragraph 14 of MC/2353", [("council", "para. 14")]),
        ("the Council paper (2012), paras 4–6", [("council", "para. 4–6")]),
        ("the Council paper says", [("council", "")]),
        ("Agency, 2013, ch. 7, section 2", [("agency", "ch. 7, section 2")]),
        ("the Agency works (and so on)", []),
        ("Agency, § 3", [("agency", "para. 3")]),
        ("“What the Agency\ndoes”, p. 12", [("agency", "p. 12")]),
        ("MC/2353, para. 1; ibid., para. 2 (para. 3)",
         [("council", "para. 1"), ("council", "para. 2"), ("council", "para. 3")]),
        ("(see para. 3)", [("", "para. 3")]),
        ("paragraph 3 of resolution 65/170", []),
        ("MC/23531", []),
    ],
)  # fmt: skip
def test_references_are_found_however_they_are_written(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(found.document_id, found.locator) for found in FINDER.find(text)] == expected


def test_a_range_names_every_paragraph_in_it() -> None:
    (reference,) = FINDER.find("MC/2353, paras 4-6 and 9")
    assert reference.parts[0].labels == ("4", "5", "6", "9")


def test_sentences_are_sorted_by_what_they_are() -> None:
    sorted_ = [
        (each.reason.value if isinstance(each, PassedOver) else "claim",
         " ".join(DRAFT[each.start : each.end].split()))
        for each in sort_sentences(outline(DRAFT))
    ]  # fmt: skip
    assert [reason for reason, _ in sorted_] == [
        "heading",
        "greeting or closing",
        "heading",
        "checked as a quotation",
        "claim",
        "question",
        "too short to say anything",
        "claim",
        "checked as a quotation",
    ]
    assert sorted_[4][1] == 'So-called "experts" met.'


def owned(text: str) -> dict[str, list[str]]:
    parts = outline(text)
    return {
        text[span.start : span.end]: [reference.locator for reference in references]
        for span, references in attribute(parts).items()
        if references
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “one two three four” (MC/2353, para. 4).", {"one two three four": ["para. 4"]}),
        ("MC/2353, para. 4 says “one two three four”.", {"one two three four": ["para. 4"]}),
        ("“One two three four” (MC/2353, para. 4) and “five six seven eight” (MC/2353, para. 5).",
         {"One two three four": ["para. 4"], "five six seven eight": ["para. 5"]}),
        ("Remittances grew.[^a] They fell.\n\n[^a]: MC/2353, para. 4.",
         {"Remittances grew.": ["para. 4"]}),
        ("He wrote (MC/2353, para. 4):\n\n> one two three four",
         {"one two three four": ["para. 4"]}),
        ("> one two three four\n\n— MC/2353, para. 4", {"one two three four": ["para. 4"]}),
        ("> one two three four (MC/2353, para. 4)", {"one two three four": ["para. 4"]}),
        ("They grew. (MC/2353, para. 4) MC/2353, para. 5 says they fell.",
         {"They grew.": ["para. 4"], "MC/2353, para. 5 says they fell.": ["para. 5"]}),
        ("“One two three. Four five six” (MC/2353, para. 4).",
         {"One two three. Four five six": ["para. 4"]}),
    ],
)  # fmt: skip
def test_a_reference_belongs_to_what_it_stands_with(
    text: str, expected: dict[str, list[str]]
) -> None:
    # A line that leads to a block quote has its reference too.
    found = owned(text)
    assert {part: found.get(part) for part in expected} == expected


def test_masking_moves_nothing() -> None:
    parts = outline(DRAFT)
    assert len(parts.masked) == len(DRAFT)
    assert "MC/2353" not in parts.masked
    assert "[^1]" not in parts.masked
