"""What a page says when this machine cannot make a PDF, or when the address of a button is opened."""

from django.shortcuts import render

from documents.errors import PdfUnavailable


class PaperUnavailableMiddleware:
    """Turns PdfUnavailable into one page that names what is to be installed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, PdfUnavailable):
            return None
        context = {"title": "Chưa in được trên máy này", "text": str(exception), "status": 503}
        return render(request, "problem.html", context, status=503)


class ButtonAddressMiddleware:
    """Where a button sends to, opened from the history or typed in: a page with the way on, not an empty one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or response.content:
            return response
        text = "Địa chỉ này chỉ dùng khi bấm nút trên trang. Hãy mở lại trang có nút đó; chưa có gì bị thay đổi."
        context = {"title": "Trang này không mở riêng được", "text": text, "status": 405}
        page = render(request, "problem.html", context, status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page
