"""Reports to send on: complete, and with nothing in them obeyed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from assistant.checking.checker import make_checker
from assistant.checking.exports.as_html import as_html
from assistant.checking.exports.as_markdown import as_markdown
from assistant.checking.exports.as_terminal import EXCERPT, lines_of
from assistant.checking.exports.layout import NEAREST, ONLY_NEAR, Entry, Layout, Run, lay_out
from assistant.checking.exports.writing import EXPORTS, as_json, export_of
from assistant.checking.types import Report
from assistant.errors import UserError
from tests.assistant.checking.samples import BUDGET, small_assistant

HOSTILE = "<script>alert(1)</script> [bold]*x* [a](http://evil.example) www.evil.example"
DRAFT = f"""# {HOSTILE}

It is “a voluntary, loose and informal process” (MC/2353, para. 1).
{BUDGET}
The programme has a total budget of USD 5.9 million over three years.
{HOSTILE} runs in the warm rivers of the zebras. He said “{HOSTILE} words that stand nowhere”.
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    checker = make_checker(small_assistant(tmp_path_factory.mktemp("index")))
    return checker.check(DRAFT, name=f"{HOSTILE}.md")


@pytest.fixture(scope="module")
def layout(report: Report) -> Layout:
    return lay_out(report)


def test_what_is_amiss_comes_with_what_is_wrong_and_where_it_stands(layout: Layout) -> None:
    assert [entry.heading for entry in layout.amiss] == [
        "Quotation: altered, wrong source",
        "Claim: partly supported",
        "Claim: no support found",
        "Quotation: not found",
    ]
    altered = layout.amiss[0]
    assert altered.remarks[0] == "The draft has “loose” for “non-binding”."
    assert [run.text for run in altered.draft if run.is_marked] == ["loose"]
    assert [run.text for run in altered.source if run.is_marked] == ["non-binding"]
    assert altered.source_name == "Council paper, 2012, para. 4"
    assert [run.text for run in layout.amiss[1].source if run.is_marked] == ["USD 9.5 million"]
    assert [entry.lead for entry in layout.amiss] == ["", "", NEAREST, ""]
    assert [(entry.heading, entry.lead) for entry in layout.fine] == [("Claim: supported", "")]


def test_runs_are_the_whole_text(layout: Layout, report: Report) -> None:
    for entry, finding in zip(layout.entries, report.findings, strict=True):
        assert "".join(run.text for run in entry.draft) == finding.text


def test_the_summary_counts(layout: Layout) -> None:
    assert layout.summary == (
        "2 quotations: 1 altered, 1 not found.",
        "3 claims: 1 supported, 1 partly, 1 no support found.",
        "1 source does not hold.",
    )


class Elements(HTMLParser):
    """The tags, links and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.said += data


def test_the_page_says_everything_and_obeys_nothing(report: Report) -> None:
    page = Elements(as_html(report))
    assert HOSTILE in page.said
    assert "script" not in page.tags
    assert all(link.startswith("#") for link in page.links)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert f"# {HOSTILE}" in page.said


def test_markdown_shows_texts_as_they_are(report: Report, layout: Layout) -> None:
    text = as_markdown(report)
    assert "<script>" not in text.replace("\\<", "")
    assert not re.search(r"(?<!\\)\[a(?<!\\)\]\(", text)
    assert "http://" not in text
    assert "www.evil" not in text
    assert "\\<script\\>" in text
    assert "**loose**" in text
    assert "**non-binding**" in text
    for entry in layout.amiss:
        assert f"### {entry.number}\\. " in text


def test_json_has_every_field_with_its_offsets(report: Report) -> None:
    read = json.loads(as_json(report))
    assert [finding["kind"] for finding in read["findings"]] == [
        finding.kind for finding in report.findings
    ]
    for finding in read["findings"]:
        assert read["text"][finding["start"] : finding["end"]] == finding["text"]
    altered = read["findings"][0]
    assert altered["verdict"] == "altered"
    assert altered["pieces"][1]["source"] == "non-binding"


def test_a_terminal_reads_no_markup_in_texts(layout: Layout) -> None:
    console = Console(width=300, highlight=False, record=True, file=StringIO())
    entry = replace(layout.amiss[0], remarks=(HOSTILE,))
    for line in lines_of(replace(layout, entries=(*layout.entries, entry))):
        console.print(line)
    printed = console.export_text()
    assert f"- {HOSTILE}" in printed
    assert "Claim: partly supported" in printed


def test_a_passage_that_is_but_the_nearest_is_called_so(report: Report, layout: Layout) -> None:
    near = NEAREST + layout.amiss[2].source_name
    console = Console(width=300, highlight=False, record=True, file=StringIO())
    for line in lines_of(layout):
        console.print(line)
    assert console.export_text().count(f"{near}:") == 1
    assert Elements(as_html(report)).said.count(f"{near}:") == 1
    assert as_markdown(report).count(NEAREST) == 1


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Remittances rose.", "Remittances rose."),
        ("Two\n words " * 20, "Two words " * 8 + "Two …"),
        ("x" * 200, "x" * (EXCERPT - 1) + "…"),
        ("The " + "x" * 200, "The " + "x" * (EXCERPT - 5) + "…"),
    ],
)
def test_a_terminal_shows_the_beginning_of_what_is_in_order(said: str, shown: str) -> None:
    entry = Entry(1, "Claim: supported", True, (Run(said),), (), "", "Paper, para. 1", ())
    line = next(line for line in lines_of(Layout("Check", (), (entry,), ())) if "1. " in str(line))
    assert str(line) == f"1. Claim: supported – {shown} (Paper, para. 1)"
    assert len(shown) <= EXCERPT


def test_a_claim_that_is_only_near_says_so(report: Report) -> None:
    partly = next(found for found in report.claims if found.mismatches)
    bare = replace(report, findings=(replace(partly, mismatches=()),))
    assert lay_out(bare).entries[0].remarks == (ONLY_NEAR,)


def test_an_export_is_chosen_by_the_ending() -> None:
    for ending, export in EXPORTS.items():
        assert export_of(Path(f"report{ending.upper()}")) is export
    with pytest.raises(UserError, match=r"report\.pdf cannot be written: .* \.md, \.html, \.json"):
        export_of(Path("report.pdf"))
