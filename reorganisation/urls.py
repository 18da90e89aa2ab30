"""Addresses of the rearranging of units."""

from django.urls import path

from reorganisation import views
from reorganisation.import_urls import import_urls

app_name = "reorganisation"
urlpatterns = [
    path("", views.operations, name="list"),
    path("moi/", views.start, name="start"),
    path("<int:pk>/", views.operation_page, name="operation"),
    path("<int:pk>/sua/", views.correct, name="correct"),
    path("<int:pk>/don-vi-moi/", views.add_new_unit, name="add_new_unit"),
    path("<int:pk>/don-vi-moi/<int:new>/bo/", views.remove_new_unit, name="remove_new_unit"),
    path("<int:pk>/dong/<slug:slug>/", views.add_lines, name="add_lines"),
    path("<int:pk>/dong/<int:line>/bo/", views.remove_line, name="remove_line"),
    path("<int:pk>/dien-tap/", views.rehearsal, name="rehearsal"),
    path("<int:pk>/dien-tap.xlsx", views.rehearsal_xlsx, name="rehearsal_xlsx"),
    path("<int:pk>/chia-ho-so/", views.assigning, name="assigning"),
    path("<int:pk>/buoc/<slug:slug>/", views.move, name="move"),
    *import_urls,
]
