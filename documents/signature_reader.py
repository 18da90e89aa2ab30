"""Reads the digital signatures of a PDF: whole or changed, by whom, when, trusted by whom.

A process of its own, without Django, like scan_reader.py. It asks nobody over the network: a certificate is trusted only
if it leads to one of those given with the request; whether it was withdrawn meanwhile is told by nobody here.
"""

import io
import json
import logging
import resource
import sys
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

MOST_MEMORY = 1536 * 1024 * 1024
MOST_SECONDS = 60
MOST_SIGNATURES = 20
DAMAGED = 4
# What a later signer or a filled field may add; anything else was written into the paper after it was signed.
HARMLESS = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}


def main() -> int:
    """0 and the signatures, or DAMAGED."""
    request = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    roots = [x509.Certificate.load(b64decode(one)) for one in request["trusted"]]
    try:
        reader = PdfFileReader(io.BytesIO(Path(request["path"]).read_bytes()), strict=False)
        found = [told(one, roots) for one in list(reader.embedded_regular_signatures)[:MOST_SIGNATURES]]
    except Exception:
        # A forged file may break the library anywhere; all of it means one thing.
        return DAMAGED
    json.dump(found, sys.stdout)
    return 0


def told(signature: Any, roots: list[x509.Certificate]) -> dict[str, Any]:
    """One signature as plain data; a time is the signer's own clock unless a stamp attests it."""
    facts = {"signer": "", "organisation": "", "issuer": "", "time": None, "attested": False}
    try:
        certificate = signature.signer_cert
        facts |= {
            "signer": name_in(certificate.subject, "common_name"),
            "organisation": name_in(certificate.subject, "organization_name"),
            "issuer": name_in(certificate.issuer, "common_name") or name_in(certificate.issuer, "organization_name"),
        }
        status = checked(signature, roots)
    except Exception as problem:
        return {**facts, "whole": False, "covers": False, "trusted": False, "problem": type(problem).__name__}
    stamp = status.timestamp_validity
    attested = stamp is not None and stamp.intact and stamp.valid and stamp.trusted
    time = stamp.timestamp if attested and stamp else signature.self_reported_timestamp
    whole = bool(status.intact and status.valid and is_untouched(status))
    return {
        **facts,
        "time": time.isoformat() if time else None,
        "attested": bool(attested),
        "whole": whole,
        "covers": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        "trusted": bool(whole and status.trusted),
        "problem": "",
    }


def checked(signature: Any, roots: list[x509.Certificate]) -> Any:
    """Judged today, against the given roots alone: the signer's own clock could be set back."""
    context = ValidationContext(
        trust_roots=roots, allow_fetching=False, moment=datetime.now(UTC), revocation_mode="soft-fail"
    )
    return validate_pdf_signature(signature, context, context)


def is_untouched(status: Any) -> bool:
    """Nothing was written into the paper after this signature but further signatures."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    return status.modification_level in HARMLESS and bool(status.docmdp_ok)


def name_in(name: Any, part: str) -> str:
    value = name.native.get(part, "")
    return ", ".join(value) if isinstance(value, list) else str(value or "")


if __name__ == "__main__":
    sys.exit(main())
