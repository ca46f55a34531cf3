"""How often the verdicts on the labelled drafts are right: ``python -m`` this, from the root.

Prints, for the half on which the rule was tuned and for the one held out, how each label was
judged, and precision and recall by verdict.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.checking.checker import Checker, make_checker
from assistant.checking.types import ClaimVerdict, Place, QuoteVerdict
from assistant.settings import read_settings
from assistant.wiring import make_assistant

DATA = Path(__file__).parent / "data"
TUNING, HELD_OUT = "tune", "held out"


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled text; ``document`` and ``locator`` are "" where the documents have no place."""

    id: str
    half: str
    text: str
    verdict: str
    kind: str = ""
    document: str = ""
    locator: str = ""
    wrong: str = ""
    """The words of a claim that the documents contradict, where they are a few."""


@dataclass(frozen=True, slots=True)
class Outcome:
    row: Row
    verdict: str
    places: tuple[Place, ...]
    mismatches: tuple[str, ...] = ()

    @property
    def is_placed(self) -> bool:
        """Whether the labelled place is among those shown."""
        return any(
            place.document_id == self.row.document and place.locator.startswith(self.row.locator)
            for place in self.places
        )


def read_rows(name: str) -> list[Row]:
    """The labelled rows of ``claims`` or ``quotations``."""
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Row(**json.loads(line)) for line in lines]


def judge_claim(checker: Checker, row: Row) -> Outcome:
    """A claim as it is judged when it is all of a draft."""
    (finding,) = checker.check(row.text).claims
    return Outcome(
        row,
        finding.verdict.value,
        tuple(support.place for support in finding.supports),
        tuple(mismatch.draft for mismatch in finding.mismatches),
    )


def judge_quotation(checker: Checker, row: Row) -> Outcome:
    finding = checker.check_quotation(row.text)
    places = (finding.place, *finding.also) if finding.place else ()
    return Outcome(row, finding.verdict.value, places)


def accuracy(outcomes: Sequence[Outcome]) -> float:
    """Share of outcomes with the labelled verdict."""
    return sum(o.verdict == o.row.verdict for o in outcomes) / len(outcomes)


def table(outcomes: Sequence[Outcome], verdicts: Sequence[str]) -> Iterable[str]:
    """Precision and recall by verdict, and how each label was judged, as Markdown."""
    judged = Counter((o.row.verdict, o.verdict) for o in outcomes)
    yield f"| labelled | {' | '.join(f'judged {v}' for v in verdicts)} | precision | recall |"
    yield "|---" * (len(verdicts) + 3) + "|"
    for label in verdicts:
        counts = [judged[label, verdict] for verdict in verdicts]
        right = judged[label, label]
        said = sum(judged[other, label] for other in verdicts)
        precision, recall = right / max(said, 1), right / max(sum(counts), 1)
        cells = " | ".join(map(str, counts))
        yield f"| {label} | {cells} | {precision:.2f} | {recall:.2f} |"


def _report(
    title: str, name: str, judge: Callable[[Row], Outcome], verdicts: Sequence[str]
) -> Iterable[str]:
    for half in (TUNING, HELD_OUT):
        outcomes = [judge(row) for row in read_rows(name) if row.half == half]
        placed = [o for o in outcomes if o.row.document and o.places]
        yield f"\n{title}, {half} ({len(outcomes)}): {accuracy(outcomes):.2f} right"
        yield from table(outcomes, verdicts)
        yield f"Place among those shown: {sum(o.is_placed for o in placed)} of {len(placed)}"
        yield from (
            f"  {o.row.id} {o.row.verdict} -> {o.verdict}: {o.row.text}"
            for o in outcomes
            if o.verdict != o.row.verdict
        )


def main() -> None:
    checker = make_checker(make_assistant(read_settings(None, None)))
    quotations = _report(
        "Quotations",
        "quotations",
        lambda row: judge_quotation(checker, row),
        [verdict.value for verdict in QuoteVerdict],
    )
    claims = _report(
        "Claims",
        "claims",
        lambda row: judge_claim(checker, row),
        [verdict.value for verdict in ClaimVerdict],
    )
    print("\n".join([*quotations, *claims]))


if __name__ == "__main__":
    main()
