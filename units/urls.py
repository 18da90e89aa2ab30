"""Addresses of the organisation tree."""

from django.urls import path

from units.views import levels, tree, writing

app_name = "units"
urlpatterns = [
    path("", tree.unit_tree, name="tree"),
    path("so-do.xlsx", tree.excel, name="excel"),
    path("cap/", levels.levels, name="levels"),
    path("cap/<int:pk>/", levels.levels, name="level"),
    path("<int:pk>/", tree.unit_page, name="unit"),
    path("<int:pk>/ben-duoi/", tree.below, name="below"),
    path("<int:pk>/them-dia-ban/", writing.add_unit, {"kind": "dia-ban"}, name="add_area"),
    path("<int:pk>/them-co-quan/", writing.add_unit, {"kind": "co-quan"}, name="add_body"),
    path("<int:pk>/sua/", writing.correct_unit, name="correct"),
]
