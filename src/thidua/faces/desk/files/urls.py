"""Addresses of files."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.files import views

urlpatterns = [
    path("<uuid:uid>/", views.stored_file, name="file"),
    path("<uuid:uid>/nho/", views.small_picture, name="file-small"),
]
