"""What can go wrong in this package. The message is meant for the user and says what to do next."""

from __future__ import annotations


class IndexFault(Exception):
    """Base of every error that this package raises on purpose."""


class IndexMissing(IndexFault):
    """No finished index stands in the folder."""


class IndexStale(IndexFault):
    """The index was built from other documents, by another model or in another format."""


class EncoderFault(IndexFault):
    """An embedding model is not there, is damaged or cannot be used."""


class StoreFault(IndexFault):
    """A vector store cannot be read, or lacks a row that it was asked for."""


class DuplicateRow(IndexFault):
    """A row was added under an id that the store already holds."""


class TrainingFault(IndexFault):
    """A training cannot go on from what is there."""
