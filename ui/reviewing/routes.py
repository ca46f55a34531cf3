"""The addresses of the Review pages, and what is answered there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.accounts.requests import current_user, require
from assistant.accounts.types import Role, User
from assistant.errors import UserError
from assistant.evaluation import Evaluator, ProposedCase
from assistant.keeping.cases import draft_case
from assistant.keeping.errors import NotKept
from assistant.keeping.reviews import Reviews
from assistant.keeping.types import ItemState, ReviewItem, Verdict
from corpus.loading import Corpus
from corpus.types import Span
from ui.frame import STAFF, Page, page_html
from ui.navigation import REVIEW, Link, links_for
from ui.reading.links import quote_url
from ui.reviewing.pages import STATES, case_form, item_page, item_url, queue_page

TITLE = "Review"


def add_reviewing(
    web: FastAPI,
    reviews: Reviews,
    corpus: Corpus,
    evaluator: Evaluator | None,
    links: Sequence[Link],
) -> None:
    """Serve the pages on which staff review answers; with an ``evaluator``, make test cases."""
    pages = ReviewPages(reviews, corpus, evaluator, links)
    web.get(REVIEW)(pages.queue)
    web.post(REVIEW)(pages.add)
    web.get(REVIEW + "/{item_id}")(pages.item)
    web.post(REVIEW + "/{item_id}/marks")(pages.mark)
    web.post(REVIEW + "/{item_id}/state")(pages.set_state)
    web.post(REVIEW + "/{item_id}/case")(pages.add_case)


@dataclass(frozen=True, slots=True)
class ReviewPages:
    """What is answered at each address. A change is answered by the way to the page after it."""

    reviews: Reviews
    corpus: Corpus
    evaluator: Evaluator | None
    links: Sequence[Link]

    def queue(self, request: Request, state: str = "open") -> Response:
        user = _reviewer(request)
        return self._queue(user, STATES.get(state, ItemState.OPEN))

    def add(self, request: Request, turn: Annotated[str, Form()]) -> Response:
        """Put the answer of one's own turn into the queue, then show it."""
        user = _reviewer(request)
        try:
            added = self.reviews.add_turn(user.id, turn)
        except NotKept as missing:
            return self._queue(user, ItemState.OPEN, str(missing), 404)
        except UserError as error:
            return self._queue(user, ItemState.OPEN, str(error), 400)
        return RedirectResponse(item_url(added.id), 303)

    def item(self, request: Request, item_id: str, said: str = "") -> Response:
        user = _reviewer(request)
        try:
            found = self.reviews.item(user.id, item_id)
        except NotKept as missing:
            return self._queue(user, ItemState.OPEN, str(missing), 404)
        return self._one(user, found, notice="It is a test case now." if said == "case" else "")

    def mark(
        self,
        request: Request,
        item_id: str,
        marker: Annotated[int, Form()],
        verdict: Annotated[str, Form()],
        note: Annotated[str, Form()] = "",
    ) -> Response:
        user = _reviewer(request)
        try:
            self.reviews.mark(user.id, item_id, marker, _verdict(verdict), note)
        except NotKept as missing:
            return self._queue(user, ItemState.OPEN, str(missing), 404)
        except UserError as error:
            return self._one(user, self.reviews.item(user.id, item_id), str(error))
        return RedirectResponse(f"{item_url(item_id)}#citation-{marker}", 303)

    def set_state(self, request: Request, item_id: str, state: Annotated[str, Form()]) -> Response:
        user = _reviewer(request)
        wanted = ItemState.DONE if state == ItemState.DONE else ItemState.OPEN
        try:
            self.reviews.set_state(user.id, item_id, wanted)
        except NotKept as missing:
            return self._queue(user, ItemState.OPEN, str(missing), 404)
        return RedirectResponse(item_url(item_id), 303)

    def add_case(
        self,
        request: Request,
        item_id: str,
        question: Annotated[str, Form()] = "",
        category: Annotated[str, Form()] = "",
        required: Annotated[str, Form()] = "",
        reference: Annotated[str, Form()] = "",
    ) -> Response:
        user = _reviewer(request)
        require(user, Role.EVALUATOR)
        try:
            found = self.reviews.item(user.id, item_id)
        except NotKept as missing:
            return self._queue(user, ItemState.OPEN, str(missing), 404)
        typed = replace(
            draft_case(found.answer, category=category),
            question=question.strip(),
            reference=reference.strip(),
            required=groups_of(required),
        )
        try:
            self._propose(typed)
        except UserError as error:
            form = self._case_form(user, found, typed, str(error))
            return self._one(user, found, form=form, status=400)
        return RedirectResponse(f"{item_url(item_id)}?said=case", 303)

    def _propose(self, case: ProposedCase) -> None:
        if self.evaluator is None:
            raise UserError("There is no accuracy suite here to add a test case to.")
        self.evaluator.propose(case)

    def _queue(
        self, user: User, state: ItemState | None, problem: str = "", status: int = 200
    ) -> Response:
        """The queue, below the ``problem`` that led to it, if any; ``status`` is the problem's."""
        items, agreement = self.reviews.items(user.id, state), self.reviews.agreement()
        page = queue_page(items, state, agreement, problem)
        return self._shown(user, page, status)

    def _one(
        self,
        user: User,
        item: ReviewItem,
        problem: str = "",
        *,
        notice: str = "",
        form: str = "",
        status: int = 200,
    ) -> Response:
        urls = place_urls(item, self.corpus)
        case = form or self._case_form(user, item)
        page = item_page(item, user.id, urls, case, problem, notice)
        return self._shown(user, page, 400 if problem else status)

    def _case_form(
        self, user: User, item: ReviewItem, typed: ProposedCase | None = None, problem: str = ""
    ) -> str:
        if self.evaluator is None or user.role < Role.EVALUATOR:
            return ""
        categories = self.evaluator.categories
        case = typed or draft_case(item.answer, category=categories[0])
        required = "\n".join(" | ".join(group) for group in case.required)
        return case_form(item, case, categories, required, problem)

    def _shown(self, user: User, main: str, status: int) -> Response:
        page = Page(TITLE, main, STAFF, here=REVIEW)
        return HTMLResponse(page_html(page, links_for(user, self.links)), status)


def _reviewer(request: Request) -> User:
    user = current_user(request)
    require(user, Role.CHECKER)
    return user


def _verdict(typed: str) -> Verdict:
    try:
        return Verdict(typed)
    except ValueError as error:
        known = ", ".join(verdict.value for verdict in Verdict)
        raise UserError(f"There is no verdict {typed!r}. Choose one of: {known}.") from error


def groups_of(lines: str) -> tuple[tuple[str, ...], ...]:
    """What was typed of what a right answer must say: a group a line, alternatives between "|"."""
    groups = (
        tuple(part.strip() for part in line.split("|") if part.strip())
        for line in lines.splitlines()
    )
    return tuple(group for group in groups if group)


def place_urls(item: ReviewItem, corpus: Corpus) -> dict[int, str]:
    """The links to the places of an answer's citations, those that the corpus still has."""
    known = {passage.id: passage for passage in corpus.passages()}
    return {
        citation.marker: quote_url(known[citation.passage_id], Span(citation.start, citation.end))
        for citation in item.answer.citations
        if citation.passage_id in known
    }
