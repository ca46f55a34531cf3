"""How deep a list item stands, told from the labels that came before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii")
BULLET = "•"


@dataclass(slots=True)
class ItemLevels:
    """The labels of the list that is open, outermost first; empty where none is."""

    _open: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return bool(self._open)

    def close(self) -> None:
        """What comes next is not part of the list."""
        self._open = []

    def expects(self, label: str) -> bool:
        """Whether a label would follow on from one that is open."""
        return any(_follows(previous, label) for previous in self._open)

    def place(self, label: str) -> tuple[int, str]:
        """Level (1 outermost) and full label ("(b)(ii)", "bullet 2") of the next item.

        A label that follows on from an open one stands beside it; any other opens a list inside
        the innermost open item.
        """
        for depth, previous in reversed(list(enumerate(self._open))):
            if _follows(previous, label):
                self._open = [*self._open[:depth], _counted(previous, label)]
                break
        else:
            first = f"{BULLET}1" if label == BULLET else label
            # A label that starts anew at its own kind's first place cannot nest in that kind.
            same_kind = [at for at, old in enumerate(self._open) if _kind(old)(label)]
            keep = same_kind[0] if same_kind and _starts(label) else len(self._open)
            self._open = [*self._open[:keep], first]
        return len(self._open), "".join(map(_printed, self._open))


def _counted(previous: str, label: str) -> str:
    return f"{BULLET}{int(previous[1:]) + 1}" if label == BULLET else label


def _printed(label: str) -> str:
    return f"bullet {label[1:]}" if label.startswith(BULLET) else f"({label})"


def _starts(label: str) -> bool:
    return label in {"a", "i", "1", BULLET}


def _kind(label: str) -> Callable[[str], bool]:
    """Whether another label is of the same kind as this one."""
    if label.startswith(BULLET):
        return lambda other: other.startswith(BULLET)
    if label.isdigit():
        return str.isdigit
    if label in ROMAN:
        return lambda other: other in ROMAN
    return lambda other: other.isalpha() and other not in ROMAN


def _follows(previous: str, label: str) -> bool:
    if label == BULLET or previous.startswith(BULLET):
        return label == BULLET and previous.startswith(BULLET)
    if label.isdigit() and previous.isdigit():
        return int(label) == int(previous) + 1
    if previous in ROMAN and label in ROMAN and ROMAN.index(label) == ROMAN.index(previous) + 1:
        return True
    if len(previous) != 1 or len(label) != 1:
        return False
    # The book leaves out a letter once: (f) is followed by (h). An (i) after a gap is a numeral.
    gap = ord(label) - ord(previous)
    return gap == 1 or (gap == 2 and label not in ROMAN)
