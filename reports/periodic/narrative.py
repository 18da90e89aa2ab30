"""Lời văn báo cáo: the sections in the order of the paper, and what is drafted for each from the figures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, When

from registrations.models import Registration, Sector
from reports.models import Report, ReportFigure
from reports.periodic.calendars import counted
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
    # Where the period before is the same period last year, it is told once.
    tells_before: bool = True

    def has(self, *keys: str) -> bool:
        """Whether any of these figures is more than nothing."""
        return any(self.figures[key].value for key in keys if key in self.figures)

    def knows(self, *keys: str) -> bool:
        return all(key in self.figures for key in keys)

    def is_nought(self, key: str) -> bool:
        """Whether it was written or counted, and there was none."""
        return self.knows(key) and self.figures[key].value == 0

    def against(self, key: str) -> str:
        """Linked: how it stands to the last period and the same period last year, better or worse.

        Nothing where it is not written yet, where nothing is known of then, and where there is and was none.
        """
        one = self.figures.get(key)
        if one is None or one.value is None:
            return ""
        then = {"so-ky-truoc": one.before} if self.tells_before else {}
        then["so-cung-ky"] = one.last_year
        if not one.value and not any(then.values()):
            return ""
        return ", ".join(f"{{{{{key}:{form}}}}}" for form, number in then.items() if number is not None)

    def after(self, key: str) -> str:
        """The same, behind what was told of the figure."""
        return f", {against}" if (against := self.against(key)) else ""

    def aside(self, key: str) -> str:
        return f" ({against})" if (against := self.against(key)) else ""


def _left_to_the_unit(_draft: Draft) -> str:
    """What no figure tells."""
    return ""


@dataclass(frozen=True)
class SectionKind:
    """Một mục: `heads` are printed above it where it is the first below them."""

    key: str
    title: str
    heads: tuple[str, ...] = ()
    drafts: Callable[[Draft], str] = _left_to_the_unit

    @property
    def is_drafted(self) -> bool:
        """Whether something is drafted for it from the figures."""
        return self.drafts is not _left_to_the_unit


def _by_kind(draft: Draft, key: str) -> str:
    """“ (04 tập thể, 01 cá nhân)”, linked; a kind of which there is none is not named."""
    named = [f"{{{{{key}-{slug}}}}} {word}" for slug, word in KINDS.values() if draft.has(f"{key}-{slug}")]
    return f" ({', '.join(named)})" if named else ""


def _phrase(draft: Draft, key: str, some: str, none: str) -> str:
    """What is told of one typed figure, with what it was before; where it is nought, in words instead of “0”."""
    if not draft.knows(key):
        return ""
    return (none if draft.is_nought(key) else some.format(f"{{{{{key}}}}}")) + draft.aside(key)


def phrases(draft: Draft, *each: tuple[str, str, str]) -> str:
    """What is told of several figures, one after the other: (key, in words with {} for the number, in words of none)."""
    return "; ".join(told for one in each if (told := _phrase(draft, *one)))


def _leading(draft: Draft) -> str:
    told = phrases(
        draft,
        ("van-ban", "ban hành {} văn bản lãnh đạo, chỉ đạo", "không ban hành văn bản lãnh đạo, chỉ đạo"),
        ("hoi-nghi", "tổ chức {} hội nghị quán triệt, triển khai", "không tổ chức hội nghị quán triệt, triển khai"),
    )
    return f"Thực hiện {MOVEMENT}, trong kỳ đơn vị {told}." if told else ""


def _telling(draft: Draft) -> str:
    about = f"tin, bài tuyên truyền về {MOVEMENT}"
    told = phrases(draft, ("tin-bai", f"đăng, phát {{}} {about}", f"không đăng, phát {about}"))
    return f"Trong kỳ đơn vị {told}." if told else ""


def _models(draft: Draft) -> str:
    if not draft.has("dang-ky"):
        first = f"Trong kỳ không có mô hình, điển hình được xác nhận đăng ký{draft.after('dang-ky')}."
    else:
        first = (
            f"Trong kỳ có {{{{dang-ky}}}} mô hình, điển hình “Dân vận khéo” được xác nhận đăng ký{_by_kind(draft, 'dang-ky')}"
            f"{draft.after('dang-ky')}; {_by_origin(draft)}."
        )
    sectors = [told for name, key in draft.sectors if (told := _of_sector(draft, name, key))]
    by_sector = [f"Theo lĩnh vực: {'; '.join(sectors)}."] if sectors else []
    return "\n".join([first, *by_sector, *_since_new_year(draft), *_outcomes(draft), *_best(draft)])


def _by_origin(draft: Draft) -> str:
    if not draft.has("dang-ky-tiep-tuc"):
        return "tất cả là mô hình mới"
    if not draft.has("dang-ky-moi"):
        return "tất cả là mô hình tiếp tục từ năm trước"
    return "trong đó {{dang-ky-moi}} mô hình mới, {{dang-ky-tiep-tuc}} mô hình tiếp tục từ năm trước"


def _of_sector(draft: Draft, name: str, key: str) -> str:
    against = draft.aside(key)
    if draft.has(key):
        return f"{name} {{{{{key}}}}} mô hình{against}"
    return f"{name} không có mô hình{against}" if against else ""


def _since_new_year(draft: Draft) -> list[str]:
    """Nothing in a report of several years."""
    if not draft.knows("luy-ke"):
        return []
    since = "có {{luy-ke}}" if draft.has("luy-ke") else "chưa có"
    asked = "; chỉ tiêu giao trong năm là {{chi-tieu}} mô hình" if draft.has("chi-tieu") else ""
    return [f"Từ đầu năm đến hết kỳ {since} mô hình đăng ký{asked}."]


def _outcomes(draft: Draft) -> list[str]:
    """Also what has become less or none since it was last told."""
    words = {"hieu-qua": "được xác nhận hiệu quả", "chua-dat": "kết luận chưa đạt hiệu quả", "dung": "dừng thực hiện"}
    told = [one for key, word in words.items() if (one := _outcome(draft, key, word))]
    return [f"Kết quả thực hiện trong kỳ: {'; '.join(told)}."] if told else []


def _outcome(draft: Draft, key: str, word: str) -> str:
    against = draft.after(key)
    if draft.has(key):
        return f"{{{{{key}}}}} mô hình {word}{_by_kind(draft, key)}{against}"
    return f"không có mô hình {word}{against}" if against else ""


def _best(draft: Draft) -> list[str]:
    return [f"Tiêu biểu như: {'; '.join(draft.best)}."] if draft.best else []


def _government(draft: Draft) -> str:
    nothing_came = draft.is_nought("don-thu") and draft.is_nought("don-thu-giai-quyet")
    settled = "giải quyết xong {} đơn thư thuộc thẩm quyền", "chưa giải quyết xong đơn thư nào"
    told = phrases(
        draft,
        ("tiep-cong-dan", "tiếp {} lượt công dân", "không có công dân được tiếp"),
        ("doi-thoai", "tổ chức {} cuộc đối thoại với Nhân dân", "không tổ chức đối thoại với Nhân dân"),
        ("don-thu", "tiếp nhận {} đơn thư", "không tiếp nhận đơn thư"),
        *(() if nothing_came else (("don-thu-giai-quyet", *settled),)),
        ("hoa-giai", "hòa giải thành {} vụ việc", "không có vụ việc hòa giải thành"),
    )
    customs = phrases(
        draft,
        ("huong-uoc", "có {} hương ước, quy ước đang được thực hiện", "chưa có hương ước, quy ước được thực hiện"),
    )
    lines = [f"Trong kỳ đơn vị {told}." if told else "", f"Đến cuối kỳ {customs}." if customs else ""]
    return "\n".join(line for line in lines if line)


def _checking(draft: Draft) -> str:
    what = f"kiểm tra, giám sát việc thực hiện {MOVEMENT}"
    told = phrases(draft, ("kiem-tra", f"tổ chức {{}} cuộc {what}", f"không tổ chức {what}"))
    return f"Trong kỳ đơn vị {told}." if told else ""


def _rewards(draft: Draft) -> str:
    given = {"cong-nhan": "công nhận", "khen-thuong": "khen thưởng"}
    told = [
        f"{word} {{{{{key}}}}} mô hình, điển hình{_by_kind(draft, key)}{draft.after(key)}"
        for key, word in given.items()
        if draft.has(key)
    ]
    less = [
        f"số mô hình, điển hình được {word} {against}"
        for key, word in given.items()
        if not draft.has(key) and (against := draft.against(key))
    ]
    if told:
        return f"Trong kỳ các cấp có thẩm quyền đã {'; '.join([*told, *less])}."
    return f"{'; '.join(['Trong kỳ chưa có quyết định công nhận, khen thưởng mô hình, điển hình', *less])}."


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
    tells_before = not counted(report.obligation.period).follows_last_year
    return Draft(report, by_key, tuple(_best_models(by_key)), tuple(names), tells_before)


def _best_models(figures: Mapping[str, ReportFigure]) -> list[str]:
    """Rewarded before recognised before effective; the models of units, whose names are nobody's private affair."""
    keys = [key for key in ("khen-thuong", "cong-nhan", "hieu-qua") if key in figures]
    ids = in_order(pk for key in keys for pk in all_ids(figures[key], dict(figures)))[: MOST_NAMED * 4]
    if not ids:
        return []
    order = Case(*(When(pk=pk, then=place) for place, pk in enumerate(ids)))
    models = Registration.objects.filter(pk__in=ids, kind="collective").select_related("present_unit").order_by(order)
    return [f"mô hình “{one.title}” ({one.present_unit})" for one in models[:MOST_NAMED]]
