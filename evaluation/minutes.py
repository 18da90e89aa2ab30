"""Luật họp: what a record of a meeting may say. Pure: asked by the form and by the service alike."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Ballot:
    """How the present members voted on one dossier."""

    agreed: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def cast(self) -> int:
        return self.agreed + self.against + self.abstained


def problems(
    absent: Mapping[int, str], ballots: Mapping[int, Ballot], *, members: int, needed: int
) -> tuple[dict[int, str], dict[int, str]]:
    """What is wrong, by member and by dossier. `absent`: the reason of everybody who was not there."""
    present = members - len(absent)
    silent = {member: "Ghi lý do vắng." for member, reason in absent.items() if not reason}
    voted = {dossier: ballot for dossier, ballot in ballots.items() if ballot.cast}
    if present < needed or present == 0:
        few = f"Có {present} thành viên dự, chưa đủ {needed} nên chưa biểu quyết được."
        return silent, {dossier: few for dossier in voted}
    over = {
        dossier: f"Tổng {ballot.cast} phiếu, nhiều hơn {present} thành viên có mặt."
        for dossier, ballot in voted.items() if ballot.cast > present
    }  # fmt: skip
    return silent, over
