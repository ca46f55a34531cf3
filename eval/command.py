"""``rapporteur eval``: check the questions, run a suite, report, compare and gate runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.options import add_common
from assistant.commands.progress import progress_bar
from assistant.errors import UserError
from assistant.settings import Settings
from eval.suite import DEV, SQUAD, SUITES, suite_questions

if TYPE_CHECKING:
    from eval.types import Run

Action = Callable[[argparse.Namespace, Settings], int]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="whether the questions are fit to measure with")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: all suites")
    run = actions.add_parser("run", help="ask every question of a suite and measure the answers")
    run.add_argument("--suite", choices=SUITES, default=DEV, help=f"default: {DEV}")
    run.add_argument("--limit", type=int, metavar="N", help="ask N of them, evenly spaced")
    run.add_argument("--data", type=Path, metavar="FILE", help="for squad: a file in its format")
    run.add_argument(
        "--judge", action="store_true", help="also ask the configured language model's opinion"
    )
    run.add_argument(
        "--out", type=Path, metavar="DIR", help="the run's folder (an unfinished run goes on)"
    )
    report = actions.add_parser("report", help="write report.html and report.json")
    report.add_argument("run", type=Path, metavar="DIR", help="a run's folder or id")
    compare = actions.add_parser("compare", help="what changed from run A to run B")
    compare.add_argument("first", type=Path, metavar="A")
    compare.add_argument("second", type=Path, metavar="B")
    compare.add_argument("--html", type=Path, metavar="FILE", help="also write it as a page")
    gate = actions.add_parser("gate", help="exit 1 where a run falls short, and say of what")
    gate.add_argument("run", type=Path, metavar="DIR", help="a run's folder or id")
    for option, word in (("min", "least"), ("max", "most")):
        gate.add_argument(
            f"--{option}",
            nargs="+",
            action="extend",
            default=[],
            metavar="NAME=N",
            help=f"a figure over all questions must be at {word} this",
        )
    for action in (check, run, report, compare, gate):
        add_common(action, of_action=True)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    return ACTIONS[arguments.action](arguments, settings)


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.wiring import make_encoder, read_corpus
    from corpus.known import bind_known_questions
    from eval.checking import faults
    from eval.independence import nearest_lines
    from eval.questions import placed_questions
    from eval.suite import own_file, suite_files

    own = own_file(settings.home_folder)
    files = arguments.files or [*suite_files(), *([own] if own.exists() else [])]
    placed = [item for path in files for item in placed_questions(path)]
    corpus = read_corpus(settings)
    texts = {parsed.document.id: parsed.document.text for parsed in corpus.documents}
    found = faults(placed, texts)
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        print(f"rapporteur: {len(found)} faults in {len(placed)} questions.", file=sys.stderr)
        return 1
    print(f"{len(placed)} questions in {len(files)} files: fit to measure with.")
    known = bind_known_questions(corpus).questions
    if not known:
        print("No questions are known of these documents: there is nothing to compare with.")
        return 0
    print(f"Comparing with {len(known)} known questions takes a minute or more …", file=sys.stderr)
    questions = [item.question for item in placed]
    print(*nearest_lines(questions, known, make_encoder(settings)), sep="\n")
    return 0


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.wiring import make_assistant, make_language_model
    from eval.running import new_info, run_suite
    from eval.runs import folder_for
    from eval.suite import limited

    if (arguments.suite == SQUAD) != (arguments.data is not None):
        raise UserError("--suite squad and --data FILE go together.")
    if arguments.data is not None:
        from eval.squad import prepare

        settings, asked = prepare(arguments.data, settings)
    else:
        asked = suite_questions(arguments.suite, settings.home_folder)
    questions = limited(asked, arguments.limit)
    judge = make_language_model(settings) if arguments.judge else None
    assistant = make_assistant(settings, progress_bar)
    info = new_info(arguments.suite, questions, assistant, settings, "", judge)
    folder = arguments.out or folder_for(info, settings)
    with progress_bar("Asking") as progress:
        made = run_suite(arguments.suite, questions, assistant, settings, folder, progress, judge)
    _print_run(made, folder)
    return 0


def _report(arguments: argparse.Namespace, settings: Settings) -> int:
    from eval.reporting.page import write_report
    from eval.runs import run_folder
    from eval.storing import read_run

    folder = run_folder(arguments.run, settings)
    write_report(read_run(folder), folder)
    print(f"{folder / 'report.html'}\n{folder / 'report.json'}")
    return 0


def _compare(arguments: argparse.Namespace, settings: Settings) -> int:
    from eval.comparing import compare
    from eval.printing import comparison_lines
    from eval.runs import run_folder
    from eval.storing import read_run

    first, second = (
        read_run(run_folder(name, settings)) for name in (arguments.first, arguments.second)
    )
    made = compare(first, second)
    print(*comparison_lines(made), sep="\n")
    if arguments.html is not None:
        from eval.reporting.comparison import comparison_html

        _write(comparison_html(made), arguments.html)
        print(arguments.html)
    return 0


def _gate(arguments: argparse.Namespace, settings: Settings) -> int:
    from eval.figures import figures
    from eval.gating import read_bound, shortfalls
    from eval.runs import run_folder
    from eval.storing import read_run

    bounds = [read_bound(text, is_floor=True) for text in arguments.min]
    bounds += [read_bound(text, is_floor=False) for text in arguments.max]
    if not bounds:
        raise UserError("A gate needs a bound, as in --min useful=0.7 or --max false_declines=0.1.")
    short = shortfalls(figures(read_run(run_folder(arguments.run, settings))), bounds)
    print(*(short or ["Every bound is kept."]), sep="\n")
    return 1 if short else 0


def _write(text: str, path: Path) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror or error}.") from error


def _print_run(made: Run, folder: Path) -> None:
    from eval.figures import figures
    from eval.printing import category_lines, failure_line, figure_lines, judge_lines

    all_figures = figures(made)
    print(*figure_lines(all_figures), "", *category_lines(all_figures), "", sep="\n")
    print(failure_line(made.rows), *judge_lines(made), folder, sep="\n")


ACTIONS: dict[str, Action] = {
    "check": _check,
    "run": _run,
    "report": _report,
    "compare": _compare,
    "gate": _gate,
}
