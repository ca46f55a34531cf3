from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.loading import Corpus
from index.building import build_index, encode_all, index_fingerprint, open_index
from index.encoder import Vectors
from index.errors import IndexMissing, IndexStale
from index.generations import CURRENT, current_generation
from index.testing import WordHashEncoder
from tests.index.samples import BORDERS, HEALTH, PILOTS, REMITTANCES, corpus_of, small_corpus

ENCODER = WordHashEncoder()
QUESTION = "Which were the pilot countries?"
ROOT = Path(__file__).resolve().parents[2]


class CountingEncoder(WordHashEncoder):
    """Remembers what it was asked to encode."""

    def __init__(self) -> None:
        super().__init__()
        self.encoded: list[str] = []

    def encode(self, texts: object) -> Vectors:
        assert isinstance(texts, list | tuple)
        self.encoded.extend(texts)
        return super().encode(texts)


def grown_corpus() -> Corpus:
    """The small corpus with one document more."""
    return corpus_of(
        {
            "money": [REMITTANCES, PILOTS],
            "people": [HEALTH, BORDERS],
            "new": ["Wholly new words stand here."],
        }
    )


def first(corpus: Corpus, folder: Path) -> str:
    found = open_index(corpus, ENCODER, folder).retrieve(QUESTION)
    return found.passages[0].passage.id


def test_what_was_built_is_found(tmp_path: Path) -> None:
    build_index(small_corpus(), ENCODER, tmp_path / "new" / "folder")
    assert first(small_corpus(), tmp_path / "new" / "folder") == "money#para-2"


