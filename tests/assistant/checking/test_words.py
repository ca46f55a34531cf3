from __future__ import annotations

import pytest

from assistant.checking.words import WordKind, read_quotation, read_words


def forms(text: str) -> list[str]:
    return [word.form for word in read_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The people’s rights”", "The people's rights"),
        ("The people's rights", "The people's rights"),
        ("the *whole* – of\u00a0it\n— all", "the whole of it all"),
        ("ofﬁce and efﬁcient", "office and efficient"),
        ("develop\u00adment and\u200b aid", "development and aid"),
        ("167,000 and 167 000 and 167\u202f000", "167000 and 167000 and 167000"),
        ("in 2003.² Then", "in 2003 . Then"),
        ("the Dialogue.12 Then", "the Dialogue . Then"),
        ("inter-State", "inter State"),
        ("1.2 million, 65/170 or 10th", "1.2 million , 65/170 or 10th"),
    ],
)
def test_typography_is_in_no_word(text: str, expected: str) -> None:
    assert forms(text) == expected.split()


def test_words_stand_where_they_were_read() -> None:
    text = "The “ofﬁce” of 167 000 people’s"
    for word in read_words(text):
        assert text[word.start : word.end].strip("“”")
    assert [text[w.start : w.end] for w in read_words(text)] == [
        "The", "ofﬁce", "of", "167 000", "people’s",
    ]  # fmt: skip


def test_a_part_of_a_text_is_read_with_the_offsets_of_the_whole() -> None:
    assert [(w.form, w.start) for w in read_words("one two three", 4, 7)] == [("two", 4)]


def test_the_conventions_of_quoting_are_told_from_what_is_quoted() -> None:
    text = "[T]he Fund [of the UN] gives … States [sic] money [3][^a] (…) now […]."
    words = read_quotation(text, 0, len(text))
    assert [word.form for word in words if word.kind is WordKind.WORD] == [
        "The", "Fund", "gives", "States", "money", "now",
    ]  # fmt: skip
    assert [word.kind for word in words if word.is_gap] == [
        WordKind.BRACKET,
        WordKind.OMISSION,
        WordKind.SIC,
        WordKind.OMISSION,
    ]


def test_a_capital_is_free_at_the_beginning_and_behind_an_omission_only() -> None:
    text = "States … may act and States may not"
    free = [word.form for word in read_quotation(text, 0, len(text)) if word.any_case]
    assert free == ["States", "may"]


def test_the_number_of_a_quoted_paragraph_is_not_quoted() -> None:
    text = "31. The Dialogue may wish\n> 32. To give effect"
    assert [word.form for word in read_quotation(text, 0, len(text))] == [
        "The", "Dialogue", "may", "wish", "To", "give", "effect",
    ]  # fmt: skip
    marked = "“31. The Dialogue”"
    assert [word.form for word in read_quotation(marked, 1, len(marked) - 1)] == ["The", "Dialogue"]
