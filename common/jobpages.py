"""Trang của một việc chạy nền: how far it is, its file when it is done, and a button to start it again."""

from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from common.models import Job


@dataclass(frozen=True)
class Watched:
    """What the page of a job says and where it leads. `counted` are its rows in words, `kept_in` the list of such files, `made` what it ends with."""

    job: Any
    here: str
    download: str
    restart: str
    counted: str
    kept_in: str
    room: tuple[str, str]
    kept_at: str
    made: str = "tệp"


def watch(request: HttpRequest, watched: Watched) -> HttpResponse:
    """The page asks again by itself until the job is over; without JavaScript the whole page does."""
    template = "components/_job.html" if request.htmx else "components/job.html"  # type: ignore[attr-defined]
    return render(request, template, {"watched": watched, "job": watched.job})


def finished_file(job: Job) -> FileResponse:
    """The file a job ended with, as a download; 404 while there is none."""
    if not job.is_done or not job.file:
        raise Http404
    response = FileResponse(job.file.open("rb"), as_attachment=True, filename=job.file_name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
