"""The page: which components there are, and which event calls which function."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # Read while Gradio is imported.

import gradio as gr

from assistant.errors import UserError
from assistant.evaluation import Evaluator
from ui import chat, evaluate, theme
from ui.answers import conversation_html
from ui.panel import panel_html, problem_html
from ui.types import Assistant, Conversation

TURNS_AT_ONCE = 4
"""Turns that run side by side; more wait in line. Twice the two cores we measure on, because a
turn with a language model mostly waits."""

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""Of every event: the page shows its own progress, and no event is an API."""

MASTHEAD = "<h1>Rapporteur</h1><p>Cited answers in the documents’ own words</p>"


@dataclass(frozen=True, slots=True)
class Page:
    """The components that events read or write."""

    state: gr.State
    conversation: gr.HTML
    panel: gr.HTML
    box: gr.Textbox
    send: gr.Button
    stop: gr.Button
    new: gr.Button
    filter: gr.Accordion
    chosen: gr.CheckboxGroup

    @property
    def turn(self) -> list[Any]:
        """What changes while a turn runs, in the order of ``turn_updates``."""
        return [self.state, self.conversation, self.box, self.send, self.stop]


def create_app(assistant: Assistant, evaluator: Evaluator | None = None) -> gr.Blocks:
    """The page of ``assistant``, ready to be mounted; it holds no conversation of its own.

    With an ``evaluator``, a second page runs and compares its accuracy suites.
    """
    app: gr.Blocks = gr.Blocks(title="Rapporteur", analytics_enabled=False, fill_width=True)
    with app:
        page = lay_out(assistant, evaluates=evaluator is not None)
        wire(assistant, page)
    if evaluator is not None:
        with app.route("Evaluate", evaluate.PATH, show_in_navbar=False):
            evaluate.wire(evaluator, evaluate.lay_out(evaluator), app)
    app.queue(api_open=False, default_concurrency_limit=None)
    return app


def lay_out(assistant: Assistant, *, evaluates: bool = False) -> Page:
    """The components, inside the current Blocks, under the names that style.css knows."""
    documents = assistant.documents
    with gr.Row(elem_id="masthead"):
        _live_html("name", MASTHEAD, script="page")
        if evaluates:
            gr.HTML(evaluate.LINK, elem_id="elsewhere", apply_default_css=False)
        new = gr.Button("New conversation", elem_id="new", size="sm", scale=0)
    with gr.Row(elem_id="page"):
        with gr.Column(elem_id="talk"):
            conversation = _live_html("conversation", _render(assistant, ()))
            with gr.Column(elem_id="composer"):
                with gr.Row(elem_id="ask"):
                    box = _question_box()
                    send = gr.Button("Ask", elem_id="send", variant="primary", scale=0)
                    stop = gr.Button("Stop", elem_id="stop", scale=0, visible=False)
                ids = [document.id for document in documents]
                label = filter_label(len(ids), len(ids))
                with gr.Accordion(label, open=False, elem_id="filter") as filter_:
                    choices = [(document.title, document.id) for document in documents]
                    chosen = gr.CheckboxGroup(
                        choices, value=ids, label="All documents", show_select_all=True
                    )
        panel = _live_html("panel", panel_html(documents))
    state = gr.State(())
    return Page(state, conversation, panel, box, send, stop, new, filter_, chosen)


def wire(assistant: Assistant, page: Page) -> None:
    """Which event calls which function."""

    def ask(question: str, talk: Conversation, chosen: Sequence[str]) -> Iterator[list[Any]]:
        yield [gr.skip()] * len(page.turn)  # Gradio empties what a generator yields nothing for.
        for step in chat.converse(assistant, question, talk, chosen):
            yield turn_updates(assistant, step)

    def ask_example(
        talk: Conversation, chosen: Sequence[str], event: gr.EventData
    ) -> Iterator[list[Any]]:
        yield from ask(chat.example(assistant, event._data), talk, chosen)

    def open_source(event: gr.EventData) -> str:
        try:
            return panel_html(assistant.documents, chat.find_source(assistant, event._data))
        except UserError as error:
            return problem_html(assistant.documents, str(error))

    def stop(talk: Conversation) -> list[Any]:
        return turn_updates(assistant, chat.stop(talk))

    def restart() -> list[Any]:
        return [*turn_updates(assistant, ()), panel_html(assistant.documents)]

    turn: dict[str, Any] = {
        "outputs": page.turn,
        "concurrency_limit": TURNS_AT_ONCE,
        "concurrency_id": "turn",
        # Gradio's "once" would swallow a question asked while a stopped turn's last step ends.
        "trigger_mode": "multiple",
        **QUIET,
    }
    typed = gr.on(
        [page.box.submit, page.send.click], ask, [page.box, page.state, page.chosen], **turn
    )
    chip = page.conversation.example(ask_example, [page.state, page.chosen], **turn)
    running = [typed, chip]
    page.stop.click(stop, page.state, page.turn, cancels=running, **QUIET)
    page.new.click(restart, None, [*page.turn, page.panel], cancels=running, **QUIET)
    page.conversation.cite(open_source, None, page.panel, trigger_mode="always_last", **QUIET)
    page.chosen.change(_relabel(assistant), page.chosen, page.filter, **QUIET)


def turn_updates(assistant: Assistant, conversation: Conversation) -> list[Any]:
    """New values of ``Page.turn``: while a turn runs, Stop stands where Ask was."""
    running = chat.is_running(conversation)
    # The box is emptied as the turn begins; later, it may hold what the reader types meanwhile.
    emptied = running and conversation[-1].answer is None
    return [
        conversation,
        _render(assistant, conversation),
        "" if emptied else gr.skip(),
        gr.Button(visible=not running),
        gr.Button(visible=running),
    ]


def filter_label(chosen: int, known: int) -> str:
    """What the closed filter says: how many documents a question is searched in."""
    if chosen == known:
        return f"In all {known} documents" if known > 1 else "In the one document"
    return f"In {chosen} of {known} documents"


def _relabel(assistant: Assistant) -> Callable[[Sequence[str]], gr.Accordion]:
    known = len(assistant.documents)
    return lambda chosen: gr.Accordion(label=filter_label(len(chosen), known))


def _render(assistant: Assistant, conversation: Conversation) -> str:
    return conversation_html(conversation, assistant.documents, assistant.examples)


def _live_html(name: str, value: str, script: str | None = None) -> gr.HTML:
    """HTML with a script, of the same name by default, whose triggers are events of its own."""
    return gr.HTML(
        value, elem_id=name, apply_default_css=False, js_on_load=theme.script(script or name)
    )


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="box",
        label="Your question",
        show_label=False,
        placeholder="Ask the documents a question",
        lines=1,
        max_lines=6,
        autofocus=True,
        container=False,
    )
