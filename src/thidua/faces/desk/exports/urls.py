"""Addresses of the lists as files."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.exports import views

urlpatterns = [
    path("<slug:key>.xlsx", views.as_excel, name="export-excel"),
    path("<slug:key>.csv", views.as_csv, name="export-csv"),
]
