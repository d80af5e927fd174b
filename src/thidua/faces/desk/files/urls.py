"""Addresses of files."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.files import sending_views, views

urlpatterns = [
    path("gui/", sending_views.begin, name="file-send"),
    path("gui/<uuid:uid>/", sending_views.go_on, name="file-send-on"),
    path("<uuid:uid>/", views.stored_file, name="file"),
    path("<uuid:uid>/nho/", views.small_picture, name="file-small"),
    path("<uuid:uid>/goc/", views.original, name="file-original"),
]
