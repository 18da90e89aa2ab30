"""A certificate authority, a signer, and a digitally signed PDF, made for one test."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import lru_cache

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

DER = serialization.Encoding.DER


def _name(common, organisation):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


@lru_cache
def authority(common="CA bài thử", days=300):
    """(key, certificate) of an authority."""
    return _certificate(common, "Cơ quan chứng thực", None, days)


@lru_cache
def signer(common="Lê Thị Thoa"):
    return _certificate(common, "Thôn Đông, xã Minh Lạc", authority(), 200)


def _certificate(common, organisation, issuer, days):
    key, now, is_authority = ec.generate_private_key(ec.SECP256R1()), timezone.now(), issuer is None
    above = issuer or (key, None)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(common, organisation))
        .issuer_name(issuer[1].subject if issuer else _name(common, organisation))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, is_authority, is_authority, False, False), critical=True
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above[0].public_key()), critical=False)
    )
    return key, builder.sign(above[0], hashes.SHA256())


def der(pair) -> bytes:
    return pair[1].public_bytes(DER)


def certificate_file(pair, name="goc.cer", *, pem=False) -> SimpleUploadedFile:
    content = pair[1].public_bytes(serialization.Encoding.PEM if pem else DER)
    return SimpleUploadedFile(name, content, content_type="application/x-x509-ca-cert")


def sign(pdf: bytes, pair=None, field="ChuKy") -> bytes:
    """The PDF with a digital signature, as a signing program writes it."""
    key, certificate = pair or signer()
    store = SimpleCertificateStore()
    store.register(asn1.Certificate.load(der(authority())))
    raw = key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    with_key = signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(certificate.public_bytes(DER)),
        signing_key=keys.PrivateKeyInfo.load(raw),
        cert_registry=store,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    # The library runs a loop of its own; a browser test has one in its thread already.
    with ThreadPoolExecutor(1) as apart:
        metadata = signers.PdfSignatureMetadata(field_name=field)
        return apart.submit(signers.sign_pdf, writer, metadata, signer=with_key).result().getvalue()


def changed_after(pdf: bytes) -> bytes:
    """One sign inside the signed text is another."""
    broken, at = bytearray(pdf), pdf.index(b"stream", len(pdf) // 4) + 20
    broken[at] ^= 1
    return bytes(broken)
