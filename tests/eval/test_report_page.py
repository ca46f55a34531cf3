"""The report of a run: complete, self-contained, and every text of it escaped."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.types import Turn
from eval.comparing import compare
from eval.figures import figures
from eval.metrics.catalogue import METRICS
from eval.reporting.comparison import comparison_html
from eval.reporting.page import report_html, write_report
from eval.reporting.questions import REASONS
from eval.types import Failure, Run
from tests.eval.samples import FLOWS, REMITTANCES, answer, question, run_of

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&"
RIGHT = answer("It was USD 167 billion. [1]", passages=[REMITTANCES], quotes=[REMITTANCES])
WRONG = answer("It was much. [1]", passages=[REMITTANCES, FLOWS], quotes=[FLOWS])
DECLINED = answer("No passage says it.", declined=True)
ASKED = question((REMITTANCES, 1), id="a", history=(Turn("And before?", "Little."),))
RUN = run_of(
    [
        (ASKED, RIGHT),
        (question((REMITTANCES, 1), id="b"), WRONG),
        (question((REMITTANCES, 1), id="c"), DECLINED),
        (question(id="d"), WRONG),
        (question((REMITTANCES, 1), id="e"), None),
    ]
)
VOID = {"meta", "input", "rect", "line", "circle", "polyline"}


class Page(HTMLParser):
    """Reads a page as a browser would: its tags, its visible text, each question's own text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.text += data


def page_of(run: Run) -> Page:
    return Page(report_html(run, figures(run)))


def case(html: str, question_id: str) -> str:
    """The HTML of one question."""
    (found,) = (part for part in html.split('<details class="case"') if f"· {question_id}<" in part)
    return found


def test_the_report_is_one_page_and_its_figures_as_data(tmp_path: Path) -> None:
    write_report(RUN, tmp_path)
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    data = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert html.startswith("<!doctype html>")
    assert data["run"]["id"] == "run"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html", "report.json"]


def test_the_page_is_well_formed_and_loads_nothing() -> None:
    html = report_html(RUN, figures(RUN))
    page = Page(html)
    assert page.open == []
    assert not {"link", "img", "iframe", "object", "base"} & set(page.tags)
    assert not {"src", "href", "action", "srcset"} & {name for name, _ in page.attributes}
    assert not re.search(r"https?://|url\(|@import", html)
    assert any(value and value.startswith("default-src 'none'") for _, value in page.attributes)


def test_no_text_of_a_question_answer_or_source_becomes_markup() -> None:
    fine = page_of(RUN)
    row = RUN.rows[1]
    asked = replace(
        row.question,
        question=HOSTILE,
        notes=HOSTILE,
        reference=HOSTILE,
        required=((HOSTILE,),),
        history=(Turn(HOSTILE, HOSTILE),),
        gold=(replace(row.question.gold[0], quote=HOSTILE, document_id=HOSTILE),),
    )
    assert row.answer is not None
    given = {
        **row.answer,
        "answer": HOSTILE,
        "searched_question": HOSTILE + "?",
        "citations": [{**row.answer["citations"][0], "quote": HOSTILE, "locator": HOSTILE}],
        "passages": [{**row.answer["passages"][0], "text": HOSTILE, "locator": HOSTILE}],
    }
    info = replace(RUN.info, suite=HOSTILE, id=HOSTILE, settings={HOSTILE: HOSTILE})
    info = replace(info, judge=HOSTILE)
    bad = replace(row, question=asked, answer=given, judged={HOSTILE: 1.0})
    refused = replace(RUN.rows[4], error=HOSTILE)
    page = page_of(Run(info, (bad, refused)))
    assert page.open == []
    assert page.tags.count("script") == fine.tags.count("script") == 1
    assert "img" not in page.tags
    assert not {name for name, _ in page.attributes if name.startswith("on")}
    # History twice, question, note, reference, string, gold twice, answer, searched, quote and
    # text with their locators, opinion in two places, the run's four texts, title, message.
    assert page.text.count(HOSTILE) >= 18


def test_every_figure_stands_with_its_interval_and_its_meaning() -> None:
    page = page_of(RUN)
    for text in ("Useful", "Right answers", "Brier score", "nDCG@10", "95th percentile of time"):
        assert text in page.text
    assert "20.0\xa0%0.0 to 60.0\xa0%" in page.text
    for figure in figures(RUN):
        assert METRICS[figure.name].definition in page.text


def test_figures_of_citations_never_stand_without_those_of_answers_and_refusals() -> None:
    html = report_html(RUN, figures(RUN))
    tables = re.findall(r"<table.*?</table>|<ul class=\"cards\">.*?</ul>", html, re.DOTALL)
    showing = [table for table in tables if "Citation recall" in table]
    assert len(showing) == 3
    for table in showing:
        assert "Right answers" in table
        assert "Refusals of unanswerable" in table


