"""Văn bản được ký và phát hành: what a decision and its correction have alike on their way to number and day."""

from django.db import models

from recognition.enums import DECISION_TONES, DecisionState
from units.models import Headed


class SignedPaper(Headed):
    """Drawn up, put before the leader, signed, numbered; abstract. A paper adds its day and who drew it up."""

    state = models.CharField(
        "trạng thái", max_length=10, choices=DecisionState, default=DecisionState.DRAFT, editable=False
    )
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    signer_name = models.CharField("người ký", max_length=150, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=150, blank=True)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    published_at = models.DateTimeField("phát hành lúc", null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def tone(self) -> str:
        return DECISION_TONES[DecisionState(self.state)]

    @property
    def is_draft(self) -> bool:
        return self.state == DecisionState.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == DecisionState.PUBLISHED
