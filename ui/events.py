"""Which event of the page calls which function.

A conversation's address, "/?conversation=…", says which one a browser shows: Gradio sends it along
with every event, and nothing about a conversation is held here between two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.accounts.limits import Use
from assistant.accounts.types import Role
from assistant.errors import UserError
from ui import browsing, chat
from ui.browsing import Listing
from ui.drawer import drawer_html
from ui.masthead import masthead_html
from ui.navigation import Link, links_for
from ui.panel import panel_html, problem_html
from ui.people import current_user, spend
from ui.talk import conversation_html
from ui.types import Desk, View

if TYPE_CHECKING:
    from ui.app import Page

TURNS_AT_ONCE = 4
"""Turns that run side by side; more wait in line. Twice the two cores we measure on, because a
turn with a language model mostly waits."""

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""Of every event: the page shows its own progress, and no event is an API."""


def wire(desk: Desk, page: Page, app: gr.Blocks, links: Sequence[Link]) -> None:
    """Connect all events of the page; ``links`` lead to other pages."""
    _wire_conversation(desk, page, app, links)
    _wire_drawer(desk, page, app, links)
    documents = desk.assistant.documents

    def open_source(event: gr.EventData) -> str:
        try:
            return panel_html(documents, chat.find_source(desk.assistant, event._data))
        except UserError as error:
            return problem_html(documents, str(error))

    page.conversation.cite(open_source, None, page.panel, trigger_mode="always_last", **QUIET)
    for sender in (page.conversation, page.composer, page.drawer):
        sender.echo(lambda: None, None, None, **QUIET)
    page.chosen.change(_relabel(len(documents)), page.chosen, page.filter, **QUIET)


def _wire_conversation(desk: Desk, page: Page, app: gr.Blocks, links: Sequence[Link]) -> None:
    listed = _listing(desk, links, browsing.search)

    def follow(request: gr.Request) -> Iterator[str]:
        for view in chat.follow(desk, current_user(request).id, here(request)):
            yield _render(desk, request, view)

    def ask(chosen: Sequence[str], event: gr.EventData, request: gr.Request) -> Iterator[list[Any]]:
        yield [gr.skip(), gr.skip()]  # Gradio empties what a generator yields nothing for.
        for step, view in enumerate(asked(desk, request, event._data, chosen)):
            # A new conversation is listed from its first moment on.
            yield [_render(desk, request, view), gr.skip() if step else listed(event, request)]
        yield [gr.skip(), listed(event, request)]

    def stop(event: gr.EventData, request: gr.Request) -> str:
        owner = current_user(request).id
        return _render(desk, request, chat.stop(desk, owner, here(request), event._data))

    def judge(event: gr.EventData, request: gr.Request) -> str:
        owner = current_user(request).id
        return _render(desk, request, chat.judge(desk, owner, here(request), event._data))

    shown = page.conversation
    app.load(follow, None, shown, concurrency_limit=None, **QUIET)
    shown.visit(follow, None, shown, trigger_mode="multiple", concurrency_limit=None, **QUIET)
    page.composer.ask(
        ask,
        page.chosen,
        [shown, page.drawer],
        concurrency_limit=TURNS_AT_ONCE,
        concurrency_id="turn",
        trigger_mode="multiple",
        **QUIET,
    )
    page.composer.stop(stop, None, shown, **QUIET)
    shown.judge(judge, None, shown, trigger_mode="multiple", **QUIET)


def _wire_drawer(desk: Desk, page: Page, app: gr.Blocks, links: Sequence[Link]) -> None:
    def begin(request: gr.Request) -> list[str]:
        user = current_user(request)
        listing = browsing.browse(desk, user.id, browsing.Wanted())
        allowed = links_for(user, links)
        return [masthead_html(allowed), drawer_html(listing, allowed)]

    app.load(begin, None, [page.masthead, page.drawer], **QUIET)
    listen: dict[str, Any] = {"trigger_mode": "always_last", **QUIET}
    drawer = page.drawer
    drawer.browse(_listing(desk, links, browsing.search), None, drawer, **listen)
    drawer.rename(_listing(desk, links, browsing.rename), None, drawer, **listen)
    drawer.delete(_listing(desk, links, browsing.delete), None, drawer, **listen)


def _listing(
    desk: Desk, links: Sequence[Link], change: Callable[[Desk, str, object], Listing]
) -> Callable[[gr.EventData, gr.Request], str]:
    """What handles an event that may change the list: the list as it is then."""

    def handle(event: gr.EventData, request: gr.Request) -> str:
        user = current_user(request)
        return drawer_html(change(desk, user.id, event._data), links_for(user, links))

    return handle


def here(request: gr.Request) -> str:
    """The id of the conversation that the browser shows; "" for a new one."""
    return str(request.query_params.get("conversation", ""))


def asked(desk: Desk, request: gr.Request, sent: object, chosen: Sequence[str]) -> Iterator[View]:
    """The views of one turn, or of why the question is not taken."""
    owner, question = current_user(request).id, chat.read_asked(sent)
    try:
        spend(request, Use.ASKING)
    except UserError as error:
        view = chat.problem(desk, owner, here(request), error)
        yield replace(view, ticket=question.ticket)
        return
    yield from chat.ask(desk, owner, here(request), question, chosen)


def filter_label(chosen: int, known: int) -> str:
    """What the closed filter says: how many documents a question is searched in."""
    if chosen == known:
        return f"In all {known} documents" if known > 1 else "In the one document"
    return f"In {chosen} of {known} documents"


def _relabel(known: int) -> Callable[[Sequence[str]], gr.Accordion]:
    return lambda chosen: gr.Accordion(label=filter_label(len(chosen), known))


def _render(desk: Desk, request: gr.Request, view: View) -> str:
    assistant = desk.assistant
    return conversation_html(
        view,
        assistant.documents,
        assistant.examples,
        keeps=desk.keeps,
        reviews=desk.keeps and current_user(request).role >= Role.CHECKER,
    )
