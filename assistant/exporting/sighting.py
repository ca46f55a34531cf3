"""What a file shows of a quote, against what its record says."""

from __future__ import annotations

from collections import defaultdict

from assistant.exporting.places import places
from assistant.exporting.texts import comparable, note_text, quotation
from assistant.exporting.types import Quote, Sight, Visible


class Sighting:
    """The places and the footnotes of a file, ready to be compared."""

    def __init__(self, visible: Visible) -> None:
        self._notes = visible.notes
        self._added = visible.added
        self._words: defaultdict[int, list[str]] = defaultdict(list)
        for line in visible.lines:
            for number, words in places(line):
                self._words[number].append(comparable(words))

    def of(self, quote: Quote) -> tuple[Sight, str]:
        """What became of a quote, in its footnote and wherever the text has it, and which words
        stand in its stead, "" unless it was altered."""
        note = self._notes.get(quote.number)
        if note is None:
            return Sight.REMOVED, ""
        if comparable(note) != comparable(note_text(quote.citation, quote.quote, quote.is_cut)):
            return Sight.ALTERED, comparable(note)
        return self._in_text(quote)

    def added(self, quotes: tuple[Quote, ...]) -> tuple[str, ...]:
        """The footnotes that are none of the quotes'."""
        known = {quote.number for quote in quotes}
        others = [text for number, text in self._notes.items() if number not in known]
        return tuple(map(comparable, (*others, *self._added)))

    def _in_text(self, quote: Quote) -> tuple[Sight, str]:
        said = comparable(quotation(quote.quote, quote.is_cut))
        words = self._words[quote.number]
        others = [each for each in words if not each.endswith(said)]
        # Where the text cites a quote in other words, those are a model's and were exported so.
        if len(others) > quote.cited - quote.quoted:
            return Sight.ALTERED, others[0]
        if len(words) < quote.cited:
            return Sight.REMOVED, ""
        return Sight.AS_EXPORTED, ""
