"""Addresses of the report room."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("tep/", views.exports, name="exports"),
    path("tep/<int:pk>/", views.export, name="export"),
    path("tep/<int:pk>/chay-lai/", views.restart, name="restart"),
    path("tep/<int:pk>/tai-ve/", views.download, name="download"),
    path("<slug:period>/<slug:sheet>/", views.sheet, name="sheet"),
    path("<slug:period>/<slug:sheet>.xlsx", views.excel, name="excel"),
    path("<slug:period>/<slug:sheet>.pdf", views.pdf, name="pdf"),
]
