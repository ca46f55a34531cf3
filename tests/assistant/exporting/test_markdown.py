from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.exporting.errors import NotAnExport
from assistant.exporting.markdown import escaped, read_markdown
from assistant.exporting.texts import shown
from assistant.exporting.types import Format
from tests.assistant.exporting.samples import (
    HOSTILE,
    QUESTION,
    conversation,
    exported,
    turn,
    usual_answer,
)

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ANY = st.lists(
    st.sampled_from(HOSTILE)
    | st.text(st.characters(max_codepoint=0x7E), max_size=6)
    | st.text(max_size=3),
    max_size=6,
).map("".join)


@settings(deadline=None)
@given(ANY)
@pytest.mark.parametrize(
    ("form", "rendered"),
    [
        ("{}", "<p>{}</p>"),
        ("# {}", "<h1>{}</h1>"),
        ("*Searched for: {}*", "<p><em>Searched for: {}</em></p>"),
        ("- {}", "<ul>\n<li>{}</li>\n</ul>"),
    ],
)
def test_any_text_is_shown_as_it_is_wherever_it_stands(form: str, rendered: str, text: str) -> None:
    visible = shown(text) or "nothing"
    page = RENDERER.render(form.format(escaped(visible)))
    assert page == rendered.format(escape(visible).replace("&#x27;", "'")) + "\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. item", "1\\. item"),
        ("12) item", "12\\) item"),
        ("- item", "\\- item"),
        ("+ item", "\\+ item"),
        ("===", "\\==="),
        ("in 2005. And 3 - 1", "in 2005. And 3 - 1"),
        ("[^1]", "\\[\\^1\\]"),
        ("see https://www.example.org", "see https\\://www\\.example.org"),
        ("a@example.org", "a\\@example.org"),
    ],
)
def test_what_would_mean_something_is_escaped_where_it_would(text: str, written: str) -> None:
    assert escaped(text) == written
    assert RENDERER.render(written) == f"<p>{text}</p>\n"


def test_footnotes_stand_behind_the_quotes_and_below() -> None:
    text = exported(usual_answer(), Format.MARKDOWN).decode()
    assert text.startswith(f"# {QUESTION}\n\n“In 2005 remittances came to USD 167 billion.”[^1] “")
    assert "\n\n[^1]: Council, “Money sent home”, M/1, 2 November 2012, para. 1: “In 2005" in text


def test_the_record_is_a_comment_that_no_text_can_end() -> None:
    subject = conversation(turn(1, "-->", usual_answer()), title="--> <!-- rapporteur-export\n")
    text = exported(subject, Format.MARKDOWN).decode()
    assert text.count("<!--") == text.count("\\<!--") + 1
    assert text.endswith("\n-->\n")
    assert "-->" not in text.removesuffix("-->\n").replace("--\\>", "")


def test_a_file_saved_for_another_system_is_read_alike() -> None:
    text = exported(usual_answer(), Format.MARKDOWN).decode()
    wrapped = text.replace("“HIV testing must", "“HIV testing\nmust")
    assert read_markdown(wrapped).notes.keys() == {1, 2, 3}
    assert read_markdown(wrapped).lines[1][1] == 1


def test_of_two_footnotes_with_one_label_the_first_counts() -> None:
    text = exported(usual_answer(), Format.MARKDOWN).decode()
    others = f"[^1]: Another.\n[^{'9' * 5_000}]: A third.\n\n<!--"
    visible = read_markdown(text.replace("<!--", others))
    assert "167 billion" in visible.notes[1]
    assert visible.added == ("Another.\n", "A third.")


def test_an_escaped_mark_is_none() -> None:
    text = exported(usual_answer(), Format.MARKDOWN).decode()
    marked = read_markdown(text.replace(QUESTION, "\\[^1] \\\\[^2] \\\\\\[^3]"))
    assert marked.lines[0] == ("# [^1] \\", 2, " \\[^3]")


@pytest.mark.parametrize("records", [0, 2])
def test_a_file_has_one_record(records: int) -> None:
    with pytest.raises(NotAnExport, match="has 2 records" if records else "has no record "):
        read_markdown("Text.\n\n" + "<!-- rapporteur-export\n{}\n-->\n\n" * records)
