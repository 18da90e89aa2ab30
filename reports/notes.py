"""Chú thích dưới bảng: the tree used, the cut-off, and what each figure means."""

from datetime import datetime

from django.utils import timezone

from common import dates
from reports.enums import Tree
from reports.frames import Frame

TREES = {
    Tree.PRESENT: "Đơn vị: tổng hợp theo đơn vị hiện nay.",
    Tree.THEN: "Đơn vị: tổng hợp theo đơn vị tại thời điểm xác nhận đăng ký, với tên và đơn vị cấp trên trong kỳ, kể cả "
    "đơn vị nay đã kết thúc hoạt động.",
}
REGISTERED = (
    "Đăng ký: mô hình, điển hình được nơi tiếp nhận đầu tiên xác nhận và vào sổ trong kỳ; tính vào kỳ có ngày xác nhận, "
    "dù về sau hồ sơ thay đổi."
)
OUTCOMES = (
    "Hiệu quả, chưa đạt, dừng: theo kết luận cuối cùng ghi trong kỳ về mô hình, kể cả mô hình đã đăng ký từ kỳ trước."
)
GIVEN = (
    "Được công nhận, khen thưởng: số mô hình có tên trong quyết định đã phát hành, tính theo ngày quyết định; mô hình "
    "nhiều cấp cùng công nhận trong kỳ tính một lần; quyết định thu hồi về sau không đổi số của kỳ đã qua."
)
SHARE = (
    "Chỉ tiêu giao: số mô hình các kế hoạch trong năm giao cho đơn vị. % hoàn thành = số đăng ký từ đầu năm đến hết kỳ "
    "chia cho chỉ tiêu giao; chỉ tính đơn vị được giao chỉ tiêu, dấu “–” là không giao chỉ tiêu."
)
OF_LEVEL = "Chỉ tính mô hình đăng ký cao nhất ở cấp đã chọn. Chỉ tiêu giao chung cho mọi cấp nên không ghi chỉ tiêu và % hoàn thành."
RESULTS = "Kết quả: tình trạng của mô hình đến hết kỳ báo cáo. Giá trị làm lợi: thực tế theo báo cáo kết quả nếu đã có, nếu chưa thì ghi số dự kiến."
EVALUATED = (
    "Điểm từng tiêu chí và tổng điểm: trung bình cộng các phiếu chấm đã gửi, làm tròn hai chữ số thập phân khi ghi; "
    "hồ sơ hội đồng đã thống nhất điểm thì tổng điểm là điểm thống nhất; xếp loại theo số chưa làm tròn. Tính các đợt đánh giá có kết luận trong kỳ."
)


DECIDED = (
    "Số, ngày quyết định; hình thức: các quyết định công nhận, khen thưởng có ngày đến hết kỳ báo cáo; đã bị thu hồi đến "
    "hết kỳ thì ghi rõ."
)


def under_table(frame: Frame, *definitions: str, at: datetime | None = None) -> list[str]:
    """The lines under a table of this frame; `at`: when it was counted, where that is not now."""
    return [cut_off(frame.tree, frame.period.days, at=at), *definitions]


def cut_off(tree: Tree, days: str, *, at: datetime | None = None) -> str:
    """By which tree, of which days, counted when."""
    then = timezone.localtime(at)
    return f"{TREES[tree]} Số liệu {days}, tổng hợp lúc {then:%H:%M} ngày {dates.day(then)}."
