"""Vietnamese text: one form for what is stored, one for what is searched, one for what is sorted.

The search text and the sort key are stored columns, compared bytewise, so that both databases find and order alike
without an extension.
"""

import re
import unicodedata
from itertools import chain

SORT_KEY_LENGTH = 255
"""No sort key is longer: the `max_length` of every column that stores one."""

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # ngang, huyền, hỏi, ngã, sắc, nặng

# Controls, direction marks and overrides, zero width signs, soft hyphens, halves of surrogates, non-characters:
# invisible on screen, and several of them break a database, an XML file or a reader's trust in a name.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PLAIN_MARKS = str.maketrans("“”„«»‘’‚–—‑−", '"""""\'\'\'----')
_MARKS = dict.fromkeys(point for point in range(0x20000) if unicodedata.combining(chr(point)))
_PLAIN_D = str.maketrans("đĐ", "dd")


def nfc(text: str) -> str:
    """The composed form, in which every text is stored."""
    return unicodedata.normalize("NFC", text)


def lower_first(text: str) -> str:
    """As within a sentence: “Mô hình tập thể” → “mô hình tập thể”. The other way is Django's `capfirst`."""
    return text[:1].lower() + text[1:]


def clean(text: str, multiline: bool = False) -> str:
    """The text as typed, letter for letter, without what cannot be seen. One line, unless `multiline`."""
    text = nfc(_INVISIBLE.sub("", _LINE_BREAK.sub("\n", text)))
    if multiline:
        return text.replace("\t", " ").strip()
    return " ".join(text.split())


def fold(text: str) -> str:
    """Chữ để tìm: small letters without marks, đ as d, plain quotes and hyphens. Folding twice changes nothing."""
    text = _without_marks(clean(text)).casefold()
    return " ".join(_without_marks(text).translate(_PLAIN_D).translate(_PLAIN_MARKS).split())


def words(text: str) -> list[str]:
    """The words alone, without marks and signs: “Đường hoa – số 5” → duong, hoa, so, 5."""
    return _NO_WORD.sub(" ", fold(text)).split()


def _without_marks(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_MARKS)


def _letter_weights() -> dict[str, tuple[str, str, str]]:
    weights = {}
    for place, letter in enumerate(_ALPHABET):
        for tone, mark in enumerate(_TONES):
            small = nfc(letter + mark)
            if len(small) == 1:
                weights[small] = (chr(ord("A") + place), str(tone), "0")
                weights[small.upper()] = (chr(ord("A") + place), str(tone), "1")
    return weights


_LETTERS = _letter_weights()
_NO_WORD = re.compile(r"[^0-9a-z]+")
_ELEMENT = re.compile("[0-9]+|.")


def sort_key(text: str) -> str:
    """Khóa sắp xếp: ASCII, compared byte by byte; never longer than SORT_KEY_LENGTH.

    Spaces and punctuation, then numbers by value, then letters a ă â b … y z; texts that are equal so far are told
    apart by tones (ngang huyền hỏi ngã sắc nặng), then small before capital letters.
    """
    elements = chain.from_iterable(_weights(part) for part in _ELEMENT.findall(clean(text)))
    levels = list(zip(*elements, strict=True)) or [(), (), ()]
    letters, tones, cases = ("".join(level) for level in levels)
    # A space is below every weight, so a shorter text comes first on each level.
    return f"{letters} {tones.rstrip('0')} {cases.rstrip('0')}".rstrip()[:SORT_KEY_LENGTH]


def _weights(part: str) -> list[tuple[str, str, str]]:
    if part in _LETTERS:
        return [_LETTERS[part]]
    if part.isascii() and part.isdigit():
        return [_number_weights(part)]
    plain = part.translate(_PLAIN_MARKS)
    if plain.isascii():
        return [("!" if plain == " " else f'"{plain}', "0", "0" if plain == part else "1")]
    folded = fold(part)
    if folded and all(letter in _LETTERS for letter in folded):
        return [(_LETTERS[letter][0], "9", "1" if part.isupper() else "0") for letter in folded]
    before_or_after = "z" if part.isalpha() else "#"
    return [(f"{before_or_after}{ord(part):06x}", "0", "0")]


def _number_weights(digits: str) -> tuple[str, str, str]:
    number = digits.lstrip("0")
    length = str(len(number)) if len(number) < 9 else f"9{len(number):04}"
    return length + number, "0", str(min(len(digits) - len(number), 9))
