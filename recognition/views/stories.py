"""Bài công khai of one recognised model: written and shown by its office."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import DESK_ROLES
from common.acting import written
from common.tokens import posted_token
from recognition import rights
from recognition.afterwards import services, stories
from recognition.afterwards.forms import StoryForm
from recognition.enums import Act
from recognition.models import PublicStory
from recognition.views.opening import award_of


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def tell(request, pk, award):
    """Viết bài công khai: begun from the confirmed result, with up to three pictures."""
    line = award_of(request, pk, award)
    if not rights.keeps(request.position, line.decision):
        raise PermissionDenied
    if not line.is_standing or line.act != Act.RECOGNITION:
        raise Http404
    story = PublicStory.objects.filter(award=line).prefetch_related("pictures").first()
    known = (
        {name: getattr(story, name) for name in ("how", "outcome", "is_public")} if story else stories.usual_texts(line)
    )
    form = StoryForm(request.POST or None, initial=known)
    kept = [one.key for one in story.pictures.all()] if story else []
    chosen = request.POST.getlist("anh") if request.method == "POST" else kept

    def act(**facts):
        posted_token(request)
        kept = services.tell_story(by=request.position, award=line, pictures=chosen, **facts)
        return "Đã lưu và công khai." if kept.is_public else "Đã lưu; bài chưa công khai."

    if written(request, form, act):
        return redirect("recognition:decision", pk)
    context = {"form": form, "award": line, "decision": line.decision, "offered": stories.offered(line).items(),
               "chosen": chosen, "most": stories.MOST_PICTURES, "begun": story is not None}  # fmt: skip
    return render(request, "recognition/story.html", context)
