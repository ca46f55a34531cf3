"""What makes a row of questions unfit to measure with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from eval.metrics.answers import holds_string
from eval.questions import Placed
from eval.types import Category, Question


def faults(placed: Iterable[Placed], texts: Mapping[str, str]) -> list[str]:
    """A sentence for each fault, by file and line.

    ``texts`` has the canonical text of each document. Ids must differ across all the files.
    """
    first: dict[str, Placed] = {}
    said = []
    for item in placed:
        place = f"{item.path}, line {item.line}"
        before = first.setdefault(item.question.id, item)
        if before is not item:
            said.append(
                f"{place}: its id {item.question.id!r} stands in {before.path}, "
                f"line {before.line} already."
            )
        said += [f"{place}: {fault}" for fault in question_faults(item.question, texts)]
    return said


def question_faults(question: Question, texts: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with one question, apart from its id."""
    if not question.id.strip() or not question.question.strip():
        yield "it has no id or no question."
    if question.answerable == (question.category is Category.UNANSWERABLE):
        yield (
            f"it is of the category {question.category.value!r} with "
            f"answerable {question.answerable}."
        )
    given = bool(question.gold), bool(question.required), bool(question.reference)
    if given != (question.answerable,) * 3:
        needs = "needs" if question.answerable else "may not have"
        yield f"a question with answerable {question.answerable} {needs} gold, required, reference."
    yield from _quote_faults(question, texts)
    yield from _string_faults(question)


def _quote_faults(question: Question, texts: Mapping[str, str]) -> Iterator[str]:
    for gold in question.gold:
        text = texts.get(gold.document_id)
        if text is None:
            yield f"there is no document {gold.document_id!r}; there are {', '.join(texts)}."
        elif not gold.quote.strip() or _folded(gold.quote) not in _folded(text):
            yield f"its quote does not stand in {gold.document_id}: {gold.quote[:80]!r}."


def _string_faults(question: Question) -> Iterator[str]:
    quotes = [gold.quote for gold in question.gold]
    for group in question.required:
        if not any(holds_string(quote, wanted) for wanted in group for quote in quotes):
            yield f"none of its required strings {list(group)} stands in its gold."


def _folded(text: str) -> str:
    return " ".join(text.split())