def test_progress_goes_from_nothing_to_all(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    build_index(small_corpus(), ENCODER, tmp_path, lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 11)
    assert seen[-1] == (11, 11)


def test_an_index_that_was_never_built_is_missing(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"no index in .* Run `rapporteur reindex`"):
        open_index(small_corpus(), ENCODER, tmp_path / "none")


@pytest.mark.parametrize("change", ["documents", "encoder", "words", "format"])
def test_an_index_of_something_else_is_stale(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, encoder = small_corpus(), ENCODER
    build_index(corpus, encoder, tmp_path)
    old = index_fingerprint(corpus, encoder)
    if change == "documents":
        corpus = grown_corpus()
    elif change == "encoder":
        encoder = WordHashEncoder(dimensions=32)
    elif change == "words":
        monkeypatch.setattr("index.building.words_fingerprint", lambda: "other words")
    else:
        monkeypatch.setattr("index.building.FORMAT", 0)
    new = index_fingerprint(corpus, encoder)
    assert new != old
    with pytest.raises(IndexStale, match=rf"is {old}; .* need {new}\. Run `rapporteur reindex`"):
        open_index(corpus, encoder, tmp_path)


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    code = (
        "from tests.index.samples import small_corpus; from index.testing import WordHashEncoder; "
        "from index.building import index_fingerprint; "
        "print(index_fingerprint(small_corpus(), WordHashEncoder()))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert printed.stdout.strip() == index_fingerprint(small_corpus(), ENCODER)


def test_a_second_build_of_the_same_does_nothing_unless_it_is_forced(tmp_path: Path) -> None:
    build_index(small_corpus(), ENCODER, tmp_path)
    built = current_generation(tmp_path)
    build_index(small_corpus(), ENCODER, tmp_path)
    assert current_generation(tmp_path) == built
    build_index(small_corpus(), ENCODER, tmp_path, force=True)
    assert current_generation(tmp_path) != built
    assert first(small_corpus(), tmp_path) == "money#para-2"


def test_only_texts_that_are_new_are_encoded_again(tmp_path: Path) -> None:
    build_index(small_corpus(), ENCODER, tmp_path)
    encoder = CountingEncoder()
    build_index(grown_corpus(), encoder, tmp_path)
    assert sorted(encoder.encoded) == [
        "Wholly new words stand here.",
        "new\nWholly new words stand here.",
    ]
    found = open_index(grown_corpus(), ENCODER, tmp_path).retrieve("wholly new words")
    assert found.passages[0].passage.id == "new#para-1"


FILES = {"damaged texts": "texts.npz", "damaged vectors": "vectors.npy"}


@pytest.mark.parametrize("damage", ["another encoder", *FILES, "forced"])
def test_vectors_are_not_taken_over_where_they_cannot_be_trusted(
    damage: str, tmp_path: Path
) -> None:
    build_index(
        small_corpus(), WordHashEncoder(9) if damage == "another encoder" else ENCODER, tmp_path
    )
    generation = current_generation(tmp_path)
    assert generation is not None
    if damage in FILES:
        (generation / FILES[damage]).write_bytes(b"PK not an archive")
    encoder = CountingEncoder()
    build_index(grown_corpus(), encoder, tmp_path, force=damage == "forced")
    assert len(encoder.encoded) == 13


def test_each_text_keeps_its_own_vector() -> None:
    texts = [" ".join(f"w{n}" for n in range(length)) for length in (3, 1, 7, 3, 300, 2)]
    vectors = encode_all(texts, ENCODER, lambda done, total: None, {})
    assert vectors == pytest.approx(ENCODER.encode(texts))


@pytest.mark.parametrize(
    "path",
    [
        "index.json",
        "vectors/chroma.sqlite3",
        "passage-words/size.json",
        "vectors.npy",
        "passage-words/data.csc.index.npy",
        "sentence-words/vocab.index.json",
    ],
)
@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_an_index_that_lost_a_part_is_refused_and_built_again(
    path: str, damage: str, tmp_path: Path
) -> None:
    build_index(small_corpus(), ENCODER, tmp_path)
    generation = current_generation(tmp_path)
    assert generation is not None
    if damage == "gone":
        (generation / path).unlink()
    else:
        os.truncate(generation / path, 20)
    # Another path: Chroma keeps what it opened in a process by its path.
    moved = generation.rename(tmp_path / "moved")
    (tmp_path / CURRENT).write_text(moved.name)
    with pytest.raises(IndexStale, match="rapporteur reindex"):
        open_index(small_corpus(), ENCODER, tmp_path)
    build_index(small_corpus(), ENCODER, tmp_path)
    assert first(small_corpus(), tmp_path) == "money#para-2"


def test_an_index_with_rows_missing_is_refused(tmp_path: Path) -> None:
    build_index(small_corpus(), ENCODER, tmp_path)
    generation = current_generation(tmp_path)
    assert generation is not None
    manifest = generation / "index.json"
    manifest.write_text(manifest.read_text().replace('"passages": 4', '"passages": 5'))
    with pytest.raises(IndexStale, match="4 rows where there were 5"):
        open_index(small_corpus(), ENCODER, tmp_path)


KILLED = """
import os, signal, sys
from pathlib import Path
import index.building as building, index.generations as generations
from tests.index.test_building import ENCODER, grown_corpus

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

moment, folder = sys.argv[1], Path(sys.argv[2])
progress = lambda done, total: None
if moment == "encoding":
    progress = lambda done, total: done and die()
elif moment == "vectors":
    building.new_chroma = die
elif moment == "words":
    building.LexicalIndex.save = die
elif moment == "manifest":
    building.publish = die
elif moment == "flush":
    generations._flush = die
elif moment == "pointer":
    Path.replace = die
building.build_index(grown_corpus(), ENCODER, folder, progress)
"""
MOMENTS = ["encoding", "vectors", "words", "manifest", "flush", "pointer"]


def build_and_die(moment: str, folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", KILLED, moment, str(folder)], cwd=ROOT, capture_output=True
    )
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_killed_at_any_moment_leaves_the_old_index_answering(
    moment: str, tmp_path: Path
) -> None:
    build_index(small_corpus(), ENCODER, tmp_path)
    old = current_generation(tmp_path)
    build_and_die(moment, tmp_path)
    assert current_generation(tmp_path) == old
    assert first(small_corpus(), tmp_path) == "money#para-2"
    with pytest.raises(IndexStale):
        open_index(grown_corpus(), ENCODER, tmp_path)
    # The next build is not in the way of the dead one, and clears away what it left.
    build_index(grown_corpus(), ENCODER, tmp_path)
    assert first(grown_corpus(), tmp_path) == "money#para-2"
    new = current_generation(tmp_path)
    assert {path for path in tmp_path.iterdir() if path.is_dir()} == {old, new}


def test_a_first_build_that_is_killed_leaves_no_index(tmp_path: Path) -> None:
    build_and_die("pointer", tmp_path)
    with pytest.raises(IndexMissing):
        open_index(grown_corpus(), ENCODER, tmp_path)


def test_two_builders_at_once_build_once(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(build_index, small_corpus(), encoder, tmp_path) for _ in range(2)]
        for job in jobs:
            job.result()
    assert len(encoder.encoded) == 11
    assert first(small_corpus(), tmp_path) == "money#para-2"


def test_an_index_can_be_opened_where_nothing_may_be_written(tmp_path: Path) -> None:
    build_index(small_corpus(), ENCODER, tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    before = sorted(path for path in (tmp_path / "b").rglob("*"))
    assert first(small_corpus(), tmp_path / "b") == "money#para-2"
    assert sorted(path for path in (tmp_path / "b").rglob("*")) == before


def test_a_long_passage_is_found_by_its_last_words(tmp_path: Path) -> None:
    encoder = WordHashEncoder(dimensions=1024, max_pieces=40)
    words = " ".join(f"filler{number}" for number in range(300))
    corpus = corpus_of({"long": [f"{words} zebra crossing."], "short": ["Zebras are striped."]})
    build_index(corpus, encoder, tmp_path)
    found = open_index(corpus, encoder, tmp_path).retrieve("zebra crossing")
    (long,) = [s for s in found.passages if s.passage.id == "long#para-1"]
    # Two words of the last window's 40 at most; without that window it is about 0.
    assert long.signals.passage_similarity > 0.15
    assert long.signals.sentence_similarity > 0.15
