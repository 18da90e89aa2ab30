"""Phiếu chấm in an address: its number as nobody can count it.

Keys follow the order in which sheets were given out, and that order tells a covered reviewer apart. What stands in an
address is the key as one enciphered block; a new secret key only makes old bookmarks unknown.
"""

from collections.abc import Iterable
from functools import cache

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

BLOCK = 16
# A block that somebody made up opens to a number far beyond any key.
MOST = 2**63 - 1


class SheetKeyConverter:
    """Address ↔ key of a sheet."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> int:
        key = int.from_bytes(_cipher(settings.SECRET_KEY).decryptor().update(bytes.fromhex(value)), "big")
        if key > MOST:
            raise ValueError("no key of ours")
        return key

    def to_url(self, value: int) -> str:
        return _sealed([value])[0]


@cache
def _cipher(secret: str) -> Cipher:
    key = salted_hmac("evaluation.sheetkeys", "address", secret=secret, algorithm="sha256").digest()
    # One block each, and no two keys are alike: nothing to be chained.
    return Cipher(algorithms.AES(key), modes.ECB())


def _sealed(keys: Iterable[int]) -> list[str]:
    blocks = b"".join(key.to_bytes(BLOCK, "big") for key in keys)
    sealed = _cipher(settings.SECRET_KEY).encryptor().update(blocks)
    return [sealed[at : at + BLOCK].hex() for at in range(0, len(sealed), BLOCK)]


def addresses_of(keys: Iterable[int]) -> list[str]:
    """Of many sheets at once, as a page has hundreds: the resolver is asked for one."""
    zero, *sealed = _sealed([0, *keys])
    first = reverse("evaluation:sheet", args=[0])
    return [first.replace(zero, one) for one in sealed]
