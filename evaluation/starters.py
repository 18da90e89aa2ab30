"""Thang điểm tham khảo: one scale of 100 points for each kind. The sources give criteria and wording, no points."""

from decimal import Decimal
from uuid import uuid4

from django.db import transaction

from common.locks import hold
from evaluation.models import CriteriaSet
from evaluation.scales import REFERENCE, BandSpec, CriterionSpec, GradeSpec, ScaleSpec
from evaluation.services import add_criteria_set
from registrations.enums import Kind
from registrations.models import Plan

GRADES = (
    GradeSpec("Xuất sắc", Decimal(90)),
    GradeSpec("Tốt", Decimal(80)),
    GradeSpec("Khá", Decimal(65)),
    GradeSpec("Đạt", Decimal(50)),
)


def _criterion(name: str, max_points: int, guidance: str, *texts: tuple[int, str], breaks_ties=False) -> CriterionSpec:
    """`texts`: from how many points on, and what earns them; from the best down."""
    tops = [max_points, *(lower for lower, _ in texts)]
    bands = tuple(BandSpec(Decimal(lower), Decimal(top), text) for (lower, text), top in zip(texts, tops, strict=False))
    return CriterionSpec(name, Decimal(max_points), guidance, breaks_ties=breaks_ties, bands=bands)


# Wording: source plan of a commune People's Committee, part III.1.
COLLECTIVE = ScaleSpec(
    name="Tiêu chí đánh giá mô hình tập thể",
    note=REFERENCE,
    grades=GRADES,
    criteria=(
        _criterion(
            "Có chủ trương, định hướng", 15,
            "Mô hình được một cá nhân, đơn vị, tổ chức chỉ đạo, tổ chức thực hiện; đã đăng ký với chính quyền hoặc cơ quan, "
            "đơn vị cấp trên; được cơ quan, đơn vị cấp trên xác nhận việc xây dựng và hiệu quả khi đề nghị đánh giá.",
            (13, "Có nghị quyết, kế hoạch riêng; đăng ký đúng hạn; được cấp trên xác nhận đầy đủ."),
            (9, "Có người chỉ đạo rõ ràng; đã đăng ký, được xác nhận nhưng văn bản chỉ đạo còn chung."),
            (0, "Chỉ đạo chưa rõ, đăng ký hoặc xác nhận còn thiếu."),
        ),
        _criterion(
            "Có chủ thể thực hiện cụ thể", 15,
            "Xác định rõ chủ thể chịu trách nhiệm thực hiện; địa chỉ; tên gọi cụ thể (tên tập thể, tên cá nhân, tên mô hình, "
            "địa chỉ mô hình).",
            (13, "Rõ người chịu trách nhiệm, phân công từng việc; địa chỉ, tên gọi cụ thể."),
            (9, "Rõ chủ thể và tên gọi; phân công còn chung."),
            (0, "Chủ thể, địa chỉ hoặc tên gọi chưa rõ."),
        ),
        _criterion(
            "Có lực lượng tham gia xây dựng và tổ chức mô hình", 20,
            "Phối hợp và huy động được đông đảo cán bộ, công chức và Nhân dân tham gia.",
            (17, "Đông đảo Nhân dân tự nguyện tham gia, nhiều tổ chức phối hợp, có số liệu cụ thể."),
            (12, "Huy động được phần lớn đối tượng cần vận động; phối hợp khá."),
            (0, "Lực lượng tham gia còn ít hoặc chưa có số liệu."),
        ),
        _criterion(
            "Có phương pháp, cách làm sáng tạo", 20,
            "Phương pháp, cách thức vận động, tổ chức thực hiện phù hợp, thuyết phục, chủ động, sáng tạo.",
            (17, "Cách làm mới, thuyết phục, phù hợp với dân; nơi khác học theo được."),
            (12, "Cách làm phù hợp, chủ động; điểm sáng tạo chưa nhiều."),
            (0, "Cách làm còn chung, ít thuyết phục."),
        ),
        _criterion(
            "Có hiệu quả thiết thực trong đời sống xã hội", 30,
            "Mang lại một hoặc nhiều hiệu quả trong các lĩnh vực kinh tế – xã hội, quốc phòng – an ninh, xây dựng hệ thống "
            "chính trị, tạo sự đồng thuận cao; có tính bền vững, sức lan tỏa, có khả năng nhân rộng.",
            (25, "Hiệu quả rõ, đo đếm được, vượt đăng ký; bền vững, đã hoặc đang nhân rộng."),
            (18, "Đạt kết quả đăng ký; có khả năng duy trì, lan tỏa."),
            (0, "Kết quả dưới mức đăng ký hoặc chưa bền vững."),
            breaks_ties=True,
        ),
    ),
)  # fmt: skip

# Wording: the same source, part III.2.
INDIVIDUAL = ScaleSpec(
    name="Tiêu chí đánh giá điển hình cá nhân",
    note=REFERENCE,
    grades=GRADES,
    criteria=(
        _criterion(
            "Phẩm chất chính trị, đạo đức, lối sống", 30,
            "Phẩm chất chính trị tốt, đạo đức lối sống lành mạnh; bản thân và gia đình gương mẫu thực hiện chủ trương của Đảng, "
            "chính sách, pháp luật của Nhà nước, quy định của địa phương, cơ quan, đơn vị.",
            (26, "Bản thân và gia đình gương mẫu, đi đầu, được tập thể suy tôn."),
            (19, "Chấp hành tốt, bản thân và gia đình không vi phạm."),
            (0, "Còn điểm cần rút kinh nghiệm."),
        ),
        _criterion(
            "Thành tích tiêu biểu, cách làm sáng tạo, vận động được nhiều người tham gia", 40,
            "Thành tích tiêu biểu trong chỉ đạo, triển khai; ý tưởng hay, cách làm sáng tạo, thuyết phục; vận động được cán bộ, "
            "đoàn viên, hội viên và quần chúng Nhân dân tham gia có hiệu quả mô hình trên các lĩnh vực.",
            (34, "Thành tích nổi bật, cách làm riêng, nhiều người tham gia, có số liệu cụ thể."),
            (24, "Hoàn thành tốt việc đã đăng ký, vận động được nhiều người."),
            (0, "Kết quả còn hạn chế hoặc chưa rõ phần việc của cá nhân."),
            breaks_ties=True,
        ),
        _criterion(
            "Được ghi nhận, có uy tín, sức lôi cuốn", 30,
            "Được nhiều cán bộ, công chức, Nhân dân ghi nhận, đánh giá cao; có uy tín, sức lôi cuốn để Nhân dân tin và làm theo; "
            "được cơ quan, đơn vị, địa phương công nhận có ảnh hưởng tích cực.",
            (26, "Được Nhân dân tin và làm theo; cơ quan, địa phương công nhận, biểu dương."),
            (19, "Được tập thể, Nhân dân nơi công tác, cư trú ghi nhận."),
            (0, "Mức độ ảnh hưởng còn hẹp."),
        ),
    ),
)  # fmt: skip

SCALES = {Kind.COLLECTIVE: COLLECTIVE, Kind.INDIVIDUAL: INDIVIDUAL}


@transaction.atomic
def add_starter_criteria(*, by, plan: Plan) -> list[CriteriaSet]:
    """Give a plan the reference scale of each kind it has no criteria for, as drafts."""
    hold(plan)
    there = set(CriteriaSet.objects.filter(plan=plan).values_list("kind", flat=True))
    return [
        add_criteria_set(by=by, plan=plan, kind=kind, scale=scale, token=uuid4())
        for kind, scale in SCALES.items()
        if kind not in there
    ]
