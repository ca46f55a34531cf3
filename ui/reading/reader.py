"""A document as its reader asks for it: plain, searched, or with a quote highlighted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from assistant.errors import UserError
from assistant.finding import Finder
from corpus.types import ParsedDocument, Passage, Span
from ui.frame import Page
from ui.markup import element
from ui.reading.links import slug
from ui.reading.pages import document_page
from ui.reading.passages import Dress
from ui.reading.results import dresses_of, form_html, results_html

QUOTE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


class Reader:
    """The pages made of one document. What takes time is done once, when it is first needed.

    Safe to share between threads.
    """

    def __init__(self, parsed: ParsedDocument) -> None:
        self.parsed = parsed
        self.passages: Mapping[str, Passage] = {slug(p): p for p in parsed.passages}
        """By the part of their ids that stands behind "#"."""

    @cached_property
    def plain(self) -> Page:
        """The page without anything looked for or highlighted."""
        return self._page()

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.parsed)

    def searched(self, query: str) -> Page:
        """The page with the passages that have all of ``query``, or why nothing was looked for."""
        try:
            hits = self._finder.find(query)
        except UserError as error:
            return self._page(query, element("p", "notice", str(error)))
        return self._page(query, results_html(hits), dresses_of(hits))

    def quoted(self, quote: str) -> Page:
        """The page with the characters of ``quote`` highlighted, "START-END" in the text.

        A quote that names no characters of the text is said to be none, above the document.
        """
        span = self._span(quote)
        if span is None:
            length = len(self.parsed.document.text)
            notice = (
                f"This link should highlight the characters “{quote[:40]}”, but the text has no "
                f"such place: it has {length:,} characters. Nothing is highlighted."
            )
            return self._page(notice=notice)
        return self._page(
            dresses={
                passage.id: Dress((span,))
                for passage in self.parsed.passages
                if passage.start < span.end and span.start < passage.end
            }
        )

    def _span(self, quote: str) -> Span | None:
        match = QUOTE.fullmatch(quote)
        span = Span(int(match[1]), int(match[2])) if match else Span(0, 0)
        return span if span.start < span.end <= len(self.parsed.document.text) else None

    def _page(
        self,
        query: str = "",
        found: str = "",
        dresses: Mapping[str, Dress] | None = None,
        notice: str = "",
    ) -> Page:
        search = form_html(self.parsed.document.id, query) + found
        return document_page(self.parsed, search, dresses or {}, notice)
