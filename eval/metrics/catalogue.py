"""Every metric of the suite, by name, in the order in which they are shown."""

from __future__ import annotations

from eval.metrics.answers import ANSWERS, USEFUL
from eval.metrics.base import Metric
from eval.metrics.calibration import CALIBRATION
from eval.metrics.citations import CITATIONS
from eval.metrics.declining import DECLINING
from eval.metrics.retrieval import RETRIEVAL
from eval.metrics.squad import SQUAD
from eval.metrics.timing import TIMING

# Right answers and refusals stand before the citations: a verbatim answer has good figures for
# its citations whether or not it answers the question.
METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        USEFUL,
        *ANSWERS,
        *DECLINING,
        *CITATIONS,
        *RETRIEVAL,
        *CALIBRATION,
        *TIMING,
        *SQUAD,
    )
}
