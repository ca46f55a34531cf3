"""The options that every subcommand has."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_common(parser: argparse.ArgumentParser, *, of_action: bool = False) -> None:
    """``--corpus`` and ``--home``, to be written after the subcommand or its action.

    An action's own have no default: it would overwrite what stands before the action's name.
    """
    default = argparse.SUPPRESS if of_action else None
    parser.add_argument(
        "--corpus", type=Path, metavar="DIR", default=default, help="a folder of documents"
    )
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        default=default,
        help="where index, history and runs are kept",
    )
