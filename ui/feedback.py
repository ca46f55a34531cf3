"""What a reader may say of an answer and of its citations, as HTML."""

from __future__ import annotations

from html import escape

from assistant.keeping.types import LONGEST_NOTE, Feedback, FeedbackKind, StoredTurn
from ui.markup import icon
from ui.navigation import REVIEW

THUMBS = (
    (
        FeedbackKind.UP,
        "Good answer",
        "M5 14V7l3-5a1.4 1.4 0 0 1 1.3 1.7L9 6h3.6a1.3 1.3 0 0 1 "
        "1.3 1.6l-1.2 5.3a1.5 1.5 0 0 1-1.5 1.1zM5 14H2.5V7H5",
    ),
    (
        FeedbackKind.DOWN,
        "Bad answer",
        "M5 2v7l3 5a1.4 1.4 0 0 0 1.3-1.7L9 10h3.6a1.3 1.3 0 0 0 "
        "1.3-1.6l-1.2-5.3A1.5 1.5 0 0 0 11.2 2zM5 2H2.5v7H5",
    ),
)
"""Kind, name and picture of each thumb."""
FLAG = "M3.5 14.5v-12M3.5 3c3-1.8 6 1.8 9 0v6.5c-3 1.8-6-1.8-9 0"

THANKS = "Thank you: this helps those who review the answers."


def thumbs_html(turn: StoredTurn) -> str:
    """Two buttons, of which the one that was pressed last is pressed; pressed again, it is not."""
    given = next((one for one in turn.feedback if one.marker is None), None)
    buttons = []
    for kind, name, picture in THUMBS:
        pressed = given is not None and given.kind is kind
        judged = "withdraw" if pressed else kind.value
        buttons.append(
            f'<button type="button" class="thumb" data-judge="{judged}" data-marker="0" '
            f'aria-pressed="{str(pressed).lower()}" aria-label="{name}" title="{name}">'
            f"{icon(picture)}</button>"
        )
    return f'<span class="thumbs">{"".join(buttons)}</span>'


def review_html(turn: StoredTurn) -> str:
    """What puts an answer before the reviewers: for those who are reviewers."""
    return (
        f'<form class="review" method="post" action="{REVIEW}">'
        f'<input type="hidden" name="turn" value="{turn.id}">'
        '<button type="submit" title="Put it before the reviewers">Review</button></form>'
    )


def thanks_html(turn: StoredTurn) -> str:
    """What is said once a thumb was given, with room for why where it points down."""
    given = next((one for one in turn.feedback if one.marker is None), None)
    if given is None:
        return ""
    more = ""
    if given.kind is FeedbackKind.DOWN:
        asked = "What is wrong with this answer?"
        more = (
            f'<details class="say"><summary>{"Change your note" if given.note else "Say why"}'
            f"</summary>{_form_html(turn, given, 0, asked)}</details>"
        )
    return f'<div class="thanks"><span>{THANKS}</span>{more}</div>'


def wrong_html(turn: StoredTurn, marker: int) -> str:
    """Beside a citation: the flag that calls it wrong, or that the reader has done so."""
    given = next((one for one in turn.feedback if one.marker == marker), None)
    if given is not None:
        return (
            f'<div class="thanks"><span>You marked this citation as wrong. {THANKS}</span>'
            f'<button type="button" class="text" data-judge="withdraw" data-marker="{marker}">'
            "Take it back</button></div>"
        )
    name = f"Citation {marker} is wrong"
    asked = "What is wrong with this citation?"
    return (
        f'<details class="wrong"><summary aria-label="{name}" title="This citation is wrong">'
        f"{icon(FLAG)}</summary>{_form_html(turn, None, marker, asked)}</details>"
    )


def _form_html(turn: StoredTurn, given: Feedback | None, marker: int, asked: str) -> str:
    kind = FeedbackKind.WRONG_CITATION if marker else FeedbackKind.DOWN
    name = f"note-{turn.id}-{marker}"
    note = escape(given.note) if given else ""
    return (
        f'<form class="note" data-judge="{kind.value}" data-marker="{marker}">'
        f'<label for="{name}">{asked} <span class="hint">(optional)</span></label>'
        f'<textarea id="{name}" name="note" rows="2" maxlength="{LONGEST_NOTE}">{note}</textarea>'
        '<button type="submit" class="small">Send</button></form>'
    )