def test_every_category_has_a_row_of_its_own() -> None:
    html = report_html(RUN, figures(RUN))
    (table,) = re.findall(r'<table class="categories".*?</table>', html)
    assert re.findall(r'<th scope="row">(\w+)<', table) == ["all", "factoid", "unanswerable"]


@pytest.mark.parametrize(
    ("question_id", "failure"),
    [
        ("b", Failure.NOT_READ),
        ("c", Failure.NOT_RETRIEVED),
        ("d", Failure.WRONGLY_ANSWERED),
        ("e", Failure.NO_ANSWER),
    ],
)
def test_a_failed_question_says_why(question_id: str, failure: Failure) -> None:
    shown = case(report_html(RUN, figures(RUN)), question_id)
    assert f'data-outcome="{failure}"' in shown
    assert f'<p class="why">{REASONS[failure]}</p>' in shown


def test_every_failure_has_a_reason() -> None:
    assert set(REASONS) == set(Failure) - {Failure.NONE}


def test_a_right_question_shows_answer_gold_and_what_was_cited() -> None:
    shown = case(report_html(RUN, figures(RUN)), "a")
    assert 'data-outcome="right"' in shown
    assert 'class="why"' not in shown
    assert "It was USD 167 billion. [1]" in shown
    assert shown.count(f'<q class="">{REMITTANCES}</q>') == 2
    assert 'USD 167 billion</b> <span class="held">in the answer</span>' in shown
    assert "within the first 1 looked at" in shown
    assert '<span class="held">cited</span>' in shown
    assert "Asked after" in shown


def test_a_wrong_question_shows_what_is_missing() -> None:
    shown = case(report_html(RUN, figures(RUN)), "b")
    assert 'USD 167 billion</b> <span class="missing">missing</span>' in shown
    assert '<span class="missing">not cited</span>' in shown


def test_an_unanswerable_question_says_that_it_must_decline() -> None:
    assert "it must decline" in case(report_html(RUN, figures(RUN)), "d")


def test_an_unfinished_run_says_how_far_it_came() -> None:
    half = Run(replace(RUN.info, questions=9, finished=""), RUN.rows)
    assert "5 of 9 asked" in page_of(half).text


def test_a_models_opinion_stands_apart_and_only_where_there_is_one() -> None:
    assert "opinion" not in page_of(RUN).text
    opinion = {"judge faithfulness": 0.25, "judge correctness": None}
    info = replace(RUN.info, judge="m at s")
    judged = Run(info, (replace(RUN.rows[0], judged=opinion), *RUN.rows[1:]))
    html = report_html(judged, figures(judged))
    (table,) = re.findall(r'<table class="opinions".*?</table>', html)
    rows = [Page(row).text for row in re.findall(r"<tr>.*?</tr>", table)[1:]]
    assert rows[0].startswith("judge faithfulness")
    assert rows[0].endswith("0.25012")
    assert rows[1].endswith("not judged02")
    assert "The judge was m at s." in page_of(judged).text
    assert "judge faithfulness <b>0.250</b>" in case(html, "a")
    assert "judge correctness <b>not judged</b>" in case(html, "a")
    assert "judge" not in case(html, "b")


def test_a_comparison_shows_differences_and_flips_with_both_answers() -> None:
    asked = [question((REMITTANCES, 1), id=f"q-{n}", notes=HOSTILE) for n in range(4)]
    first = run_of(list(zip(asked, [WRONG, WRONG, WRONG, RIGHT], strict=True)), "one")
    second = run_of(list(zip(asked, [RIGHT, RIGHT, RIGHT, WRONG], strict=True)), "two")
    html = comparison_html(compare(first, second))
    page = Page(html)
    assert page.open == []
    assert page.tags.count("script") == 1
    assert "Fixed 3, broke 1" in page.text
    assert "one (2026-01-01, 00:00) → two (2026-01-01, 00:00)" in page.text
    assert "retrieved but not read → right" in page.text
    assert "right → retrieved but not read" in page.text
    assert html.index("Broken: 1") < html.index("Fixed: 3")
    fixed = html[html.index("Fixed: 3") :]
    assert fixed.index("It was much.") < fixed.index("It was USD 167 billion.")
    assert re.search("\\+50.0 .*25.0\xa0%75.0\xa0%", page.text)


def test_a_clear_difference_is_called_better_or_worse() -> None:
    asked = [question((REMITTANCES, 1), id=f"q-{n}") for n in range(4)]
    low, high = (run_of([(one, given) for one in asked]) for given in (DECLINED, RIGHT))
    up, down = (Page(comparison_html(compare(*pair))).text for pair in ((low, high), (high, low)))
    assert "Useful4 questions+100.0 better+100.0 to +100.00.0\xa0%100.0\xa0%" in up
    assert "False refusals4 questions−100.0 better" in up
    assert "Useful4 questions−100.0 worse" in down
