"""Các mục của một báo cáo, by what it tells of: the movement “Dân vận khéo”, or the Front's work by its contents."""

from registrations.models import Content
from reports.models import Report
from reports.periodic import narrative
from reports.periodic.fronted import content_key
from reports.periodic.narrative import Draft, SectionKind, phrases

HEAD = "III. Kết quả thực hiện các nội dung của Cuộc vận động"


def _general(draft: Draft) -> str:
    listeners = ("luot-nguoi", "có {} lượt người dự, người nghe", "không có người dự, người nghe")
    held = ("hoat-dong", "đã tổ chức {} hoạt động", "không tổ chức hoạt động nào")
    general = phrases(draft, held, *([listeners] if draft.has("luot-nguoi") else []))
    told = [f"{{{{hd-{key}}}}} {word}" for key, word in _KINDS if draft.has(f"hd-{key}")]
    return "\n".join([f"Trong kỳ {general}.", *([f"Trong đó có {'; '.join(told)}."] if told else [])])


_KINDS = (
    ("propaganda", "buổi tuyên truyền, vận động"), ("training", "lớp tập huấn"), ("study", "chuyến tham quan, học tập"),
    ("festival", "ngày hội"), ("supervision", "cuộc kiểm tra, giám sát"), ("dialogue", "cuộc đối thoại, lấy ý kiến"),
    ("meeting", "hội nghị"), ("care", "hoạt động thăm hỏi, chăm lo"),
)  # fmt: skip


def _of_content(number: str):
    """What is drafted for one content, from its own figures."""
    key = content_key(int(number))

    def drafts(draft: Draft) -> str:
        people = (f"{key}-luot-nguoi", "có {} lượt người tham gia", "không có người tham gia")
        held = (key, "đã tổ chức {} hoạt động", "không có hoạt động riêng cho nội dung này")
        lines = [f"Trong kỳ {phrases(draft, held, *([people] if draft.has(people[0]) else []))}."]
        if draft.has(f"{key}-tien"):
            lines.append(f"Vận động được {{{{{key}-tien}}}} đồng cho nội dung này.")
        return "\n".join(lines)

    return drafts


def _resources(draft: Draft) -> str:
    sources = {
        "tien-ngan-sach": "{{tien-ngan-sach}} đồng từ ngân sách", "tien-xa-hoi": "{{tien-xa-hoi}} đồng xã hội hóa",
        "dat": "{{dat}} m² đất", "ngay-cong": "{{ngay-cong}} ngày công", "hien-vat": "hiện vật trị giá {{hien-vat}} đồng",
    }  # fmt: skip
    told = [phrase for key, phrase in sources.items() if draft.has(key)]
    helped = {"ho-duoc-giup": "giúp {{ho-duoc-giup}} hộ", "nha-xay": "xây mới {{nha-xay}} nhà",
              "nha-sua": "sửa chữa {{nha-sua}} nhà"}  # fmt: skip
    done = [phrase for key, phrase in helped.items() if draft.has(key)]
    lines = [f"Vận động được {'; '.join(told)}." if told else "Trong kỳ chưa ghi nguồn lực vận động trực tiếp."]
    return "\n".join([*lines, *([f"Từ nguồn lực trực tiếp và Quỹ đã {'; '.join(done)}."] if done else [])])


def _fund(draft: Draft) -> str:
    if not draft.knows("quy-cuoi-ky"):
        return "Đơn vị không có sổ Quỹ “Vì người nghèo” trong kỳ."
    return (
        "Quỹ “Vì người nghèo”: số dư đầu kỳ {{quy-dau-ky}} đồng; vận động được {{quy-van-dong}} đồng; đã nộp vào quỹ "
        "{{quy-thu}} đồng; đã sử dụng {{quy-chi}} đồng; số dư cuối kỳ {{quy-cuoi-ky}} đồng."
    )


def _supervision(draft: Draft) -> str:
    """What was found is told where there was anything to settle."""
    came = (
        ("kien-nghi", "có {} kiến nghị", ""),
        ("kien-nghi-xong", "đã giải quyết {} kiến nghị", "chưa giải quyết kiến nghị nào"),
    )
    told = phrases(
        draft,
        ("hd-supervision", "tổ chức {} cuộc kiểm tra, giám sát", "không tổ chức kiểm tra, giám sát"),
        *(came if draft.has("kien-nghi") else ()),
        (
            "hd-dialogue",
            "tổ chức {} cuộc đối thoại, lấy ý kiến Nhân dân",
            "không tổ chức đối thoại, lấy ý kiến Nhân dân",
        ),
    )
    return f"Trong kỳ đơn vị {told}." if told else ""


BEFORE = (
    SectionKind("mt-lanh-dao", "I. Công tác lãnh đạo, chỉ đạo, phối hợp"),
    SectionKind("mt-chung", "II. Kết quả chung", drafts=_general),
)
AFTER = (
    SectionKind("mt-nguon-luc", "IV. Nguồn lực vận động được", drafts=_resources),
    SectionKind("mt-quy", "V. Quỹ “Vì người nghèo”", drafts=_fund),
    SectionKind("mt-giam-sat", "VI. Kiểm tra, giám sát, phản biện xã hội", drafts=_supervision),
    SectionKind("mt-uu-diem", "1. Ưu điểm", ("VII. Đánh giá chung",)),
    SectionKind("mt-han-che", "2. Hạn chế, nguyên nhân"),
    SectionKind("mt-phuong-huong", "VIII. Phương hướng, nhiệm vụ kỳ tới"),
    SectionKind("mt-kien-nghi", "IX. Kiến nghị, đề xuất"),
)
CONTENT = "mt-noi-dung-"
BY_KEY = narrative.BY_KEY | {one.key: one for one in (*BEFORE, *AFTER)}


def kinds_of(report: Report) -> list[SectionKind]:
    """In the order of the paper; of the Front one for each content that is offered."""
    if not report.is_of_front:
        return list(narrative.SECTIONS)
    contents = Content.objects.of_campaign().offered()
    return [*BEFORE, *(_content_kind(str(one.number), f"{one.number}. {one.name}"[:200]) for one in contents), *AFTER]


def kind_of(key: str) -> SectionKind | None:
    """The kind of a section that is there; of one that is no more there is none."""
    number = key.removeprefix(CONTENT)
    if key.startswith(CONTENT) and number.isdecimal():
        return _content_kind(number, "")
    return BY_KEY.get(key)


def drafted_kind(key: str) -> SectionKind | None:
    """The kind of a section that can be drafted from the figures."""
    kind = kind_of(key)
    return kind if kind and kind.is_drafted else None


def _content_kind(number: str, title: str) -> SectionKind:
    return SectionKind(f"{CONTENT}{number}", title, (HEAD,) if number == "1" else (), drafts=_of_content(number))


def heads_of(key: str) -> tuple[str, ...]:
    kind = kind_of(key)
    return kind.heads if kind else ()
