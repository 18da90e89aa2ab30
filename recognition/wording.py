"""Lời văn thường dùng: what a decision, a line and a tờ trình usually say; the office changes it as it likes."""

from collections.abc import Collection

from django.utils.text import capfirst

from common import dates
from common.vietnamese import lower_first
from recognition.enums import Act
from registrations.enums import Kind

ABOUT = {
    Act.RECOGNITION: "công nhận {models} {level} năm {year}",
    Act.REWARD: "khen thưởng tập thể, cá nhân có thành tích trong {movement} năm {year}",
    Act.REVOCATION: "thu hồi danh hiệu đã công nhận trong {movement} năm {year}",
}
LOCAL_LAW = "Luật Tổ chức chính quyền địa phương"
EMULATION_LAW = "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"


def level_words(level) -> str:
    """“cấp xã”, as decisions call it; the level's own name where it has no word for its areas."""
    return f"cấp {level.area_word}" if level.area_word else level.name.lower()


def usual_texts(act: str, unit, plan, *, signing) -> dict[str, str]:
    """`signing`: the office in whose name the decision goes out."""
    movement = lower_first(plan.movement.name)
    about = ABOUT[Act(act)].format(
        models=plan.movement.model_phrase, level=level_words(unit.level), year=plan.year, movement=movement
    )
    return {"about": about[:300], "addressee": f"Lãnh đạo {signing.name}"[:200]}


def usual_bases(decision) -> list[str]:
    """The plan, the concluded round, and the law that a State office cites; the office completes them."""
    plan, round = decision.plan, decision.round
    state = decision.issuer.paper_family == "state"
    laws = [f"Căn cứ {LOCAL_LAW};", f"Căn cứ {EMULATION_LAW};"] if state else []
    bases = [*laws, f"Căn cứ {plan.cited};"[:500]]
    if round is not None:
        concluded = f", kết luận ngày {dates.day(round.concluded_at)}" if round.concluded_at else ""
        bases.append(f"Căn cứ kết quả “{round.name}”{concluded};"[:500])
    return bases


def called(movement, kinds: Collection[str]) -> str:
    """“mô hình “Dân vận khéo””; of persons “điển hình …”, of both “mô hình, điển hình …”."""
    words = {Kind.COLLECTIVE: "mô hình", Kind.INDIVIDUAL: "điển hình"}
    told = ", ".join(word for kind, word in words.items() if kind in kinds)
    return movement.model_phrase.replace("mô hình", told or "mô hình", 1)


def usual_name(decision, kind: str) -> str:
    """“Mô hình “Dân vận khéo” cấp xã năm 2026”; of a person “Điển hình …”."""
    phrase = called(decision.plan.movement, [kind])
    if decision.act == Act.REWARD:
        movement = decision.plan.movement.name
        return f"Có thành tích trong {lower_first(movement)} năm {decision.year}"[:300]
    return f"{capfirst(phrase)} {level_words(decision.level)} năm {decision.year}"[:300]
