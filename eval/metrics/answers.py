"""Whether the answer's text says what a right answer says."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable

from eval.metrics.base import Metric, Outcome, is_answerable, is_any

READ = 120
"""Words of an answer that count: what someone reads between two meetings, and a little over the
110 words that an answer has at most."""

_MARKER = re.compile(r"\s*\[\d+\]")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"'})
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def first_words(answer: str) -> str:
    """The words of an answer that count, without its markers."""
    return " ".join(_MARKER.sub("", answer).split()[:READ])


def holds_string(text: str, wanted: str) -> bool:
    """Whether a text has a string: case, white space and the shape of quotation marks apart.

    A string that begins or ends with a digit is not found inside a longer number: "67" does not
    stand in "167" or "67.5".
    """
    folded = _folded(wanted)
    if not folded:
        return False
    before = r"(?<!\d)(?<!\d[.,])" if folded[0].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if folded[-1].isdigit() else ""
    return re.search(before + re.escape(folded) + after, _folded(text)) is not None


def holds_all(text: str, required: Iterable[Iterable[str]]) -> bool:
    """Whether a text has one string of every group."""
    return all(any(holds_string(text, wanted) for wanted in group) for group in required)


def is_right(outcome: Outcome) -> bool:
    """Whether an answerable question got a right answer: every required string, and in time."""
    if outcome.declined or not outcome.question.answerable:
        return False
    return holds_all(first_words(outcome.answer.answer), outcome.question.required)


def is_useful(outcome: Outcome) -> bool:
    """Whether the user is served: a right answer, or a refusal where there is none."""
    return is_right(outcome) if outcome.question.answerable else outcome.declined


def normalised(text: str) -> str:
    """Text as SQuAD's official script compares it: lower case, without punctuation and articles."""
    bare = text.lower().translate(_PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", bare).split())


def token_f1(prediction: str, truth: str) -> float:
    """Harmonic mean of the precision and recall of words, as SQuAD's official script has it.

    In [0, 1]; where either has no words it is 1 if both have none, else 0.
    """
    said, right = normalised(prediction).split(), normalised(truth).split()
    if not said or not right:
        return float(said == right)
    shared = sum((Counter(said) & Counter(right)).values())
    return 2 * shared / (len(said) + len(right))


def _f1(outcome: Outcome) -> float:
    if outcome.declined:
        return 0.0
    return token_f1(first_words(outcome.answer.answer), outcome.question.reference)


def _folded(text: str) -> str:
    return " ".join(text.translate(_QUOTES).casefold().split())


USEFUL = Metric(
    name="useful",
    title="Useful",
    definition="Right answers to answerable questions and refusals of unanswerable ones, over all "
    "questions.",
    source="Our own: neither answering less nor answering everything raises it.",
    applies=is_any,
    measure=lambda outcome: float(is_useful(outcome)),
    missing=0.0,
)

ANSWERS = (
    Metric(
        name="right",
        title="Right answers",
        definition="Share of the answerable questions whose answer has a string of every required "
        f"group within its first {READ} words, markers apart; declining is not right.",
        source="Answer-string matching as in TREC question answering, with several groups.",
        applies=is_answerable,
        measure=lambda outcome: float(is_right(outcome)),
        missing=0.0,
    ),
    Metric(
        name="token_f1",
        title="Word F1",
        definition=f"F1 of the words of the answer's first {READ} and of the reference answer, "
        "normalised as SQuAD does; 0 where it declined. Verbatim answers are longer than the "
        "reference, so it compares runs and has no level of its own.",
        source="Rajpurkar and others, EMNLP 2016, official evaluation script.",
        applies=is_answerable,
        measure=_f1,
        missing=0.0,
    ),
)
