"""Addresses of the lists that were taken over."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.imports import views

urlpatterns = [
    path("", views.taken, name="imports"),
    path("<uuid:uid>/lay-lai/", views.take_back, name="import-back"),
]
