"""Addresses of the evaluation room."""

from django.urls import path

from documents.addresses import DOCUMENT, file_paths
from evaluation.views import councils, criteria, dossiers, giving, meetings, moderation, moves, opinions, rounds, sheets

app_name = "evaluation"
urlpatterns = [
    path("", rounds.round_list, name="rounds"),
    path("dot/moi/", rounds.new_round, name="new_round"),
    path("dot/<int:pk>/", rounds.round_page, name="round"),
    path("dot/<int:pk>/sua/", rounds.edit_round, name="edit_round"),
    path("dot/<int:pk>/chon-ho-so/", dossiers.choose, name="choose"),
    path("dot/<int:pk>/giao-phieu/", giving.give, name="give"),
    path("dot/<int:pk>/chia-phieu/", giving.share_out, name="share_out"),
    path("dot/<int:pk>/giao-theo-danh-sach/", giving.from_list, name="from_list"),
    path("dot/<int:pk>/tong-hop/", rounds.council_table, name="council"),
    path("dot/<int:pk>/viec/<slug:slug>/", moves.round_move, name="round_move"),
    path("dot/<int:pk>/hoi-dong/", councils.members, name="members"),
    path("dot/<int:pk>/hoi-dong/thanh-vien-cham/", councils.enlist, name="enlist"),
    path("dot/<int:pk>/hoi-dong/<int:member>/bo/", councils.dismiss, name="dismiss"),
    *file_paths("dot/<int:pk>/hoi-dong/quyet-dinh", councils.decision_file, "founding", DOCUMENT),
    path("dot/<int:pk>/chuong-trinh/", councils.agenda, name="agenda"),
    path("dot/<int:pk>/hop/", meetings.call, name="call_meeting"),
    path("hop/<int:pk>/", meetings.meeting, name="meeting"),
    *file_paths("hop/<int:pk>/bien-ban", meetings.minutes_file, "minutes", DOCUMENT),
    path("dot/<int:pk>/y-kien/", opinions.opinions, name="opinions"),
    path("y-kien/<int:pk>/giai-trinh/", opinions.answer, name="answer"),
    path("ho-so/<int:pk>/", dossiers.nomination, name="nomination"),
    path("ho-so/<int:pk>/thong-nhat-diem/", moderation.moderate, name="moderate"),
    path("ho-so/<int:pk>/bo/", dossiers.remove, name="remove_nomination"),
    path("ho-so/<int:pk>/ban-dang-ky.pdf", dossiers.registration_pdf, name="registration_pdf"),
    path("ho-so/<int:pk>/bao-cao-ket-qua.pdf", dossiers.result_pdf, name="result_pdf"),
    path("ho-so/<int:pk>/tep/<int:file>/", dossiers.attachment, name="attachment"),
    path("phieu/<int:pk>/", sheets.sheet, name="sheet"),
    path("phieu/<int:pk>/ban-in.pdf", sheets.sheet_pdf, name="sheet_pdf"),
    path("phieu/<int:pk>/viec/<slug:slug>/", moves.sheet_move, name="sheet_move"),
    path("phieu/<int:pk>/giao-cho-nguoi-khac/", giving.substitute, name="substitute"),
    path("tieu-chi/", criteria.criteria_list, name="criteria_list"),
    path("tieu-chi/ke-hoach/<int:pk>/tham-khao/", criteria.take_starter, name="take_starter"),
    path("tieu-chi/<int:pk>/", criteria.criteria_set, name="criteria_set"),
    path("tieu-chi/<int:pk>/sua/", criteria.edit_criteria, name="edit_criteria"),
    path("tieu-chi/<int:pk>/phien-ban-moi/", criteria.copy_criteria, name="copy_criteria"),
]
