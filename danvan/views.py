"""The home page, the first hour, the guide, the health check, and what is said when something fails."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import Error, connection
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.credentials import record_sign_in
from accounts.elsewhere import position_that_opens
from common import formerrors
from danvan import desk, faults
from danvan import first_hour as beginning
from danvan import help as guide
from danvan.forms import KINDS, FirstHourForm


@require_GET
def home(request):
    """Bàn làm việc: the work of all my positions together."""
    if request.position is None:
        return render(request, "danvan/no_position.html")
    return render(request, "danvan/home.html", desk.home(request.position, request.positions))


@require_GET
@login_not_required
def health(request):
    """Alive and able to reach the database; tells nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
def first_hour(request):
    """Bắt đầu: only while no unit exists, and with the one-time token."""
    if beginning.is_over():
        raise Http404
    token = request.GET.get("ma", "")
    if not beginning.is_right(token):
        return render(request, "danvan/first_hour_token.html", {"given": token}, status=403 if token else 200)
    kind = KINDS.get(request.GET.get("goc", ""))
    if kind is None:
        return render(request, "danvan/first_hour_kind.html", {"token": token})
    form = FirstHourForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            return _begin(request, beginning.set_up(kind=kind, answers=form.cleaned_data))
        except beginning.AlreadySetUpError:
            raise Http404 from None
        except ValidationError as problem:
            formerrors.show(form, problem)
    return render(request, "danvan/first_hour.html", {"form": form, "token": token})


def _begin(request, position):
    """Sign the first person in, at the position with which the work begins."""
    login(request, position.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_sign_in(user=position.user, ways=[])
    request.session["position"] = position.pk
    messages.success(request, "Đã thiết lập xong. Bước tiếp theo: " + guide.next_after_first_hour(position))
    return redirect("home")


@require_GET
def help_index(request):
    """Trợ giúp."""
    own, others = guide.topics_for(request.position)
    return render(request, "help/index.html", {"own": own, "others": others})


@require_GET
def help_topic(request, slug):
    """Một trang trợ giúp."""
    topic = guide.topic(slug)
    if topic is None:
        raise Http404
    return render(request, topic.template, {"topic": topic})


@require_GET
def help_moves(request):
    """Các bước của một đăng ký, vẽ từ bảng các bước."""
    return render(request, "help/moves.html", {"stages": guide.registration_stages()})


def too_many(request):
    return render(request, "429.html", status=429)


def bad_request(request, exception=None):
    return _problem(
        request,
        400,
        "Yêu cầu không hợp lệ",
        "Trang gửi lên thiếu hoặc sai dữ liệu. Hãy quay lại, tải lại trang rồi làm lại.",
    )


def forbidden(request, exception=None):
    return _problem(
        request,
        403,
        "Không được phép",
        "Vị trí công tác đang dùng không được làm việc này.",
        position_that_opens(request),
    )


OUT_OF_REACH = "Trang này không có, hoặc nằm ngoài phạm vi vị trí công tác đang dùng."
# To whoever follows a shared link without an account.
NOT_PUBLIC = "Trang này không có hoặc không còn công khai."


def not_found(request, exception=None):
    return _problem(
        request,
        404,
        "Không tìm thấy",
        OUT_OF_REACH if request.user.is_authenticated else NOT_PUBLIC,
        position_that_opens(request),
    )


def server_error(request):
    title = "Hệ thống gặp lỗi"
    text = (
        "Việc vừa làm chưa được ghi. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống, kèm mã lỗi "
        f"{faults.note(request)}."
    )
    try:
        return _problem(request, 500, title, text)
    except Error:
        # The head of every page asks the database who is here; this one asks nothing.
        return render(None, "away.html", {"title": title, "text": text}, status=500)


def csrf_failure(request, reason=""):
    return _problem(
        request,
        403,
        "Phiên làm việc đã đổi",
        "Trang được mở từ lần đăng nhập trước. Hãy quay lại, tải lại trang rồi gửi lại; nội dung đã gõ vẫn còn trong trang.",
    )


def _problem(request, status, title, text, elsewhere=None):
    context = {"title": title, "text": text, "status": status, "elsewhere": elsewhere}
    return render(request, "problem.html", context, status=status)
