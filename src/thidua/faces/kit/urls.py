"""Addresses the kit itself answers."""

from __future__ import annotations

from django.urls import URLPattern, path

from thidua.faces.kit import views

urlpatterns: list[URLPattern] = [
    path("ngon-ngu/<slug:code>/", views.language, name="language"),
    path("thu-vien-thanh-phan/", views.gallery, name="gallery"),
]
