"""Question by question: what was asked, answered and cited, what is known, and why it failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from assistant.types import Status, Turn
from eval.judge import shown
from eval.metrics import matching
from eval.metrics.answers import first_words, holds_all
from eval.metrics.matching import Piece
from eval.metrics.timing import TIMING
from eval.reporting.markup import element, number
from eval.types import Failure, Gold, Row

RIGHT = "right"
"""What became of a question that did not fail."""

REASONS = {
    Failure.NOT_RETRIEVED: "Some of the evidence is in none of the passages that were looked at.",
    Failure.NOT_READ: (
        "The evidence was among the passages that were looked at, but nothing is cited from there."
    ),
    Failure.NOT_QUOTED: (
        "A passage that holds the evidence is cited, but the answer lacks the words that a right "
        "answer must contain."
    ),
    Failure.WRONGLY_DECLINED: "The documents answer this, and the assistant said that they do not.",
    Failure.WRONGLY_ANSWERED: "The documents do not answer this, and an answer was given.",
    Failure.NO_ANSWER: "The question was refused with a message.",
}
"""Why a question failed, as a sentence for whoever reads the report."""

TIMES = frozenset(metric.name for metric in TIMING)
"""Figures that a single question need not list: its time stands under its answer."""
EXCERPT_LENGTH = 220
"""Characters of a passage that was looked at: about three lines, enough to recognise it."""


def outcome(row: Row) -> str:
    """What became of a question: "right", or how it failed."""
    return row.failure.value or RIGHT


def is_answered(row: Row) -> bool:
    """Whether the question got an answer, right or wrong."""
    return row.answer is not None and row.answer["status"] == Status.ANSWERED


def questions_html(rows: Sequence[Row], titles: Mapping[str, str]) -> str:
    """All questions, each closed until it is opened; ``titles`` names the metrics."""
    return "".join(question_html(row, titles) for row in rows)


def question_html(row: Row, titles: Mapping[str, str]) -> str:
    """One question: its line in the list, and all that there is to see of it."""
    became = outcome(row)
    return (
        f'<details class="case" data-category="{escape(row.category)}" '
        f'data-outcome="{escape(became)}"><summary>'
        f'<span class="outcome {"right" if became == RIGHT else "wrong"}">{escape(became)}</span>'
        f"{element('span', 'asked', row.question.question)}"
        f"{element('span', 'kind', f'{row.category} · {row.id}')}</summary>"
        f'<div class="inside">{body_html(row, titles)}</div></details>'
    )


def body_html(row: Row, titles: Mapping[str, str]) -> str:
    """All that there is to see of a question, but the question itself."""
    parts = (
        element("p", "why", REASONS.get(row.failure, "")),
        _part("Asked after", _history_html(row.question.history)),
        _answer_html(row),
        _known_html(row),
        _part("Figures", _figures_html(row, titles)),
        _part("A model's opinion", _opinions_html(row)),
        _part("Note", element("p", "", row.question.notes)),
    )
    return "".join(parts)


def _history_html(history: Iterable[Turn]) -> str:
    turns = "".join(
        f"<li>{element('p', 'asked', turn.question)}{element('p', 'said', turn.answer or '')}</li>"
        for turn in history
    )
    return f'<ol class="turns">{turns}</ol>' if turns else ""


def _answer_html(row: Row) -> str:
    answer = row.answer
    if answer is None:
        return _part("Message", element("p", "", row.error))
    searched = str(answer["searched_question"])
    told = f"{answer['status']}, confidence {answer['confidence']:.2f}"
    time = answer["timings_ms"].get("total")
    told += f", {number(time, 'ms')}" if time is not None else ""
    return "".join(
        (
            _part("Searched for", element("p", "", searched))
            if searched.strip() != row.question.question.strip()
            else "",
            _part("Answer", element("p", "answer", answer["answer"]) + element("p", "kind", told)),
            _part("Cited", _citations_html(answer["citations"])),
            _part("Looked at", _passages_html(answer["passages"])),
        )
    )


def _citations_html(citations: Sequence[Mapping[str, Any]]) -> str:
    items = "".join(
        f"<li>{element('q', '', cited['quote'])} "
        f"{_place(cited, '' if cited['verified'] else 'not verified')}</li>"
        for cited in citations
    )
    return f'<ol class="quotes">{items}</ol>' if items else ""


def _passages_html(passages: Sequence[Mapping[str, Any]]) -> str:
    items = "".join(
        f"<li>{element('span', 'said', _excerpt(passage['text']))} {_place(passage)}</li>"
        for passage in passages
    )
    return (
        f"<details><summary>{len(passages)} passages, best first</summary>"
        f'<ol class="quotes">{items}</ol></details>'
        if items
        else ""
    )


def _known_html(row: Row) -> str:
    question = row.question
    if not question.answerable:
        return _part("Right answer", "<p>The documents do not answer this: it must decline.</p>")
    return "".join(
        (
            _part("Right answer", element("p", "", question.reference)),
            _part("Must contain", _required_html(row)),
            _part("Gold evidence", _gold_html(row)),
        )
    )


def _required_html(row: Row) -> str:
    said = first_words(row.answer["answer"]) if is_answered(row) and row.answer else ""
    items = "".join(
        f"<li>{' or '.join(f'<b>{escape(text)}</b>' for text in group)} "
        f"{_mark(holds_all(said, [group]), 'in the answer', 'missing')}</li>"
        for group in row.question.required
    )
    return f"<ul>{items}</ul>" if items else ""


def _gold_html(row: Row) -> str:
    answer: Mapping[str, Any] = row.answer or {"passages": (), "citations": ()}
    looked_at = [Piece(p["document_id"], p["text"]) for p in answer["passages"]]
    cited = [Piece(c["document_id"], c["quote"]) for c in answer["citations"]]
    groups = zip(
        matching.groups(row.question),
        matching.group_ranks(row.question, looked_at),
        matching.group_ranks(row.question, cited),
        strict=True,
    )
    return "".join(_group_html(*group) for group in groups)


def _group_html(group: Sequence[Gold], found: int | None, cited: int | None) -> str:
    """One group of interchangeable quotes, and how far the assistant got to it."""
    items = "".join(
        f"<li>{element('q', '', gold.quote)} {element('span', 'kind', gold.document_id)}</li>"
        for gold in group
    )
    states = (
        _mark(found is not None, f"within the first {found} looked at", "not looked at"),
        _mark(cited is not None, "cited", "not cited"),
    )
    return f'<ul class="quotes">{items}</ul><p class="kind">{" · ".join(states)}</p>'


def _mark(holds: bool, good: str, bad: str) -> str:
    return element("span", "held" if holds else "missing", good if holds else bad)


def _figures_html(row: Row, titles: Mapping[str, str]) -> str:
    items = "".join(
        f"<li>{escape(titles.get(name, name))} <b>{value:.4g}</b></li>"
        for name, value in row.figures.items()
        if value is not None and name not in TIMES
    )
    return f'<ul class="figures">{items}</ul>' if items else ""


def _opinions_html(row: Row) -> str:
    items = "".join(
        f"<li>{escape(column)} <b>{escape(shown(column, value))}</b></li>"
        for column, value in row.judged.items()
    )
    return f'<ul class="figures">{items}</ul>' if items else ""


def _place(cited: Mapping[str, Any], remark: str = "") -> str:
    told = (str(cited["document_id"]), str(cited["locator"]), remark)
    return element("span", "kind", " · ".join(part for part in told if part))


def _part(name: str, content: str) -> str:
    return f'<section class="part"><h4>{name}</h4><div>{content}</div></section>' if content else ""


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= EXCERPT_LENGTH:
        return line
    return line[:EXCERPT_LENGTH].rsplit(" ", 1)[0] + "…"
