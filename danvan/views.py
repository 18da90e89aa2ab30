"""The home page, the health check, and the pages that say what went wrong."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from danvan import desk


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


def bad_request(request, exception=None):
    return _problem(request, 400, "Yêu cầu không hợp lệ", "Trang gửi lên thiếu hoặc sai dữ liệu. Hãy quay lại, tải lại trang rồi làm lại.")


def forbidden(request, exception=None):
    return _problem(request, 403, "Không được phép", "Vị trí công tác đang dùng không được làm việc này. Nếu giữ nhiều vị trí, hãy đổi sang vị trí khác.")


def not_found(request, exception=None):
    return _problem(request, 404, "Không tìm thấy", "Trang này không có, hoặc nằm ngoài phạm vi vị trí công tác đang dùng.")


def server_error(request):
    return _problem(request, 500, "Hệ thống gặp lỗi", "Việc vừa làm chưa được ghi. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống.")


def csrf_failure(request, reason=""):
    return _problem(request, 403, "Phiên làm việc đã đổi", "Trang được mở từ lần đăng nhập trước. Hãy quay lại, tải lại trang rồi gửi lại; nội dung đã gõ vẫn còn trong trang.")


def _problem(request, status, title, text):
    return render(request, "problem.html", {"title": title, "text": text, "status": status}, status=status)
