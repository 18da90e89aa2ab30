"""Bề ngang của chữ: how wide a text is in Times New Roman, in digits of the same size, as a column of Excel is measured."""

import unicodedata

DIGIT = 500
# Adobe's metrics of Times Roman, in thousandths of the size; what is not named is as wide as a digit.
_BY_WIDTH = {
    180: "'", 250: " ,.", 278: "ijlt/:;", 333: "Ifr!()-‘’", 389: "Js", 408: '"', 444: "acez?“”", 556: "FPS", 564: "+<=>",
    611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐ", 778: "m&", 833: "%", 889: "M", 921: "@", 944: "W", 1000: "—…",
}  # fmt: skip


class _Widths(dict[str, int]):
    """By sign; a letter with marks is as wide as the bare one."""

    def __missing__(self, sign: str) -> int:
        bare = unicodedata.normalize("NFD", sign)[0]
        self[sign] = width = DIGIT if bare == sign else self[bare]
        return width


_WIDTHS = _Widths({sign: width for width, signs in _BY_WIDTH.items() for sign in signs})


def digits_wide(text: str) -> float:
    """How many digits stand in the same room as the text on one line."""
    return sum(map(_WIDTHS.__getitem__, text)) / DIGIT
