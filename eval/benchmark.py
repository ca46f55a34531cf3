"""Times and memory as a user meets them: `make bench` prints a table, and judges nothing.

The index is built anew in a temporary folder, of the shipped documents. Times are wall time.
"""

from __future__ import annotations

import math
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from assistant.settings import Settings
from assistant.wiring import make_assistant

COMMAND = (sys.executable, "-c", "import sys; from assistant.cli import main; sys.exit(main())")
"""What the console script `rapporteur` runs."""

HELP_RUNS = 5
COLD_RUNS = 3
"""Runs whose median is printed: enough to be rid of one that was disturbed."""
WARM_UP = 3
"""Turns before the timed ones: the first ones load what later ones find loaded."""
PAGE_QUESTIONS = 20
"""Questions asked through the page before its server's memory is read."""
PAGE_TIMEOUT_MS = 120_000
"""How long one step in the page may take before the benchmark gives up."""
CHROMIUM_OPTIONS = (
    "--no-sandbox",  # which root needs, and the page is our own
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
)

Line = tuple[str, str]
"""What was measured, and the figure with its unit."""


def main() -> None:
    """Measure everything and print it, a line as it is known."""
    questions = files("eval").joinpath("benchmark_questions.txt").read_text("utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name, figure in measure(home, questions):
            print(f"{name:<62}{figure:>14}", flush=True)


def measure(home: Path, questions: Sequence[str]) -> Iterator[Line]:
    """Yield every line of the table; ``home`` is an empty folder for the index."""
    yield "Index of the shipped documents, built anew", f"{seconds('reindex', home=home):.1f} s"
    help_time = statistics.median(seconds("--help") for _ in range(HELP_RUNS))
    yield f"`rapporteur --help`, median of {HELP_RUNS}", f"{help_time:.2f} s"
    cold = statistics.median(seconds("ask", questions[0], home=home) for _ in range(COLD_RUNS))
    yield f"`rapporteur ask` from a cold shell, median of {COLD_RUNS}", f"{cold:.1f} s"
    times = turn_times(home, questions)
    yield f"A turn in a running process, median of {len(times)}", milliseconds(times, 0.5)
    yield f"A turn in a running process, 95th percentile of {len(times)}", milliseconds(times, 0.95)
    asked = questions[:PAGE_QUESTIONS]
    yield f"Peak memory of the server after {len(asked)} questions", serving_memory(home, asked)


def seconds(*arguments: str, home: Path | None = None) -> float:
    """How long one run of `rapporteur` takes, interpreter start and all.

    Raises RuntimeError where it ends with an error (a declined answer is none).
    """
    started = time.perf_counter()
    done = subprocess.run(
        [*COMMAND, *arguments, *at(home)], check=False, capture_output=True, text=True
    )
    elapsed = time.perf_counter() - started
    if done.returncode > 1:
        raise RuntimeError(f"rapporteur {' '.join(arguments)}: {done.stderr.strip()}")
    return elapsed


def at(home: Path | None) -> list[str]:
    """The options that make `rapporteur` use ``home``."""
    return ["--home", str(home)] if home else []


def turn_times(home: Path, questions: Sequence[str]) -> list[float]:
    """Seconds from question to complete answer, for each question in turn, without history."""
    assistant = make_assistant(Settings(home=home))
    for question in questions[:WARM_UP]:
        assistant.ask(question)
    times = []
    for question in questions:
        started = time.perf_counter()
        assistant.ask(question)
        times.append(time.perf_counter() - started)
    return times


def milliseconds(times: Sequence[float], quantile: float) -> str:
    """The nearest-rank ``quantile`` (in (0, 1]) of times in seconds, as text."""
    rank = math.ceil(quantile * len(times))
    return f"{1000 * sorted(times)[rank - 1]:.0f} ms"


def serving_memory(home: Path, questions: Sequence[str]) -> str:
    """Peak resident memory of `rapporteur serve` after questions asked through its page."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return "no Chromium"
    with serving(home) as (process, url):
        ask_through_page(chromium, url, questions)
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    (kilobytes,) = re.findall(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return f"{int(kilobytes) / 1024:.0f} MiB"


@contextmanager
def serving(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running `rapporteur serve` on a free port, and the address that it prints."""
    command = [*COMMAND, "serve", "--port", "0", *at(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            printed = iter(process.stdout or ())
            found = (re.search(r"http://\S+", line) for line in printed)
            address = next((match.group() for match in found if match), None)
            if address is None:
                raise RuntimeError("rapporteur serve ended without printing its address")
            yield process, address
        finally:
            process.terminate()


def ask_through_page(chromium: str, url: str, questions: Sequence[str]) -> None:
    """Ask one question after the other as a person would, each when the last is answered."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_OPTIONS))
        page = browser.new_page()
        page.set_default_timeout(PAGE_TIMEOUT_MS)
        page.goto(url)
        for number, question in enumerate(questions):
            page.locator("#box textarea").fill(question)
            page.locator("#box textarea").press("Enter")
            page.locator(".log[aria-busy=false] .exchange").nth(number).wait_for()
        browser.close()


if __name__ == "__main__":
    main()
