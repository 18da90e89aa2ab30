"""Addresses of the registration room."""

from django.urls import path

app_name = "registrations"
urlpatterns: list = []
