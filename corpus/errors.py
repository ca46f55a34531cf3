"""What can be wrong with a corpus."""


class CorpusError(Exception):
    """A corpus that cannot be read; the message names the file and the next step."""
