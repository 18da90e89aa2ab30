"""Addresses of the organisation tree."""

from django.urls import path

from units import views

app_name = "units"
urlpatterns = [
    path("", views.unit_tree, name="tree"),
    path("cap/", views.levels, name="levels"),
    path("cap/<int:pk>/", views.levels, name="level"),
    path("<int:pk>/", views.unit_page, name="unit"),
    path("<int:pk>/them-dia-ban/", views.add_unit, {"kind": "dia-ban"}, name="add_area"),
    path("<int:pk>/them-co-quan/", views.add_unit, {"kind": "co-quan"}, name="add_body"),
    path("<int:pk>/sua/", views.correct_unit, name="correct"),
]
