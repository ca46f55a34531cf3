"""Names for places: the locator a person says, and the slug a passage's id is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.drafts import Draft
from corpus.types import PassageKind


@dataclass(frozen=True, slots=True)
class Place:
    slug: str
    """Unique in the document: "para-31", "ch17-s2-p5-b"."""
    locator: str
    item_prefix: str
    """Locator of the list as a whole, to which an item's label is added."""
    suffix: str = ""
    """What closes every locator of the passage (", p. 27"), or ""."""

    def item_locator(self, item: str) -> str:
        """Locator of one item of the passage's list; of the passage where ``item`` is ""."""
        return f"{_joined(self.item_prefix, item)}{self.suffix}" if item else self.locator


def places_of(drafts: Sequence[Draft]) -> tuple[Place, ...]:
    """A place for every draft, slugs unique, locators as short as they can be unambiguous."""
    sectioned = {draft.scope for draft in drafts if draft.section}
    numbers = _paragraph_numbers(drafts)
    prefixes = [_prefix(draft, draft.scope in sectioned) for draft in drafts]
    item_places = Counter(
        (prefix, item)
        for draft, prefix in zip(drafts, prefixes, strict=True)
        for item in _outer_items(draft)
    )
    inner = Counter(
        (prefix, number, item)
        for draft, prefix, number in zip(drafts, prefixes, numbers, strict=True)
        for item in _outer_items(draft)
    )
    places = []
    slugs: Counter[str] = Counter()
    for draft, prefix, number in zip(drafts, prefixes, numbers, strict=True):
        items = _outer_items(draft)
        lists = prefix
        if any(item_places[prefix, item] > 1 for item in items):
            lists = _joined(prefix, f"para. {number}")
        if any(inner[prefix, number, item] > 1 for item in items):
            lists = _joined(prefix, f"“{draft.headings[-1]}”")
        place = _place(draft, prefix, number, lists)
        slugs[place.slug] += 1
        count = slugs[place.slug]
        unique = place.slug if count == 1 else f"{place.slug}-{count}"
        places.append(Place(unique, place.locator, place.item_prefix, place.suffix))
    return tuple(places)


def _paragraph_numbers(drafts: Sequence[Draft]) -> list[int]:
    """For each draft the number of unnumbered paragraphs of its section up to it."""
    counts: Counter[tuple[str, str]] = Counter()
    numbers = []
    for draft in drafts:
        key = (draft.scope, draft.section)
        if draft.kind in (PassageKind.PARAGRAPH, PassageKind.LIST):
            counts[key] += 1
        numbers.append(counts[key])
    return numbers


def _outer_items(draft: Draft) -> frozenset[str]:
    """The outermost item labels of a draft ("(b)" of "(b)(ii)")."""
    labels = (part.label for part in draft.parts if part.level >= 1)
    if draft.kind not in (PassageKind.ITEM, PassageKind.LIST):
        return frozenset()
    return frozenset(
        found[0] for label in labels if (found := re.match(r"\([^)]*\)|\w+ \d+", label))
    )


def _prefix(draft: Draft, has_sections: bool) -> str:
    if draft.section:
        return _joined(draft.scope, f"section {draft.section}")
    return _joined(draft.scope, "introduction") if has_sections and draft.scope else draft.scope


def _place(draft: Draft, prefix: str, number: int, item_prefix: str) -> Place:
    """``item_prefix`` is the locator to which an item's label is added."""
    suffix = f", p. {draft.page}" if draft.page is not None else ""
    paragraph = _joined(prefix, f"para. {number}")
    kind = draft.kind
    if kind is PassageKind.NUMBERED:
        name = f"para. {draft.label}"
        return Place(_slug("para", draft.label), name + suffix, name, suffix)
    if kind is PassageKind.FOOTNOTE:
        name = _joined(draft.scope, f"footnote {draft.label}")
        return Place(_slug(draft.scope, "note", draft.label), name + suffix, name, suffix)
    if kind is PassageKind.HEADING:
        name = _heading_name(draft, prefix)
        return Place(_slug(prefix, "heading"), name + suffix, name, suffix)
    if kind is PassageKind.MATTER:
        name = draft.label or _joined(draft.scope, "signature")
        return Place(_slug(name), name + suffix, name, suffix)
    slug = _slug(prefix, f"p{number}")
    if kind is PassageKind.ITEM:
        name = _joined(item_prefix, draft.label)
        return Place(_slug(slug, draft.label), name + suffix, item_prefix, suffix)
    return Place(slug, paragraph + suffix, item_prefix, suffix)


def _heading_name(draft: Draft, prefix: str) -> str:
    level = draft.parts[0].level
    if level == 1:
        return _joined(draft.scope, "title")
    return _joined(prefix, "heading")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _slug(*parts: str) -> str:
    """Parts as the fragment of a link: "ch. 17", "section 2" become "ch17-s2"."""
    text = "-".join(part for part in parts if part).lower()
    text = text.replace("section ", "s").replace("ch. ", "ch").replace("introduction", "intro")
    text = text.replace("bullet ", "bullet")
    return re.sub(r"-+", "-", re.sub(r"[^a-z0-9]+", "-", text)).strip("-")
