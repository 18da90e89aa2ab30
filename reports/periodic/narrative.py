"""Lời văn báo cáo: the sections in the order of the paper, and what is drafted for each from the figures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Case, When

from registrations.models import Registration, Sector
from reports.models import Report, ReportFigure
from reports.periodic.figures import all_ids, in_order
from reports.periodic.indicators import KINDS, sector_key

# What somebody writes or confirms where there is nothing to say; and what stands in a draft until then.
NONE, UNWRITTEN = "Không.", "(chưa viết)"
MOST_NAMED = 3
MOVEMENT = "phong trào thi đua “Dân vận khéo”"


@dataclass(frozen=True)
class Draft:
    """What the drafted text is made from."""

    report: Report
    figures: Mapping[str, ReportFigure]
    best: tuple[str, ...] = ()
    sectors: tuple[tuple[str, str], ...] = ()

    def has(self, *keys: str) -> bool:
        """Whether any of these figures is more than nothing."""
        return any(self.figures[key].value for key in keys if key in self.figures)

    def knows(self, *keys: str) -> bool:
        return all(key in self.figures for key in keys)


@dataclass(frozen=True)
class SectionKind:
    """Một mục: `heads` are printed above it where it is the first below them."""

    key: str
    title: str
    heads: tuple[str, ...] = ()
    drafts: Callable[[Draft], str] = field(default=lambda draft: "")


def _by_kind(draft: Draft, key: str) -> str:
    """“ (04 tập thể, 01 cá nhân)”, linked; a kind of which there is none is not named."""
    named = [f"{{{{{key}-{slug}}}}} {word}" for slug, word in KINDS.values() if draft.has(f"{key}-{slug}")]
    return f" ({', '.join(named)})" if named else ""


def _leading(draft: Draft) -> str:
    lines = ["Trong kỳ, đơn vị đã ban hành {{van-ban}} văn bản lãnh đạo, chỉ đạo"] if draft.knows("van-ban") else []
    if draft.knows("hoi-nghi"):
        begin = "; tổ chức" if lines else "Trong kỳ, đơn vị đã tổ chức"
        lines.append(f"{begin} {{{{hoi-nghi}}}} hội nghị quán triệt, triển khai")
    return f"{''.join(lines)} thực hiện {MOVEMENT}." if lines else ""


def _telling(draft: Draft) -> str:
    return f"Đã đăng, phát {{{{tin-bai}}}} tin, bài tuyên truyền về {MOVEMENT}." if draft.knows("tin-bai") else ""


def _models(draft: Draft) -> str:
    if not draft.has("dang-ky"):
        lines = ["Trong kỳ không có mô hình, điển hình mới được xác nhận đăng ký ({{dang-ky:so-ky-truoc}})."]
    else:
        lines = [
            f"Trong kỳ có {{{{dang-ky}}}} mô hình, điển hình “Dân vận khéo” được xác nhận đăng ký{_by_kind(draft, 'dang-ky')}, "
            "{{dang-ky:so-ky-truoc}}, {{dang-ky:so-cung-ky}}; trong đó {{dang-ky-moi}} mô hình mới, {{dang-ky-tiep-tuc}} "
            "mô hình tiếp tục từ năm trước."
        ]
        parts = [f"{name} {{{{{key}}}}} mô hình" for key, name in draft.sectors if draft.has(key)]
        if parts:
            lines.append(f"Theo lĩnh vực: {'; '.join(parts)}.")
    if draft.has("chi-tieu"):
        lines.append(
            "Từ đầu năm đến hết kỳ có {{luy-ke}} mô hình đăng ký; chỉ tiêu giao trong năm là {{chi-tieu}} mô hình."
        )
    else:
        lines.append("Từ đầu năm đến hết kỳ có {{luy-ke}} mô hình đăng ký.")
    return "\n".join([*lines, *_outcomes(draft), *_best(draft)])


def _outcomes(draft: Draft) -> list[str]:
    told = []
    if draft.has("hieu-qua"):
        told.append(
            f"{{{{hieu-qua}}}} mô hình được xác nhận hiệu quả{_by_kind(draft, 'hieu-qua')}, {{{{hieu-qua:so-ky-truoc}}}}"
        )
    if draft.has("chua-dat"):
        told.append("{{chua-dat}} mô hình kết luận chưa đạt hiệu quả")
    if draft.has("dung"):
        told.append("{{dung}} mô hình dừng thực hiện")
    return [f"Kết quả thực hiện trong kỳ: {'; '.join(told)}."] if told else []


def _best(draft: Draft) -> list[str]:
    return [f"Tiêu biểu như: {'; '.join(draft.best)}."] if draft.best else []


def _government(draft: Draft) -> str:
    phrases = {
        "tiep-cong-dan": "tiếp {{tiep-cong-dan}} lượt công dân",
        "doi-thoai": "tổ chức {{doi-thoai}} cuộc đối thoại với Nhân dân",
        "don-thu": "tiếp nhận {{don-thu}} đơn thư",
        "don-thu-giai-quyet": "giải quyết xong {{don-thu-giai-quyet}} đơn thư thuộc thẩm quyền",
        "hoa-giai": "hòa giải thành {{hoa-giai}} vụ việc",
    }
    told = [phrase for key, phrase in phrases.items() if draft.knows(key)]
    lines = [f"Trong kỳ đã {'; '.join(told)}."] if told else []
    if draft.knows("huong-uoc"):
        lines.append("Đến cuối kỳ có {{huong-uoc}} hương ước, quy ước đang được thực hiện.")
    return "\n".join(lines)


def _checking(draft: Draft) -> str:
    return (
        f"Đã tổ chức {{{{kiem-tra}}}} cuộc kiểm tra, giám sát việc thực hiện {MOVEMENT}."
        if draft.knows("kiem-tra")
        else ""
    )


def _rewards(draft: Draft) -> str:
    if not draft.has("cong-nhan", "khen-thuong"):
        return "Trong kỳ chưa có quyết định công nhận, khen thưởng mô hình, điển hình."
    told = []
    for key, word in (("cong-nhan", "công nhận"), ("khen-thuong", "khen thưởng")):
        if draft.has(key):
            told.append(f"{word} {{{{{key}}}}} mô hình, điển hình{_by_kind(draft, key)}")
    return f"Trong kỳ các cấp có thẩm quyền đã {'; '.join(told)}."


SECTIONS = (
    SectionKind("lanh-dao", "I. Công tác lãnh đạo, chỉ đạo", drafts=_leading),
    SectionKind("tuyen-truyen", "1. Công tác tuyên truyền", ("II. Kết quả thực hiện",), drafts=_telling),
    SectionKind("mo-hinh", "2. Kết quả xây dựng mô hình, điển hình theo các lĩnh vực", drafts=_models),
    SectionKind("chinh-quyen", "3. Công tác dân vận của chính quyền", drafts=_government),
    SectionKind("kiem-tra", "4. Công tác kiểm tra, đôn đốc", drafts=_checking),
    SectionKind("khen-thuong", "5. Đánh giá, công nhận, khen thưởng, nhân rộng", drafts=_rewards),
    SectionKind("uu-diem", "1. Ưu điểm", ("III. Đánh giá chung",)),
    SectionKind("han-che", "2. Hạn chế"),
    SectionKind("nguyen-nhan", "3. Nguyên nhân"),
    SectionKind("bai-hoc", "4. Bài học kinh nghiệm"),
    SectionKind("phuong-huong", "IV. Phương hướng, nhiệm vụ kỳ tới"),
    SectionKind("kien-nghi", "V. Kiến nghị, đề xuất"),
)
BY_KEY = {one.key: one for one in SECTIONS}


def draft_of(report: Report, figures: Iterable[ReportFigure]) -> Draft:
    """The figures of the report, the names of the fields, and the best models; two queries."""
    by_key = {one.key: one for one in figures}
    names = [(sector_key(one.pk), f"lĩnh vực {one.name}") for one in Sector.objects.all()]
    return Draft(report, by_key, tuple(_best_models(by_key)), tuple(names))


def _best_models(figures: Mapping[str, ReportFigure]) -> list[str]:
    """Rewarded before recognised before effective; the models of units, whose names are nobody's private affair."""
    keys = [key for key in ("khen-thuong", "cong-nhan", "hieu-qua") if key in figures]
    ids = in_order(pk for key in keys for pk in all_ids(figures[key], dict(figures)))[: MOST_NAMED * 4]
    if not ids:
        return []
    order = Case(*(When(pk=pk, then=place) for place, pk in enumerate(ids)))
    models = Registration.objects.filter(pk__in=ids, kind="collective").select_related("present_unit").order_by(order)
    return [f"mô hình “{one.title}” ({one.present_unit})" for one in models[:MOST_NAMED]]
