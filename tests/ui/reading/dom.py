"""A page as a tree, and what can be read from it."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement

from ui.frame import Page, page_html


def tree(page: Page | str) -> HtmlElement:
    return html.document_fromstring(page if isinstance(page, str) else page_html(page))


def one(element: HtmlElement, selector: str) -> HtmlElement:
    """The only element below ``element`` that the XPath finds."""
    (found,) = element.xpath(selector)
    return found


def by_id(page: HtmlElement, name: str) -> HtmlElement:
    (found,) = page.xpath("//*[@id=$name]", name=name)
    return found


def without_spaces(text: str) -> str:
    return "".join(text.split())


def document_text(page: HtmlElement) -> str:
    """The text of a document's article without what the page adds to it."""
    return "".join(by_id(page, "_text").xpath(".//text()[not(ancestor::*[@data-added])]"))
