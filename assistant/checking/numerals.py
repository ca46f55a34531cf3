"""Numbers written as English words: "a hundred and fifty", "two thirds", "twenty-first"."""

from __future__ import annotations

import re

_ONES = {
    word: at
    for at, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * at
    for at, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_VALUES = _ONES | _TENS
_SCALES = {"hundred": 100, "thousand": 1_000}
_IRREGULAR = {
    "first": "one", "second": "two", "third": "three", "fifth": "five", "eighth": "eight",
    "ninth": "nine", "twelfth": "twelve",
}  # fmt: skip
_FRACTIONS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10,
}  # fmt: skip

_VALUE = "|".join(sorted(_VALUES, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
NUMERAL = rf"(?:(?:a\s+)?(?:{_SCALE})|{_VALUE})(?:(?:[\s-]+|\s+and\s+)(?:{_VALUE}|{_SCALE}))*"
"""Pattern of a spelled number below a million; "million" and above are magnitudes."""
FRACTION = r"(?:one|two|three|four|a|an)[\s-]+(?:third|quarter|fifth|tenth)s?\b|half\b(?!-)"
"""Pattern of a spelled fraction."""
ORDINAL = (
    rf"\d+(?:st|nd|rd|th)\b|(?:(?:{'|'.join(_TENS)})[\s-])?(?:{'|'.join(_IRREGULAR)}|"
    r"(?:four|six|seven|ten|eleven|thir|four|fif|six|seven|eigh|nine)(?:teen)?th)\b"
    rf"|(?:{'|'.join(word[:-1] for word in _TENS)})ieth\b"
)
"""Pattern of an ordinal number in digits or words."""


def spelled_value(text: str) -> float:
    """The value of what ``NUMERAL`` matches: "a hundred and fifty" is 150."""
    total = value = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _VALUES:
            value += _VALUES[word]
        elif word == "hundred":
            value = max(value, 1) * 100
        elif word == "thousand":
            total, value = total + max(value, 1) * 1_000, 0
    return float(total + value)


def fraction_value(text: str) -> float:
    """The value of what ``FRACTION`` matches: "two thirds" is 0.667."""
    words = re.findall(r"[a-z]+", text.lower())
    part = words[-1] if words[-1] in _FRACTIONS else words[-1].removesuffix("s")
    return (_VALUES.get(words[0], 1) if len(words) > 1 else 1) / _FRACTIONS[part]


def ordinal_value(text: str) -> float:
    """The value of what ``ORDINAL`` matches: "twenty-first" and "21st" are 21."""
    digits = re.match(r"\d+", text)
    if digits:
        return float(digits[0])
    *before, last = re.split(r"[\s-]+", text.lower())
    tens = sum(_TENS[word] for word in before)
    if last.endswith("ieth"):
        return float(_TENS[f"{last[:-4]}y"])
    return float(tens + _VALUES[_IRREGULAR.get(last, last.removesuffix("th"))])
