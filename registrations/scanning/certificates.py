"""Chứng thư tin cậy: the certificate authorities an administrator trusts, read from a file, never from the network."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from common import audit
from common.dates import day
from common.files import safe_name
from common.locks import hold
from registrations.models import TrustedCertificate
from units import scope

LARGEST = 64 * 1024
NOT_ONE = (
    "Tệp “{name}” không phải một chứng thư số. Hãy chọn tệp .cer, .crt hoặc .pem của cơ quan chứng thực, "
    "mỗi tệp một chứng thư."
)


def keeps_certificates(position) -> bool:
    """What is trusted is trusted everywhere: an administrator of the whole tree decides."""
    return position.has_role(Role.ADMIN) and scope.is_everything(position)


def read_certificate(file) -> x509.Certificate:
    """The one certificate of a file, PEM or DER. Raises ValidationError."""
    name = safe_name(file.name or "")
    if file.size > LARGEST:
        raise ValidationError(NOT_ONE.format(name=name))
    content = file.read()
    try:
        found = (
            x509.load_pem_x509_certificates(content)
            if b"-----BEGIN" in content
            else [x509.load_der_x509_certificate(content)]
        )
        certificate, authority = found[0], _is_authority(found[0])
    except (ValueError, TypeError, IndexError) as problem:
        raise ValidationError(NOT_ONE.format(name=name)) from problem
    if len(found) != 1:
        raise ValidationError(NOT_ONE.format(name=name))
    if not authority:
        raise ValidationError(
            f"“{name_of(certificate.subject)}” là chứng thư của người ký, không phải của cơ quan chứng thực. "
            "Chỉ chứng thư của cơ quan chứng thực mới làm gốc tin cậy được."
        )
    if certificate.not_valid_after_utc <= timezone.now():
        ended = timezone.localdate(certificate.not_valid_after_utc)
        raise ValidationError(f"Chứng thư “{name_of(certificate.subject)}” đã hết hiệu lực ngày {day(ended)}.")
    return certificate


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return bool(certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except x509.ExtensionNotFound:
        return False


def name_of(name: x509.Name) -> str:
    """What people call the holder: common name and organisation."""
    parts = [
        str(found[0].value)
        for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
        if (found := name.get_attributes_for_oid(oid))
    ]
    return ", ".join(dict.fromkeys(parts))[:300] or "(không ghi tên)"


@transaction.atomic
def trust(*, by, file) -> TrustedCertificate:
    """Tin cậy một cơ quan chứng thực. The same pressed twice is trusted once. Raises ValidationError."""
    if not keeps_certificates(by):
        raise PermissionDenied
    certificate = read_certificate(file)
    fingerprint = certificate.fingerprint(hashes.SHA256()).hex()
    hold(by)
    if there := TrustedCertificate.objects.trusted().filter(fingerprint=fingerprint).first():
        return there
    trusted = TrustedCertificate.objects.create(
        der=certificate.public_bytes(serialization.Encoding.DER), fingerprint=fingerprint,
        subject=name_of(certificate.subject), issuer=name_of(certificate.issuer),
        starts_at=certificate.not_valid_before_utc, ends_at=certificate.not_valid_after_utc, added_by=by,
    )  # fmt: skip
    audit.record(by=by, action="Thêm chứng thư tin cậy", obj=trusted, after={"fingerprint": fingerprint})
    return trusted


@transaction.atomic
def trust_no_more(*, by, certificate: TrustedCertificate) -> None:
    """Thôi tin cậy: signatures confirmed before keep what was read then."""
    if not keeps_certificates(by):
        raise PermissionDenied
    hold(certificate)
    certificate = TrustedCertificate.objects.get(pk=certificate.pk)
    if certificate.removed_at is not None:
        return
    certificate.removed_at, certificate.removed_by = timezone.now(), by
    certificate.save(update_fields=["removed_at", "removed_by"])
    audit.record(by=by, action="Thôi tin cậy chứng thư", obj=certificate)
