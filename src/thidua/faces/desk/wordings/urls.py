"""Addresses of the wording of documents: whose (a unit's, `?dot=`: its campaign's), of which document."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.wordings import history_views, views

urlpatterns = [
    path("", views.wording_list, name="wordings"),
    path("<uuid:unit>/<slug:address>/", views.wording_page, name="wording"),
    path("<uuid:unit>/<slug:address>/xem-truoc/<slug:ending>/", views.preview_file, name="wording-preview"),
    path("<uuid:unit>/<slug:address>/lich-su/", history_views.history, name="wording-history"),
    path("<uuid:unit>/<slug:address>/lich-su/<int:number>/lay-lai/", history_views.take_back, name="wording-take-back"),
]
