"""Biên bản họp as a form: one line per member, one line per dossier of the agenda, what was said and decided."""

from dataclasses import dataclass

from django import forms

from common.formfields import TextBlock, TextLine
from evaluation.agenda import AgendaItem
from evaluation.minutes import Ballot, problems
from evaluation.models import CouncilMember, Meeting

VOTES = (("agreed", "Đồng ý"), ("against", "Không đồng ý"), ("abstained", "Không có ý kiến"))


@dataclass(frozen=True)
class MemberLine:
    member: CouncilMember
    present: forms.BoundField
    reason: forms.BoundField


@dataclass(frozen=True)
class DossierLine:
    item: AgendaItem
    votes: list[tuple[str, forms.BoundField]]

    @property
    def problems(self) -> list[str]:
        return [error for _, field in self.votes for error in field.errors]


class RecordForm(forms.Form):
    """Who was there, how they voted. Written as a whole; what cannot be stands beside its field.

    `members` come `with_attendance_of` the meeting, the dossiers of `agenda` `with_votes_of` it.
    """

    def __init__(self, *args, meeting: Meeting, members: list[CouncilMember], agenda: list[AgendaItem], **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting, self.members, self.agenda = meeting, members, agenda
        for member in members:
            self._add_member(member)
        for item in agenda:
            self._add_dossier(item)
        for name, label in (("discussion", "Ý kiến thảo luận"), ("decided", "Kết luận của hội đồng")):
            field = TextBlock(label=label, required=False, max_length=10_000, initial=getattr(meeting, name))
            field.widget.attrs |= {"class": "form-control", "rows": 5}
            self.fields[name] = field

    def _add_member(self, member) -> None:
        there = forms.BooleanField(
            label=f"{member.name} có mặt", required=False, initial=member.was_present is not False
        )
        there.widget.attrs["class"] = "form-check-input"
        why = TextLine(label=f"Lý do vắng của {member.name}", required=False, initial=member.why_absent or "")
        why.widget.attrs["class"] = "form-control"
        self.fields |= {f"co-mat-{member.pk}": there, f"ly-do-{member.pk}": why}

    def _add_dossier(self, item) -> None:
        nomination = item.result.nomination
        for name, label in VOTES:
            field = forms.IntegerField(
                label=f"{label}: {nomination.title}", required=False, min_value=0, max_value=999,
                initial=getattr(nomination, name),
                error_messages={"invalid": "Ghi số phiếu.", "min_value": "Ghi số phiếu.", "max_value": "Ghi số phiếu."},
                widget=forms.TextInput(attrs={"class": "form-control votes", "inputmode": "numeric"}),
            )  # fmt: skip
            self.fields[f"{name}-{nomination.pk}"] = field

    def member_lines(self) -> list[MemberLine]:
        return [MemberLine(one, self[f"co-mat-{one.pk}"], self[f"ly-do-{one.pk}"]) for one in self.members]

    def dossier_lines(self) -> list[DossierLine]:
        return [
            DossierLine(item, [(label, self[f"{name}-{item.result.nomination.pk}"]) for name, label in VOTES])
            for item in self.agenda
        ]

    def clean(self):
        cleaned = super().clean()
        silent, wrong = problems(
            self.absent(), self.ballots(), members=len(self.members), needed=self.meeting.needed
        )  # fmt: skip
        for member, sentence in silent.items():
            self.add_error(f"ly-do-{member}", sentence)
        for dossier, sentence in wrong.items():
            self.add_error(f"agreed-{dossier}", sentence)
        return cleaned

    def absent(self) -> dict[int, str]:
        """Member → why not there."""
        data = self.cleaned_data
        return {one.pk: data.get(f"ly-do-{one.pk}", "") for one in self.members if not data.get(f"co-mat-{one.pk}")}

    def ballots(self) -> dict[int, Ballot]:
        """Dossier → its votes; an empty box is no vote."""
        keys = [item.result.nomination.pk for item in self.agenda]
        return {key: Ballot(**{name: self.cleaned_data.get(f"{name}-{key}") or 0 for name, _ in VOTES}) for key in keys}
