"""Addresses of a table brought into an operation."""

from django.urls import path

from reorganisation import import_views as views

import_urls = [
    path("<int:pk>/nhap-bang/", views.tables, name="tables"),
    path("<int:pk>/nhap-bang/mau.xlsx", views.template, name="table_template"),
    path("<int:pk>/nhap-bang/<int:table>/", views.table, name="table"),
    path("<int:pk>/nhap-bang/<int:table>/ghi/", views.add, name="add_table"),
    path("<int:pk>/nhap-bang/<int:table>/bo/", views.take_back, name="take_back_table"),
]
