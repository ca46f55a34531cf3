"""The conversation as HTML: pure functions of values, every text of theirs escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.keeping.types import StoredTurn, TurnState
from assistant.types import Status
from corpus.types import Document
from ui.answers import answer_html
from ui.evidence import Library
from ui.markup import ask_button, element
from ui.types import View

INCOMPLETE = "This answer is not complete."
NOT_KEPT = (
    "Conversations are not kept at present: they are gone when Rapporteur ends. The server’s log "
    "says why."
)


def conversation_html(
    view: View,
    documents: Sequence[Document],
    examples: Sequence[str],
    *,
    keeps: bool = True,
    reviews: bool = False,
) -> str:
    """The whole conversation, or the welcome where nothing has been asked yet.

    ``keeps``: whether it outlasts the program; ``reviews``: whether whoever sees it may put its
    answers before the reviewers.
    """
    library = {document.id: document for document in documents}
    last = view.turns[-1:]
    turns = "".join(
        turn_html(turn, library, view.following if turn in last else (), reviews=reviews)
        for turn in view.turns
    )
    is_new = not view.turns and not view.problem
    welcome = welcome_html(len(documents), examples, keeps=keeps) if is_new else ""
    running = next((turn.id for turn in view.turns if turn.state is TurnState.RUNNING), "")
    return (
        f'<div class="log" role="log" aria-label="Conversation" '
        f'aria-busy="{"true" if running else "false"}" data-running="{running}" '
        f'data-conversation="{escape(view.conversation_id)}" data-ticket="{escape(view.ticket)}">'
        f"{welcome}{turns}{_notice_html(view.problem)}</div>"
    )


def welcome_html(documents: int, examples: Sequence[str], *, keeps: bool = True) -> str:
    """The empty page: what this is, and questions to begin with."""
    held = "one document" if documents == 1 else f"{documents} documents"
    return (
        '<section class="welcome"><h2>What would you like to know?</h2>'
        f"<p>You get a short answer from {held}, in their own words. Each quote carries a number: "
        "select it to read the words where they stand.</p>"
        f"{_chips_html(examples, 'Example questions')}"
        f"{element('p', 'kept-not', '' if keeps else NOT_KEPT)}</section>"
    )


def turn_html(
    turn: StoredTurn, library: Library, following: Sequence[str] = (), *, reviews: bool = False
) -> str:
    """One question, what became of it, and what may be asked next."""
    answer = turn.answer
    is_running = turn.state is TurnState.RUNNING
    is_pending = is_running and (answer is None or not answer.segments)
    parts = [
        f'<h2 class="question" tabindex="-1">{escape(turn.question)}</h2>',
        _searched_html(turn, library),
        answer_html(turn, answer, library, reviews=reviews) if answer else "",
        '<p class="pending">Reading the documents</p>' if is_pending else "",
        _incomplete_html(turn) if turn.state is TurnState.INCOMPLETE else "",
        _following_html(following),
    ]
    return (
        f'<article class="exchange" id="turn-{turn.id}" data-turn="{turn.id}">'
        f"{''.join(parts)}</article>"
    )


def _searched_html(turn: StoredTurn, library: Library) -> str:
    """What was searched where that differs from what was typed, with the way back to it.

    Under a question that is not answered all of it is told anyway.
    """
    if turn.answer and turn.answer.status is Status.DECLINED:
        return ""
    notes = []
    if turn.answer and turn.answer.searched_question != turn.answer.question:
        notes.append(
            f"Searched for: <q>{escape(turn.answer.searched_question)}</q> "
            f"{ask_button(turn.question, 'Ask as typed instead', as_typed=True)}"
        )
    if turn.documents:
        names = (library[id_].title if id_ in library else id_ for id_ in turn.documents)
        notes.append("Only in: " + escape("; ".join(names)))
    return "".join(f'<p class="searched">{note}</p>' for note in notes)


def _incomplete_html(turn: StoredTurn) -> str:
    return (
        f'<div class="problem"><p>{escape(turn.problem or INCOMPLETE)}</p>'
        f"{ask_button(turn.question, 'Ask again')}</div>"
    )


def _following_html(questions: Sequence[str]) -> str:
    if not questions:
        return ""
    return (
        '<section class="following"><h3>Ask next</h3>'
        f"{_chips_html(questions, 'Next questions')}</section>"
    )


def _notice_html(problem: str) -> str:
    return f'<p class="problem notice" role="alert">{escape(problem)}</p>' if problem else ""


def _chips_html(questions: Sequence[str], label: str) -> str:
    items = "".join(f"<li>{ask_button(text, text, 'chip')}</li>" for text in questions)
    return f'<ul class="chips" aria-label="{label}">{items}</ul>' if items else ""
