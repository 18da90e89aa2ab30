"""Chữ của phông cũ: text typed for the fonts .VnTime (TCVN3, ABC) and VNI-Times, and the way to Unicode.

Such text looks right only in its font; read as Unicode it is Latin letters with strange marks. Nothing here decides:
`propose` says what the letters look most like, and a person looks at a sample.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from django.db import models

from common.vietnamese import nfc


class Encoding(models.TextChoices):
    UNICODE = "unicode", "Unicode (giữ nguyên)"
    TCVN3 = "tcvn3", "TCVN3 (phông .VnTime, .VnArial)"
    VNI = "vni", "VNI (phông VNI-Times)"


# Windows puts these signs at 0x80–0x9F where TCVN3 and VNI have nothing: text that holds others was never legacy text.
_WINDOWS_SIGNS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LAST_OF_ONE_BYTE = "\xff"

# TCVN 5712:1993, the third table: one byte for each letter. Capitals with a tone are left to the font .VnTimeH.
_TCVN3 = str.maketrans({
    "\xa1": "Ă", "\xa2": "Â", "\xa3": "Ê", "\xa4": "Ô", "\xa5": "Ơ", "\xa6": "Ư", "\xa7": "Đ", "\xa8": "ă",
    "\xa9": "â", "\xaa": "ê", "\xab": "ô", "\xac": "ơ", "\xad": "ư", "\xae": "đ", "\xb5": "à", "\xb6": "ả",
    "\xb7": "ã", "\xb8": "á", "\xb9": "ạ", "\xbb": "ằ", "\xbc": "ẳ", "\xbd": "ẵ", "\xbe": "ắ", "\xc6": "ặ",
    "\xc7": "ầ", "\xc8": "ẩ", "\xc9": "ẫ", "\xca": "ấ", "\xcb": "ậ", "\xcc": "è", "\xce": "ẻ", "\xcf": "ẽ",
    "\xd0": "é", "\xd1": "ẹ", "\xd2": "ề", "\xd3": "ể", "\xd4": "ễ", "\xd5": "ế", "\xd6": "ệ", "\xd7": "ì",
    "\xd8": "ỉ", "\xdc": "ĩ", "\xdd": "í", "\xde": "ị", "\xdf": "ò", "\xe1": "ỏ", "\xe2": "õ", "\xe3": "ó",
    "\xe4": "ọ", "\xe5": "ồ", "\xe6": "ổ", "\xe7": "ỗ", "\xe8": "ố", "\xe9": "ộ", "\xea": "ờ", "\xeb": "ở",
    "\xec": "ỡ", "\xed": "ớ", "\xee": "ợ", "\xef": "ù", "\xf1": "ủ", "\xf2": "ũ", "\xf3": "ú", "\xf4": "ụ",
    "\xf5": "ừ", "\xf6": "ử", "\xf7": "ữ", "\xf8": "ứ", "\xf9": "ự", "\xfa": "ỳ", "\xfb": "ỷ", "\xfc": "ỹ",
    "\xfd": "ý", "\xfe": "ỵ",
})  # fmt: skip

# VNI: a letter, and after it a sign that carries roof, breve and tone at once; some letters stand alone.
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT, _ROOF, _BREVE = (
    "\u0300",
    "\u0309",
    "\u0303",
    "\u0301",
    "\u0323",
    "\u0302",
    "\u0306",
)
_VNI_SIGNS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _ROOF, "á": _ROOF + _ACUTE, "à": _ROOF + _GRAVE, "å": _ROOF + _HOOK, "ã": _ROOF + _TILDE, "ä": _ROOF + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_ALONE = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì",
}  # fmt: skip
_VNI_SIGNS |= {sign.upper(): mark for sign, mark in _VNI_SIGNS.items()}
_VNI_ALONE |= {sign.upper(): letter.upper() for sign, letter in _VNI_ALONE.items()}
_VNI_PAIR = re.compile(f"([aeouyAEOUYôöÔÖ])([{''.join(_VNI_SIGNS)}])")

# The beginning, vowels and end of a Vietnamese syllable, without tones: enough to tell words from noise. Vowels that close
# the syllable themselves take no consonant after them.
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|th|tr|kh|gh|ph|gi|qu|[bcdđghklmnpqrstvx])?"
    "(?:(?:uyê|iê|oa|oă|oe|oo|yê|uâ|uê|uô|uy|ươ|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?"
    "|uya|uyu|iêu|yêu|ươi|ươu|uôi|oai|oay|oeo|uây|oao|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|ua|ui|uơ|ưa|ưi|ưu)"
)
_TONES = {_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT}
_WORD = re.compile(r"[^\s0-9.,;:!?()/\"“”‘’'…–\-+*%&=<>\[\]{}#@|\\_]+")
_VOWELS = set("aeiouy")
LEAST_WORDS = 2
SIGNS_LOOKED_AT = 60_000


def of_font(name: str) -> str:
    """What the name of a font tells: “.VnTime” is TCVN3, “VNI-Times” VNI, any other Unicode."""
    folded = name.strip().lower()
    if folded.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if folded.startswith("vni") else Encoding.UNICODE


def convert(text: str, encoding: str) -> str:
    """The text in Unicode. What cannot be legacy text, a cell typed anew among old ones, is left as it is."""
    if encoding == Encoding.UNICODE or text.isascii() or not _may_be_legacy(text):
        return text
    return text.translate(_TCVN3) if encoding == Encoding.TCVN3 else _from_vni(text)


def _may_be_legacy(text: str) -> bool:
    return all(sign <= _LAST_OF_ONE_BYTE or sign in _WINDOWS_SIGNS for sign in text)


def _from_vni(text: str) -> str:
    def joined(pair: re.Match) -> str:
        letter, marks = pair[1], _VNI_SIGNS[pair[2]]
        if marks[0] == _BREVE and letter not in "aA":
            return pair[0]
        return nfc(_VNI_ALONE.get(letter, letter) + marks)

    parts, at = [], 0
    for pair in _VNI_PAIR.finditer(text):
        parts += [_alone(text[at : pair.start()]), joined(pair)]
        at = pair.end()
    return "".join([*parts, _alone(text[at:])])


def _alone(text: str) -> str:
    return "".join(_VNI_ALONE.get(sign, sign) for sign in text)


@lru_cache(maxsize=50_000)
def is_old(text: str, encoding: str) -> bool | None:
    """Whether the letters themselves say that this is legacy text: Vietnamese in that reading and not as it stands.

    False where it is Vietnamese only as it stands; None where both readings are, or neither is.
    """
    if text.isascii():
        return None
    if not _may_be_legacy(text):
        return False
    words = _marked_words(text)
    as_it_stands = all(_is_typed_so(word) for word in words)
    as_legacy = all(_is_syllable(convert(word, encoding)) for word in words)
    return None if as_it_stands == as_legacy else as_legacy


def propose(texts: Iterable[str]) -> str:
    """What the letters look most like: in which reading most of the words are Vietnamese that are none as they stand."""
    numbers, seen = dict.fromkeys(Encoding.values, 0), 0
    for text in texts:
        seen += len(text)
        if seen > SIGNS_LOOKED_AT:
            break
        for encoding in (Encoding.TCVN3, Encoding.VNI):
            if is_old(text, encoding):
                numbers[encoding] += len(_marked_words(text))
    best = max(numbers, key=lambda encoding: numbers[encoding])
    return best if numbers[best] >= LEAST_WORDS else Encoding.UNICODE


def _marked_words(text: str) -> list[str]:
    """The words with a letter outside of ASCII; a sign alone, as of a diameter or a share, is none."""
    return [word for word in _WORD.findall(text) if len(word) > 1 and not word.isascii()]


def _is_typed_so(word: str) -> bool:
    """A Vietnamese syllable as it stands; capitals in the middle of a word are the mark of an old font."""
    inner = word.strip("«»")
    return (inner.islower() or inner.isupper() or inner.istitle()) and _is_syllable(inner)


def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word.lower())
    toned = [_bearer(letters, at) for at, sign in enumerate(letters) if sign in _TONES]
    plain = nfc("".join(sign for sign in letters if sign not in _TONES))
    return len(toned) <= 1 and _VOWELS.issuperset(toned) and bool(_SYLLABLE.fullmatch(plain))


def _bearer(letters: str, at: int) -> str:
    """The letter that carries the sign at this place, over roof and breve; “ñ” carries a tone on a consonant."""
    return next(sign for sign in reversed(f" {letters[:at]}") if not unicodedata.combining(sign))
