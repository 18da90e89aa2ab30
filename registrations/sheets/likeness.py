"""Trùng nhau: titles that are the same but for capitals, marks, signs or one word; numbers must be equal."""

from registrations.sheets.known import plain

LEAST_SYLLABLES = {1: 5, 2: 8}
"""How long a title must be so that one or two syllables, one word of the language, make no other model of it."""


def marks(title: str) -> set[tuple[int, int]]:
    """Two titles are nearly equal where they share one of these: how many syllables, and the sum of their hashes."""
    words = plain(title).split()
    hashes, is_number = [hash(word) for word in words], [word.isdigit() for word in words]
    number, total = len(words), sum(hashes)
    found = {(number, total)}
    for left_out, least in LEAST_SYLLABLES.items():
        for at in range(number - left_out + 1) if number >= least else ():
            if not any(is_number[at : at + left_out]):
                found.add((number - left_out, total - sum(hashes[at : at + left_out])))
    return found


class Seen:
    """What was met so far: (unit, kind, person) and the title's marks → who it was."""

    def __init__(self) -> None:
        self._by_mark: dict[tuple, str] = {}

    def meet(self, key: tuple, title: str, told: str) -> str:
        """Who was met before under a nearly equal title, or nothing; this one is remembered."""
        keys = [(*key, mark) for mark in marks(title)]
        found = next((self._by_mark[one] for one in keys if one in self._by_mark), "")
        for one in keys:
            self._by_mark.setdefault(one, told)
        return found
