"""What a page says when this machine cannot make a PDF: everything else keeps working."""

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
