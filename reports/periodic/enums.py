"""Closed lists of the periodic reports."""

from django.db import models


class Rhythm(models.TextChoices):
    """How often a report is owed."""

    MONTH = "thang", "Hằng tháng"
    QUARTER = "quy", "Hằng quý"
    HALF = "6-thang", "6 tháng đầu năm"
    NINE = "9-thang", "9 tháng đầu năm"
    YEAR = "nam", "Hằng năm"
    SPAN = "nhieu-nam", "Sơ kết, tổng kết nhiều năm"


class Subject(models.TextChoices):
    """What a report tells of: its figures, sections and annexes follow from it."""

    MODELS = "dan-van", "Phong trào thi đua “Dân vận khéo”"
    FRONT = "mat-tran", "Công tác Mặt trận, Cuộc vận động"


class CutOff(models.TextChoices):
    """Where a period begins and ends. The second is that of Nghị định 09/2019/NĐ-CP, Điều 12."""

    CALENDAR = "lich", "Theo tháng, quý của lịch"
    STATE = "nha-nuoc", "Chốt số liệu ngày 14 (Nghị định 09/2019/NĐ-CP): từ ngày 15 đến hết ngày 14"


class Nature(models.TextChoices):
    """Whether a figure adds over periods. A rate never adds: it is worked out again from what was added."""

    FLOW = "flow", "cộng được qua các kỳ"
    STOCK = "stock", "số có đến cuối kỳ, không cộng qua các kỳ"
    RATE = "rate", "tỷ lệ phần trăm, tính từ tử số và mẫu số, không cộng"


class Source(models.TextChoices):
    COMPUTED = "computed", "tính từ hồ sơ"
    TYPED = "typed", "đơn vị ghi"
    TOTAL = "total", "cộng các chỉ tiêu thành phần"
    RATE = "rate", "tử số chia mẫu số"


# What the catalogue of the accepting unit adds to what the records tell.
OF_CATALOGUE = (Source.TYPED, Source.RATE)
# What follows from other figures of the report.
WORKED_OUT = (Source.TOTAL, Source.RATE)

# Of the Front, what is carried on from one period to the next: no rows of the period come to it.
BALANCES = ("quy-dau-ky", "quy-cuoi-ky")


# What a figure is compared with: as addresses and links of the text say it → its column.
THEN = {"ky-truoc": "before", "cung-ky": "last_year"}


class ReportState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    PROPOSED = "proposed", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt, chờ phát hành"
    SENT = "sent", "Đã gửi"
    ACCEPTED = "accepted", "Đã được nhận"
    RETURNED = "returned", "Bị trả lại"
    LOCKED = "locked", "Đã khóa"


# The tone of a state on screen: always shown with its word and a shape as well.
TONES = {
    ReportState.DRAFT: "quiet",
    ReportState.PROPOSED: "wait",
    ReportState.APPROVED: "info",
    ReportState.SENT: "info",
    ReportState.ACCEPTED: "ok",
    ReportState.RETURNED: "back",
    ReportState.LOCKED: "ok",
}
# What has left the house; what the unit above goes by.
ISSUED = (ReportState.SENT, ReportState.ACCEPTED, ReportState.RETURNED, ReportState.LOCKED)
# What meets the duty: what was returned is owed again.
STANDS = (ReportState.SENT, ReportState.ACCEPTED, ReportState.LOCKED)
TAKEN = (ReportState.ACCEPTED, ReportState.LOCKED)
# A version that is still on its way: no second one beside it.
UNDER_WAY = (ReportState.DRAFT, ReportState.PROPOSED, ReportState.APPROVED, ReportState.SENT)


class Relief(models.TextChoices):
    """Ngoại lệ: granted with a reason."""

    LATER = "later", "Gia hạn"
    NONE = "none", "Miễn báo cáo kỳ này"


class Standing(models.TextChoices):
    """How an obligation stands: three answers are wanted, on time, late, none."""

    EXCUSED = "excused", "Được miễn"
    ON_TIME = "on-time", "Đúng hạn"
    RECEIVED_LATE = "received-late", "Gửi muộn"
    LATE = "late", "Quá hạn, chưa gửi"
    OPEN = "open", "Chưa đến hạn"


STANDING_TONES = {
    Standing.EXCUSED: "quiet", Standing.ON_TIME: "ok", Standing.RECEIVED_LATE: "wait", Standing.LATE: "back",
    Standing.OPEN: "info",
}  # fmt: skip
