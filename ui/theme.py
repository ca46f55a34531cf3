"""The look of the page, and the files that it is made of. Fonts are the reader's own."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

STATIC = Path(__file__).parent / "static"
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
    return f"<style>{_read('style.css')}{_read('evaluate.css')}</style>"


def script(name: str) -> str:
    """The JavaScript that runs when the component of that name is on the page."""
    return _read(f"{name}.js")


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")
