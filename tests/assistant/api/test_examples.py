"""The commands of docs/api.md run as they stand, on the shipped documents."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.api.services import Services
from assistant.assistant import Assistant
from assistant.checking.checker import make_checker
from assistant.keeping.opening import open_keeping
from assistant.suggesting import Suggester
from tests.assistant.api.samples import listening, server_of

ROOT = Path(__file__).resolve().parents[3]
DOCS_ORIGIN = "http://127.0.0.1:7860"
COMMANDS = re.findall(r"```bash\n(.*?)```", (ROOT / "docs/api.md").read_text("utf-8"), re.S)


@pytest.fixture(scope="module")
def origin(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with open_keeping(tmp_path_factory.mktemp("examples")) as keeping:
        suggester = Suggester(assistant.corpus)
        services = Services(assistant, keeping, make_checker(assistant), suggester, "1.2.3")
        with listening(server_of(services)) as address:
            yield address


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_documentation_runs(command: str, origin: str, own_home: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("No curl on this machine: install it with `apt-get install curl`.")
    (own_home / ".curlrc").write_text("fail\nshow-error\n", encoding="utf-8")
    here = command.replace(DOCS_ORIGIN, origin).replace("/tmp/draft.txt", f"{own_home}/draft.txt")
    done = subprocess.run(["bash", "-ec", here], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert '"status":"declined"' not in done.stdout
    assert "{" in done.stdout
