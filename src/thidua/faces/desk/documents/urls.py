"""Addresses of letters in and out."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.documents import act_views, views

urlpatterns = [
    path("", views.letters_in, name="documents-in"),
    path("chua-nhan/", views.letters_waiting, name="documents-waiting"),
    path("di/", views.letters_out, name="documents-out"),
    path("<uuid:uid>/", views.document_page, name="document"),
    path("<uuid:uid>/tep/<slug:ending>/", views.document_file, name="document-file"),
    path("<uuid:uid>/da-nhan/", act_views.acknowledge, name="document-acknowledge"),
    path("<uuid:uid>/gui-ra-ngoai/", act_views.log, name="document-log"),
    path("<uuid:uid>/ban-ky/", act_views.scan, name="document-scan"),
]
