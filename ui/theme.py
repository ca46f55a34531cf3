"""The look of the page, and the files that it is made of. Fonts are the reader's own."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

STATIC = Path(__file__).parent / "static"
STYLES = ("style.css", "drawer.css", "talk.css", "composer.css", "panel.css", "evaluate.css")
FAVICON = STATIC / "favicon.svg"


def theme() -> gr.themes.Base:
    """A bare theme: plain font names, because Gradio's default ones are fetched from Google."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.sky,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_md,
        font=["system-ui", "-apple-system", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif"],
        font_mono=["ui-monospace", "Consolas", "Liberation Mono", "monospace"],
    ).set(
        checkbox_background_color_selected="var(--accent)",
        checkbox_background_color_selected_dark="var(--accent)",
        checkbox_border_color_selected="var(--accent)",
        checkbox_border_color_selected_dark="var(--accent)",
    )


def head() -> str:
    """What goes into a page's ``<head>``: the style sheets, which Gradio would otherwise scope."""
    return f"<style>{''.join(map(read, STYLES))}</style>"


def script(*names: str) -> str:
    """The JavaScript of these files, one after the other, to run when a component is shown."""
    return "\n".join(read(f"{name}.js") for name in names)


def read(name: str) -> str:
    """The text of a file of ``STATIC``."""
    return (STATIC / name).read_text(encoding="utf-8")
