"""Wrong and hostile files: a clear Vietnamese sentence, nothing kept; digital signatures read, never believed unasked."""

import io
import struct
import zipfile
import zlib
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from registrations.enums import PageOutcome
from registrations.models import ScanPile, ScanSource, TrustedCertificate
from registrations.scanning import certificates
from registrations.scanning import services as scans
from registrations.scanning.tasks import CHANGED
from tests import builders
from tests.registrations import scanning, signing
from tests.registrations.scanning import as_file, pdf_upload, pile_of, printed, sheets


@pytest.fixture
def sent(cast, plan, tree):
    return builders.submitted(cast.registrant, plan, levels=[tree.commune_level])


def upload(name, content):
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def huge_png() -> bytes:
    """A picture of 60,000 × 60,000 in a few bytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


def locked_pdf(pdf: bytes) -> bytes:
    writer, out = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf))), io.BytesIO()
    writer.encrypt(owner_pass="chu", user_pass="mat")
    writer.write(out)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "a")
    return out.getvalue()


BROKEN = "Tệp “{name}” bị hỏng, không mở được. Hãy quét hoặc lưu lại rồi chọn lại."
HOSTILE = {
    "an empty file": ("trong.pdf", b"", "Tệp “trong.pdf” không có nội dung."),
    "text under the name of a paper": (
        "thu.pdf", b"<script>alert(1)</script>",
        "Nội dung tệp “thu.pdf” không phải loại nhận được. Hãy chọn tệp PDF, ảnh JPG, ảnh PNG.",
    ),
    "an archive": (
        "nen.jpg", archive(),
        "Nội dung tệp “nen.jpg” không phải loại nhận được. Hãy chọn tệp PDF, ảnh JPG, ảnh PNG.",
    ),
    "only the head of a PDF": ("dau.pdf", b"%PDF-1.7\nnothing", BROKEN.format(name="dau.pdf")),
    "a PDF without pages": (
        "khong-trang.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF",
        BROKEN.format(name="khong-trang.pdf"),
    ),
    "only the head of a photo": ("dau.jpg", b"\xff\xd8\xff\xe0 nothing", BROKEN.format(name="dau.jpg")),
    "a picture that bursts memory": (
        "bom.png", huge_png(),
        "Ảnh “bom.png” quá lớn. Hãy chụp hoặc quét lại ở cỡ nhỏ hơn (khổ A4, 150–300 dpi là đủ).",
    ),
    "a name with folders, marks and a turn of direction": (
        "../../etc/\u202egpj.\u0000ảnh\u0301.pdf", b"GIF89a",
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_wrong_file_is_refused_in_words_and_nothing_is_kept(cast, settings, what):
    name, content, sentence = HOSTILE[what]
    file = upload(name, content)
    pile, refused = scans.start_pile(by=cast.registrant, chosen=[file], token=uuid4())

    assert (pile, ScanPile.objects.count(), ScanSource.objects.count()) == (None, 0, 0)
    assert len(refused) == 1 and (sentence is None or refused == [sentence])
    assert "/" not in refused[0] and "\u202e" not in refused[0]
    assert not settings.MEDIA_ROOT.exists() or [one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()] == []


def test_a_locked_pdf_is_refused_by_its_lock(cast, sent):
    file = pdf_upload(locked_pdf(printed(sent)), "khoa.pdf")

    assert scans.start_pile(by=cast.registrant, chosen=[file], token=uuid4()) == (
        None, ["Tệp “khoa.pdf” đang đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi chọn lại."]
    )  # fmt: skip


def test_a_page_of_a_mile_is_drawn_small(cast):
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 4000000 4000000]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )

    assert scanning.outcomes(pile_of(cast.registrant, pdf_upload(content))) == [(PageOutcome.BLANK, None, None, None)]


def test_the_good_files_of_a_choice_are_kept_and_the_bad_ones_told(cast, sent):
    good = as_file("tot.jpg", sheets(printed(sent))[0])
    twin = as_file("giong.jpg", sheets(printed(sent))[0])
    pile, refused = scans.start_pile(
        by=cast.registrant, chosen=[good, upload("xau.pdf", b"khong"), twin], token=uuid4()
    )

    assert [source.name for source in pile.sources.all()] == ["tot.jpg"]
    assert refused == [
        "Nội dung tệp “xau.pdf” không phải loại nhận được. Hãy chọn tệp PDF, ảnh JPG, ảnh PNG.",
        "Tệp “giong.jpg” được chọn hai lần; chỉ nhận một.",
    ]


def test_too_many_pages_are_refused_with_the_number(cast, monkeypatch, sent):
    monkeypatch.setattr("documents.scans_in.MOST_PAGES", 1)
    file = as_file("day.pdf", scanning.blank(), scanning.blank())

    assert scans.start_pile(by=cast.registrant, chosen=[file], token=uuid4())[1] == [
        "Tệp “day.pdf” có 2 trang; mỗi tệp tối đa 1 trang. Hãy chia thành nhiều tệp."
    ]


@pytest.fixture
def trusted(cast):
    return certificates.trust(by=cast.admin, file=signing.certificate_file(signing.authority()))


def sealed_of(by, content, name="ky-so.pdf"):
    (scan,), refused = scans.confirm_papers(by=by, pile=pile_of(by, pdf_upload(content, name)))
    assert refused == []
    return scan


def test_a_digital_signature_is_read_and_kept_but_not_believed_unasked(cast, sent):
    content = signing.sign(printed(sent))
    scan = sealed_of(cast.registrant, content)

    (signature,) = scan.signed_by
    assert (signature.signer, signature.organisation) == ("Lê Thị Thoa", "Thôn Đông, xã Minh Lạc")
    assert (signature.issuer, signature.is_whole, signature.is_trusted) == ("CA bài thử", True, False)
    assert signature.at is not None and not signature.is_attested
    # To the letter: cut or written anew, the signature would be gone.
    assert scanning.content_of(scan) == content


def test_it_is_trusted_where_the_administrator_trusts_the_authority(cast, sent, trusted):
    assert sealed_of(cast.registrant, signing.sign(printed(sent))).signed_by[0].is_trusted


def test_another_authority_of_the_same_name_is_not_trusted(cast, sent):
    impostor = signing._certificate("CA bài thử", "Cơ quan chứng thực", None, 100)
    certificates.trust(by=cast.admin, file=signing.certificate_file(impostor))

    assert not sealed_of(cast.registrant, signing.sign(printed(sent))).signed_by[0].is_trusted


def test_two_signatures_are_both_told_and_the_first_stays_whole(cast, sent, trusted):
    content = signing.sign(signing.sign(printed(sent)), signing.signer("Hà Văn Thuấn"), field="ChuKy2")

    assert [(one.signer, one.is_whole, one.is_trusted) for one in sealed_of(cast.registrant, content).signed_by] == [
        ("Lê Thị Thoa", True, True), ("Hà Văn Thuấn", True, True),
    ]  # fmt: skip


def test_what_was_changed_after_signing_is_refused(cast, sent, trusted):
    page = pile_of(cast.registrant, pdf_upload(signing.changed_after(signing.sign(printed(sent))))).pages.get()

    assert (page.outcome, page.reason) == (PageOutcome.REFUSED, CHANGED)


def test_a_picture_of_a_signature_is_no_digital_signature(cast, sent):
    pile = pile_of(cast.registrant, as_file("anh.pdf", scanning.signed(sheets(printed(sent))[0])))

    assert pile.sources.get().signatures == []


def test_a_signed_file_of_two_records_is_not_cut(cast, plan, tree, sent):
    other = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    both = scanning.together(printed(sent), printed(other))
    pile = pile_of(cast.registrant, pdf_upload(signing.sign(both)))
    versions = {one.versions.get().pk for one in (sent, other)}

    sealed, refused = scans.confirm_papers(by=cast.registrant, pile=pile, versions=versions)
    assert (sealed, len(refused)) == ([], 2)
    assert refused[0].endswith("tách ra thì mất chữ ký. Hãy tải riêng từng tệp đã ký.")


@pytest.mark.parametrize("pem", [True, False])
def test_an_authority_is_trusted_once_and_no_more_when_taken_away(cast, pem):
    first, second = (
        certificates.trust(by=cast.admin, file=signing.certificate_file(signing.authority(), pem=pem)) for _ in range(2)
    )
    assert (first, first.subject) == (second, "CA bài thử, Cơ quan chứng thực")
    certificates.trust_no_more(by=cast.admin, certificate=first)

    assert TrustedCertificate.objects.trusted().count() == 0
    assert TrustedCertificate.objects.get().removed_by == cast.admin


def test_only_an_authority_that_is_in_force_can_be_trusted(cast):
    for pair, words in (
        (signing.signer(), "là chứng thư của người ký, không phải của cơ quan chứng thực"),
        (signing._certificate("CA cũ", "Cơ quan cũ", None, -1), "đã hết hiệu lực"),
    ):
        with pytest.raises(ValidationError, match=words):
            certificates.trust(by=cast.admin, file=signing.certificate_file(pair))
    for content in (b"", b"khong phai", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", b"0" * 70_000):
        with pytest.raises(ValidationError, match="không phải một chứng thư số"):
            certificates.trust(by=cast.admin, file=upload("goc.cer", content))
    with pytest.raises(PermissionDenied):
        certificates.trust(by=cast.commune_officer, file=signing.certificate_file(signing.authority()))


def test_the_record_tells_of_which_day_its_word_on_trust_is_and_the_page_of_the_scan_todays(cast, sent, as_position):
    scan, registrant = sealed_of(cast.registrant, signing.sign(printed(sent))), as_position(cast.registrant)
    record = f"/dang-ky/{sent.code}/"
    assert "chưa xác định tin cậy lúc xác nhận" in registrant.get(record).content.decode()
    certificates.trust(by=cast.admin, file=signing.certificate_file(signing.authority()))
    assert "chưa xác định tin cậy lúc xác nhận" in registrant.get(record).content.decode()
    assert "theo chứng thư do quản trị đưa vào" in registrant.get(f"{record}ban-ky/{scan.pk}/").content.decode()
