"""Addresses the kit itself answers."""

from __future__ import annotations

from django.urls import URLPattern, path

from thidua.faces.kit import views

urlpatterns: list[URLPattern] = [
    path("ngon-ngu/<slug:code>/", views.language, name="language"),
    path("khi-mat-song.js", views.worker, name="worker"),
    path("khi-mat-song/", views.away, name="away"),
    path("khi-mat-song/ai-gui/", views.sender, name="sender"),
    path("thu-vien-thanh-phan/", views.gallery, name="gallery"),
]
