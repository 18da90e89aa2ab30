"""Ghép trang quét với hồ sơ: what a page belongs to, or the sentence that says why it is not taken."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from common.dates import day
from registrations.enums import PageOutcome, Purpose
from registrations.models import Registration, RegistrationVersion
from registrations.rights import keeps_scans
from registrations.scanning import marks
from registrations.scanning.marks import Mark

FOREIGN_CODE = "Trang có mã QR, nhưng không phải mã in ở chân giấy đăng ký."
TWO_PAPERS = "Trang có mã của hai giấy khác nhau. Hãy quét riêng từng tờ."
FORMER = "Giấy in từ bản phần mềm cũ, mã chưa nói rõ là giấy nào. Hãy ghép bằng tay."


@dataclass(frozen=True)
class Verdict:
    """What a page is, and why it is not taken where it is not."""

    outcome: PageOutcome
    reason: str = ""
    version: RegistrationVersion | None = None
    sheet: int | None = None


class Refusal(Exception):
    """The paper is not taken; the message is the sentence a person reads, `about` what in the mark it concerns."""

    def __init__(self, sentence: str, about: str = "code"):
        super().__init__(sentence)
        self.about = about


class Matcher:
    """Judges pages for one position: what lies outside its scope does not exist for its scans either."""

    def __init__(self, position):
        self.position = position
        self._records: dict[str, Registration | None] = {}
        self._versions: dict[str, list[RegistrationVersion]] = {}

    def look_up(self, codes: Iterable[str]) -> None:
        """Ask for several records at once, before they are judged one by one."""
        wanted = set(codes)
        known = Registration.objects.open_to(self.position).select_related("unit").filter(code__in=wanted)
        by_key = {record.pk: record for record in known}
        self._records |= dict.fromkeys(wanted) | {record.code: record for record in by_key.values()}
        self._versions |= {code: [] for code in wanted}
        for version in RegistrationVersion.objects.filter(registration__in=by_key):
            self._versions[by_key[version.registration_id].code].append(version)

    def judge(self, codes: Iterable[str], *, is_blank: bool = False) -> Verdict:
        """The verdict on a page by the texts of its codes."""
        codes = list(codes)
        found = {mark for text in codes if (mark := marks.read_mark(text))}
        if not found:
            return Verdict(PageOutcome.BLANK if is_blank else PageOutcome.UNREAD, FOREIGN_CODE if codes else "")
        if len(found) > 1:
            return Verdict(PageOutcome.REFUSED, TWO_PAPERS)
        mark = found.pop()
        try:
            version = self._version_of(mark)
        except Refusal as problem:
            return Verdict(PageOutcome.REFUSED, str(problem))
        if version is None:
            return Verdict(PageOutcome.UNREAD, FORMER)
        return Verdict(PageOutcome.MATCHED, version=version, sheet=mark.sheet)

    def version(self, code: str, purpose: str, number: int) -> RegistrationVersion:
        """The version a person says a paper shows. Raises Refusal."""
        sent = self._sent(code)
        return self._latest(sent, code, Purpose(purpose), number)

    def _version_of(self, mark: Mark) -> RegistrationVersion | None:
        if mark.number is None:
            raise Refusal(f"Trang in từ bản nháp của {mark.code}, chưa nộp. Hãy nộp, in bản đã nộp, ký rồi quét lại.")
        sent = self._sent(mark.code)
        purpose = mark.purpose or self._only_purpose(sent)
        if purpose is None:
            return None
        version = self._latest(sent, mark.code, purpose, mark.number)
        if mark.check and mark.check != marks.check_of(version.paper):
            raise Refusal(
                f"Dấu kiểm tra trên trang không khớp nội dung {_named(version)} của {mark.code}: "
                "giấy này không in từ hồ sơ ở đây."
            )
        return version

    def _only_purpose(self, sent: list[RegistrationVersion]) -> Purpose | None:
        """A former mark does not say which paper it is; where there is but one, it is that one."""
        purposes = {Purpose(version.purpose) for version in sent}
        return purposes.pop() if len(purposes) == 1 else None

    def _sent(self, code: str) -> list[RegistrationVersion]:
        if code not in self._records:
            self.look_up([code])
        record = self._records[code]
        if record is None:
            raise Refusal(f"Không có hồ sơ {code} trong phạm vi của vị trí đang dùng.")
        if record.first_sent_at is None:
            raise Refusal(f"Hồ sơ {code} chưa nộp nên chưa có bản để đối chiếu.")
        if not keeps_scans(self.position, record):
            raise Refusal(f"Vị trí đang dùng không nhận bản ký của hồ sơ {code}.")
        return self._versions[code]

    def _latest(self, sent, code: str, purpose: Purpose, number: int) -> RegistrationVersion:
        of_purpose = [version for version in sent if version.purpose == purpose]
        version = next((one for one in of_purpose if one.number == number), None)
        if version is None:
            raise Refusal(f"Hồ sơ {code} không có {purpose.label} lần {number}.", "number")
        latest = max(of_purpose, key=lambda one: one.number)
        if latest.number != number:
            raise Refusal(_outdated(version, latest, code), "number")
        return version


def _outdated(version: RegistrationVersion, latest: RegistrationVersion, code: str) -> str:
    at = day(timezone.localdate(latest.sent_at))
    return (
        f"Trang in {_named(version)} của {code}; sau đó đã nộp lại lần {latest.number} ngày {at}. "
        f"Hãy in lần {latest.number}, ký rồi quét lại."
    )


def _named(version: RegistrationVersion) -> str:
    return f"{version.get_purpose_display()} lần {version.number}"
