"""Addresses of the Front's room."""

from django.urls import path

from documents.addresses import ANNEX, file_paths
from front.enums import Flow
from front.views import activities, board, calendar, contributions, findings, fund, pasting, public, work

app_name = "front"
ACTIVITIES = [
    path("", activities.activities, name="activities"),
    *file_paths("hoat-dong/danh-sach", activities.activities_file, "activities", ANNEX),
    path("hoat-dong/moi/", activities.new_activity, name="new_activity"),
    path("hoat-dong/dan/", pasting.paste, name="paste"),
    path("hoat-dong/<int:pk>/", activities.activity, name="activity"),
    path("hoat-dong/<int:pk>/sua/", activities.edit_activity, name="edit_activity"),
    path("hoat-dong/<int:pk>/huy/", activities.strike_activity, name="strike_activity"),
    path("hoat-dong/<int:pk>/anh/them/", activities.add_photos, name="add_photos"),
    path("hoat-dong/<int:pk>/anh/<int:photo>/", activities.photo, name="photo"),
    path("hoat-dong/<int:pk>/anh/<int:photo>/bo/", activities.drop_photo, name="drop_photo"),
    path("hoat-dong/<int:pk>/kien-nghi/", findings.new_finding, name="new_finding"),
    path("kien-nghi/", findings.findings, name="findings"),
    path("kien-nghi/<int:pk>/", findings.follow_up, name="follow_up"),
    path("cong-khai/", public.switch, name="disclosure"),
    path("lich/", calendar.calendar, name="calendar"),
    path("lich/lich.ics", calendar.calendar_file, name="calendar_ics"),
]
RESOURCES = [
    path("nguon-luc/", contributions.contributions, name="contributions"),
    *file_paths("nguon-luc/danh-sach", contributions.contributions_file, "contributions", ANNEX),
    path("nguon-luc/moi/", contributions.new_contribution, name="new_contribution"),
    path("nguon-luc/dan/", pasting.paste_contributions, name="paste_contributions"),
    path("nguon-luc/<int:pk>/sua/", contributions.edit_contribution, name="edit_contribution"),
    path("nguon-luc/<int:pk>/huy/", contributions.strike_contribution, name="strike_contribution"),
    path("quy/", fund.funds, name="funds"),
    path("quy/mo-so/", fund.open_fund, name="open_fund"),
    path("quy/<int:pk>/", fund.fund, name="fund"),
    *file_paths("quy/<int:pk>/so-quy", fund.fund_file, "fund", ANNEX),
    path("quy/<int:pk>/thu/", fund.write_entry, {"flow": Flow.IN}, name="fund_in"),
    path("quy/<int:pk>/chi/", fund.write_entry, {"flow": Flow.OUT}, name="fund_out"),
    path("quy/<int:pk>/but-toan/<int:entry>/huy/", fund.strike_entry, name="strike_entry"),
    path("quy/ban-van-dong/", board.boards, name="boards"),
    path("quy/ban-van-dong/moi/", board.new_board, name="new_board"),
    path("quy/du-toan/", board.estimates, name="estimates"),
    *file_paths("quy/du-toan/bang", board.estimates_file, "estimates", ANNEX),
    path("quy/du-toan/moi/", board.write_estimate, name="new_estimate"),
    path("quy/du-toan/<int:pk>/", board.write_estimate, name="edit_estimate"),
]
PLAN = [
    path("ke-hoach/", work.plan, name="plan"),
    *file_paths("ke-hoach/bang", work.plan_file, "plan", ANNEX),
    path("ke-hoach/moi/", work.new_item, name="new_work"),
    path("ke-hoach/chep/<int:year>/", work.copy_plan, name="copy_plan"),
    path("ke-hoach/viec/<int:pk>/", work.item, name="work_item"),
    path("ke-hoach/viec/<int:pk>/sua/", work.edit_item, name="edit_work"),
    path("ke-hoach/viec/<int:pk>/bo/", work.drop_item, name="drop_work"),
    path("ke-hoach/giao/<int:pk>/", work.tell_done, name="tell_done"),
]
urlpatterns = [*ACTIVITIES, *RESOURCES, *PLAN]
