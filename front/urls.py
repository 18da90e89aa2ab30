"""Addresses of the Front's room."""

from django.urls import path

from documents.addresses import ANNEX, file_paths
from front.views import activities, calendar, contents, findings, pasting

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
    path("lich/", calendar.calendar, name="calendar"),
    path("lich/lich.ics", calendar.calendar_file, name="calendar_ics"),
    path("noi-dung/", contents.contents, name="contents"),
    path("noi-dung/co-san/", contents.starters, name="starters"),
    path("noi-dung/moi/", contents.write_content, name="new_content"),
    path("noi-dung/<int:pk>/", contents.write_content, name="edit_content"),
]
urlpatterns = [*ACTIVITIES]
