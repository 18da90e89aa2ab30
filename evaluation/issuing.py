"""Ban hành bộ tiêu chí: what must be right before a set is frozen for ever, and the freezing."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from django.core.exceptions import ValidationError

from common import dates
from common.numbers import score
from common.workflow import Step
from evaluation.models import Band, CriteriaSet
from evaluation.scales import BandSpec, CriterionSpec, ScaleSpec, scale_of
from evaluation.scoring import Mark, total

# Points are given in hundredths: between 9,99 and 10 there are none.
SMALLEST_STEP = Decimal("0.01")


def not_ready_to_issue(position, criteria_set: CriteriaSet, day) -> str:
    """What is missing, in one sentence."""
    missing = [*_of_document(criteria_set), *_of_scale(scale_of(criteria_set))]
    return f"Chưa ban hành được: {'; '.join(missing)}." if missing else ""


def _of_document(one: CriteriaSet) -> list[str]:
    facts = {
        "nơi ban hành": one.issuer_id, "số, ký hiệu văn bản": one.number, "ngày văn bản": one.issued_on,
    }  # fmt: skip
    empty = [label for label, value in facts.items() if not value]
    return [f"chưa ghi {', '.join(empty)}"] if empty else []


def _of_scale(scale: ScaleSpec) -> list[str]:
    bonus = [one for one in scale.criteria if one.is_bonus]
    most = maximum_of(scale)
    problems = {
        "chưa có mức xếp loại nào": not scale.grades,
        "có mức xếp loại cao hơn tổng điểm tối đa": any(grade.lower > most for grade in scale.grades),
        "có tiêu chí thưởng nhưng chưa ghi điểm thưởng tối đa": bonus and not scale.bonus_cap,
        "đã ghi điểm thưởng tối đa nhưng không có tiêu chí thưởng": scale.bonus_cap and not bonus,
    }
    told = [sentence for sentence, holds in problems.items() if holds]
    return told + [f"tiêu chí {n}: {why}" for n, one in enumerate(scale.criteria, 1) if (why := _of_bands(one))]


def _of_bands(criterion: CriterionSpec) -> str:
    """Bands may leave gaps (told beside them, `gaps_in`), but no point may stand in two of them but for the bound they share."""
    bands = sorted(criterion.bands, key=lambda band: band.lower)
    if any(band.upper > criterion.max_points for band in bands):
        return "có mức điểm cao hơn điểm tối đa"
    overlap = any(after.lower < before.upper for before, after in pairwise(bands))
    return "các mức điểm chồng lên nhau" if overlap else ""


def gaps_in(bands: Iterable[Band | BandSpec], most: Decimal) -> str:
    """The points that no band speaks of: “trên 12 đến dưới 13; trên 15”. Empty where there is none, or no band."""
    spans = sorted(bands, key=lambda band: band.lower)
    if not spans:
        return ""
    first, last = spans[0], spans[-1]
    said = [f"dưới {score(first.lower)}"] if first.lower > 0 else []
    said += [
        f"trên {score(before.upper)} đến dưới {score(after.lower)}"
        for before, after in pairwise(spans)
        if after.lower - before.upper > SMALLEST_STEP
    ]
    return "; ".join([*said, f"trên {score(last.upper)}"] if last.upper < most else said)


def maximum_of(scale: ScaleSpec):
    """The most a sheet can give (Decimal)."""
    return total((Mark(one.max_points, is_bonus=one.is_bonus) for one in scale.criteria), bonus_cap=scale.bonus_cap)


def publish(criteria_set: CriteriaSet, step: Step) -> None:
    criteria_set.published_at = step.at


def ended_already(position, criteria_set: CriteriaSet, day) -> str:
    over = criteria_set.valid_to is not None and criteria_set.valid_to <= day
    return f"Bộ tiêu chí đã thôi áp dụng từ ngày {dates.day(criteria_set.valid_to)}." if over else ""


def end(criteria_set: CriteriaSet, step: Step) -> None:
    """Its validity ends sooner than was written, never later. Raises ValidationError beside the day."""
    day = step.data["ends_on"]
    if criteria_set.valid_to is not None and day >= criteria_set.valid_to:
        raise ValidationError({"ends_on": f"Bộ tiêu chí đã hết hiệu lực từ ngày {dates.day(criteria_set.valid_to)}."})
    if criteria_set.valid_from is not None and day <= criteria_set.valid_from:
        raise ValidationError({"ends_on": f"Ngày này phải sau ngày có hiệu lực {dates.day(criteria_set.valid_from)}."})
    criteria_set.valid_to = day
