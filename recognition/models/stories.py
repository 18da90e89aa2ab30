"""Bài công khai: what an office lets anybody read of a model it recognised, and up to three pictures."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from recognition.models.awards import Award
from registrations.models import Attachment, NotePhoto


class PublicStory(models.Model):
    """Cách làm, kết quả of one recognised model in the words for everybody; read only once the office says so."""

    award = models.OneToOneField(Award, verbose_name="danh hiệu", on_delete=models.PROTECT, related_name="story")
    how = models.TextField("cách làm", blank=True)
    outcome = models.TextField("kết quả", blank=True)
    is_public = models.BooleanField("công khai", default=False)
    written_at = models.DateTimeField("lưu lúc", default=timezone.now, editable=False)
    written_by = models.ForeignKey(
        Position, verbose_name="người lưu", on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "bài công khai"

    def __str__(self):
        return f"Bài công khai “{self.award.title}”"


class PublicPicture(models.Model):
    """Ảnh công khai: chosen from the notes of progress or the files of the result, where it stays."""

    story = models.ForeignKey(PublicStory, on_delete=models.CASCADE, related_name="pictures")
    place = models.PositiveSmallIntegerField("thứ tự")
    photo = models.ForeignKey(NotePhoto, null=True, on_delete=models.PROTECT, related_name="+")
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ảnh công khai"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["story", "place"], name="public_picture_place_once"),
            models.CheckConstraint(
                condition=Q(photo__isnull=False, attachment__isnull=True)
                | Q(photo__isnull=True, attachment__isnull=False),
                name="public_picture_is_one_file",
            ),
        ]

    def __str__(self):
        return f"{self.story}, ảnh {self.place}"

    @property
    def source(self) -> NotePhoto | Attachment:
        return self.photo or self.attachment

    @property
    def key(self) -> str:
        """As the form names it."""
        return f"p{self.photo_id}" if self.photo_id else f"t{self.attachment_id}"
