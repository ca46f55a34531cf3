"""The Review pages as HTML: the queue, and one answer with its citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.dates import spelled_date
from assistant.evaluation import ProposedCase
from assistant.keeping.types import (
    Agreement,
    FeedbackKind,
    ItemState,
    Mark,
    ReviewItem,
    Verdict,
)
from assistant.types import Citation, Status
from ui.frame import problem_html
from ui.markup import counted
from ui.navigation import REVIEW, Link, nav_html

STATES = {"open": ItemState.OPEN, "done": ItemState.DONE, "all": None}
"""Which part of the queue is shown, by its name in the address."""
FEEDBACK = {
    FeedbackKind.UP: "The asker found it good",
    FeedbackKind.DOWN: "The asker did not find it good",
    FeedbackKind.WRONG_CITATION: "The asker says that a citation is wrong",
}


def queue_page(
    items: Sequence[ReviewItem], state: ItemState | None, agreement: Agreement, problem: str = ""
) -> str:
    """The answers that wait for a review, those done, or all; and how far reviewers agree."""
    listed = f'<ul class="queue">{"".join(map(_listed, items))}</ul>' if items else _none(state)
    return (
        "<h1>Review</h1>"
        '<p class="hint">Answers whose citations someone should read against the documents: what '
        "askers marked, and what staff sent here by “Review” under an answer.</p>"
        f"{problem_html(problem)}{_filters(state)}{listed}"
        f"<h2>Agreement</h2>{_agreement(agreement)}"
    )


def _filters(state: ItemState | None) -> str:
    links = {of: Link(name.capitalize(), f"{REVIEW}?state={name}") for name, of in STATES.items()}
    return nav_html(list(links.values()), "Which answers", links[state].path)


def _none(state: ItemState | None) -> str:
    waiting = "No answer waits for a review." if state is ItemState.OPEN else "There is none yet."
    return f"<p>{waiting}</p>"


def _listed(item: ReviewItem) -> str:
    said = [FEEDBACK[feedback.kind] for feedback in item.feedback]
    about = [
        item.state.value,
        f"added {spelled_date(item.added[:10])}",
        counted(len(item.marks) + item.hidden_marks, "mark"),
        *said,
    ]
    return (
        f'<li><a href="{item_url(item.id)}">{escape(item.answer.question)}</a>'
        f'<p class="hint">{escape(" · ".join(about))}</p></li>'
    )


def _agreement(agreement: Agreement) -> str:
    if agreement.agreed is None:
        return "<p>No citation has been marked by two reviewers yet.</p>"
    alpha = "not defined" if agreement.alpha is None else f"{agreement.alpha:.2f}"
    pairs = "".join(
        f"<li>{escape(pair.first)} and {escape(pair.second)}: {counted(pair.shared, 'citation')}, "
        f"{pair.agreed:.0%} the same"
        + ("" if pair.kappa is None else f", Cohen’s kappa {pair.kappa:.2f}")
        + "</li>"
        for pair in agreement.pairs
    )
    return (
        f"<p>{counted(agreement.reviewers, 'reviewer')}, {counted(agreement.shared, 'citation')} "
        f"marked by two or more; "
        f"{agreement.agreed:.0%} of their marks are the same; Krippendorff’s alpha {alpha}.</p>"
        f"<ul>{pairs}</ul>"
    )


def item_url(item_id: str) -> str:
    return f"{REVIEW}/{escape(item_id)}"


def item_page(
    item: ReviewItem,
    reviewer: str,
    urls: Mapping[int, str],
    case: str = "",
    problem: str = "",
    notice: str = "",
) -> str:
    """One answer. ``urls`` leads from each citation's marker to its place; ``case`` is the form
    that makes it a test case, "" for those who may not."""
    answer = item.answer
    searched = (
        f'<p class="hint">Searched for: {escape(answer.searched_question)}</p>'
        if answer.searched_question != answer.question
        else ""
    )
    said = "".join(_feedback(item))
    cards = "".join(_citation(item, citation, reviewer, urls) for citation in answer.citations)
    none = "" if answer.citations else "<p>It cites nothing.</p>"
    return (
        f'<p><a href="{REVIEW}">Review</a></p><h1>{escape(answer.question)}</h1>{searched}'
        f"{problem_html(problem)}"
        + (f'<p role="status">{escape(notice)}</p>' if notice else "")
        + f'<div class="card"><p class="answer">{escape(answer.answer)}</p></div>{said}'
        f"<h2>Citations</h2>{cards}{none}{_hidden(item)}{_state_form(item)}{case}"
    )


def _feedback(item: ReviewItem) -> list[str]:
    return [
        f"<p><strong>{escape(FEEDBACK[feedback.kind])}"
        + (f" [{feedback.marker}]" if feedback.marker else "")
        + f"</strong>{': ' + escape(feedback.note) if feedback.note else '.'}</p>"
        for feedback in item.feedback
    ]


def _citation(item: ReviewItem, citation: Citation, reviewer: str, urls: Mapping[int, str]) -> str:
    marks = [mark for mark in item.marks if mark.marker == citation.marker]
    own = next((mark for mark in marks if mark.reviewer == reviewer), None)
    others = "".join(_other(mark) for mark in marks if mark.reviewer != reviewer)
    place = f"{escape(citation.title)}, {escape(citation.locator)}"
    url = urls.get(citation.marker)
    linked = f'<a href="{escape(url)}">{place}</a>' if url else place
    form = "" if item.state is ItemState.DONE else _mark_form(item, citation.marker, own)
    return (
        f'<section class="card" aria-labelledby="citation-{citation.marker}">'
        f'<h3 id="citation-{citation.marker}">[{citation.marker}] {linked}</h3>'
        f"<blockquote>{escape(citation.quote)}</blockquote>{form}{others}</section>"
    )


def _mark_form(item: ReviewItem, marker: int, own: Mark | None) -> str:
    choices = "".join(
        f'<label><input type="radio" name="verdict" value="{escape(verdict.value)}" required'
        f"{' checked' if own and own.verdict is verdict else ''}>{escape(verdict.value)}</label>"
        for verdict in Verdict
    )
    note = escape(own.note if own else "")
    return (
        f'<form method="post" action="{item_url(item.id)}/marks">'
        f'<input type="hidden" name="marker" value="{marker}">'
        f'<fieldset class="choices"><legend>What the quote does for the answer</legend>{choices}'
        f'</fieldset><label for="note-{marker}">Note</label>'
        f'<input type="text" id="note-{marker}" name="note" value="{note}">'
        f'<button type="submit">{"Change" if own else "Save"}</button></form>'
    )


def _other(mark: Mark) -> str:
    note = f": {escape(mark.note)}" if mark.note else ""
    return f'<p class="hint">{escape(mark.reviewer)}: {escape(mark.verdict.value)}{note}</p>'


def _hidden(item: ReviewItem) -> str:
    if not item.hidden_marks:
        return ""
    return (
        f'<p class="hint">{counted(item.hidden_marks, "mark")} of others: to be seen once you have '
        "made your own, or the review is done.</p>"
    )


def _state_form(item: ReviewItem) -> str:
    is_open = item.state is ItemState.OPEN
    return (
        f'<form method="post" action="{item_url(item.id)}/state" class="row">'
        f'<button class="quiet" name="state" value="{"done" if is_open else "open"}">'
        f"{'The review is done' if is_open else 'Open it again'}</button></form>"
    )


def case_form(
    item: ReviewItem, case: ProposedCase, categories: Sequence[str], required: str, problem: str
) -> str:
    """Where an answer is made a question of the accuracy suite; ``required`` as it was typed."""
    declined = item.answer.status is Status.DECLINED
    options = "".join(
        f"<option{' selected' if name == case.category else ''}>{escape(name)}</option>"
        for name in categories
    )
    needed = (
        ""
        if declined
        else (
            '<label for="required">What a right answer must say, a line each; alternatives with '
            "| between them</label>"
            f'<textarea id="required" name="required">{escape(required)}</textarea>'
        )
    )
    return (
        f'<h2 id="case">Make this a test case</h2>{problem_html(problem)}'
        f'<form method="post" action="{item_url(item.id)}/case">'
        '<label for="question">Question</label>'
        f'<input type="text" id="question" name="question" value="{escape(case.question)}">'
        '<label for="category">Category</label>'
        f'<select id="category" name="category">{options}</select>{needed}'
        '<label for="reference">A right answer in your own words</label>'
        f'<textarea id="reference" name="reference">{escape(case.reference)}</textarea>'
        '<button type="submit">Add to the test cases</button></form>'
    )
