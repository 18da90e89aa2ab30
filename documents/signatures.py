"""Chữ ký số trong tệp PDF: read and told, never made and never taken for more than it is. No domain word here."""

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from documents import signature_reader


@dataclass(frozen=True)
class Signature:
    """One digital signature.

    `is_whole`: nothing was changed since. `is_trusted`: whole, and its certificate leads to one that was given.
    `at` is the signer's own clock unless `is_attested` by a trusted time stamp.
    """

    signer: str
    organisation: str
    issuer: str
    at: datetime | None
    is_attested: bool
    is_whole: bool
    is_trusted: bool

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"at": self.at.isoformat() if self.at else None}

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Signature":
        return cls(**{**data, "at": datetime.fromisoformat(data["at"]) if data["at"] else None})


class SignaturesUnreadable(Exception):
    """The file says that it is signed, but its signatures cannot be read."""


def seems_signed(content: bytes) -> bool:
    """Whether a signature may stand in the file: the range it signs is written in plain letters."""
    return b"/ByteRange" in content


def read_signatures(path: str, trusted: Sequence[bytes] = ()) -> list[Signature]:
    """The signatures of a stored PDF, judged against certificates given in DER. Raises SignaturesUnreadable."""
    if not seems_signed(Path(path).read_bytes()):
        return []
    request = {"path": path, "trusted": [base64.b64encode(one).decode() for one in trusted]}
    command = [sys.executable, "-I", signature_reader.__file__]
    try:
        answer = subprocess.run(
            command, input=json.dumps(request).encode(), capture_output=True, timeout=signature_reader.MOST_SECONDS * 2
        )
    except subprocess.TimeoutExpired:
        raise SignaturesUnreadable from None
    if answer.returncode:
        raise SignaturesUnreadable
    return [_signature(one) for one in json.loads(answer.stdout)]


def _signature(one: dict[str, Any]) -> Signature:
    return Signature(
        signer=one["signer"], organisation=one["organisation"], issuer=one["issuer"],
        at=datetime.fromisoformat(one["time"]) if one["time"] else None, is_attested=one["attested"],
        is_whole=one["whole"], is_trusted=one["trusted"],
    )  # fmt: skip
