"""The page: which components there are, and under what names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # Read while Gradio is imported.

import gradio as gr

from assistant.evaluation import Evaluator
from ui import evaluate, events, theme
from ui.browsing import Listing
from ui.drawer import drawer_html
from ui.masthead import masthead_html
from ui.navigation import Link
from ui.panel import panel_html
from ui.talk import conversation_html
from ui.types import Desk, View


@dataclass(frozen=True, slots=True)
class Page:
    """The components that events read or write."""

    masthead: gr.HTML
    drawer: gr.HTML
    conversation: gr.HTML
    composer: gr.HTML
    panel: gr.HTML
    filter: gr.Accordion
    chosen: gr.CheckboxGroup


def create_app(
    desk: Desk, evaluator: Evaluator | None = None, links: Sequence[Link] = ()
) -> gr.Blocks:
    """The page of ``desk``, ready to be mounted; it holds no conversation of its own.

    With an ``evaluator``, a second page runs and compares its accuracy suites. ``links`` lead to
    other pages, for those who may see them.
    """
    app: gr.Blocks = gr.Blocks(title="Rapporteur", analytics_enabled=False, fill_width=True)
    with app:
        events.wire(desk, lay_out(desk), app, links)
    if evaluator is not None:
        with app.route("Evaluate", evaluate.PATH, show_in_navbar=False):
            evaluate.wire(evaluator, evaluate.lay_out(evaluator), app, links)
    app.queue(api_open=False, default_concurrency_limit=None)
    return app


def lay_out(desk: Desk) -> Page:
    """The components, inside the current Blocks, under the names that style.css knows."""
    assistant = desk.assistant
    documents = assistant.documents
    masthead = _html("masthead", masthead_html(), "page")
    with gr.Row(elem_id="page"):
        drawer = _kept_html("drawer", drawer_html(Listing()))
        with gr.Column(elem_id="talk"):
            welcome = conversation_html(View(), documents, assistant.examples, keeps=desk.keeps)
            conversation = _kept_html("conversation", welcome, "tooltip")
            with gr.Column(elem_id="composer"):
                composer = _html("suggestions", "", "send", "composer")
                with gr.Row(elem_id="ask"):
                    _question_box()
                    gr.Button("Ask", elem_id="send", variant="primary", scale=0)
                    gr.Button("Stop", elem_id="stop", scale=0)
                ids = [document.id for document in documents]
                label = events.filter_label(len(ids), len(ids))
                with gr.Accordion(label, open=False, elem_id="filter") as filter_:
                    choices = [(document.title, document.id) for document in documents]
                    chosen = gr.CheckboxGroup(
                        choices, value=ids, label="All documents", show_select_all=True
                    )
        panel = _html("panel", panel_html(documents), "panel")
    return Page(masthead, drawer, conversation, composer, panel, filter_, chosen)


def _html(name: str, value: str, *scripts: str) -> gr.HTML:
    """HTML with a script, whose triggers are events of its own."""
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=theme.script(*scripts))


def _kept_html(name: str, value: str, *scripts: str) -> gr.HTML:
    """HTML that its script puts on the page, so that what a reader has opened stays open.

    The empty template keeps Gradio from doing it.
    """
    return gr.HTML(
        value,
        elem_id=name,
        html_template="",
        apply_default_css=False,
        js_on_load=theme.script("morph", "send", *scripts, name),
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
