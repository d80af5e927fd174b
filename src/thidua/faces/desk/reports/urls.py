"""Addresses of reports."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.reports import deciding, lists, record, signing, timeliness, writing

urlpatterns = [
    path("", lists.overview, name="reports"),
    path("danh-sach/", lists.listed, name="reports-list"),
    path("du-va-dung-han/", timeliness.timeliness_page, name="reports-timeliness"),
    path("cho-nhan/", lists.waiting, name="reports-waiting"),
    path("ky/<uuid:period>/chua-gui/", lists.missing, name="reports-missing"),
    path("ky/<uuid:period>/han/", lists.dates, name="reports-dates"),
    path("ky/<uuid:period>/<uuid:unit>/viet/", writing.begin, name="report-new"),
    path("<uuid:uid>/", record.report, name="report"),
    path("<uuid:uid>/ban-in/<slug:ending>/", record.paper, name="report-paper"),
    path("<uuid:uid>/viet/", writing.edit, name="report-edit"),
    path("<uuid:uid>/luu/", writing.save, name="report-save"),
    path("<uuid:uid>/ngay-chot/", writing.data_date, name="report-data-date"),
    path("<uuid:uid>/ky-gui/", signing.sign, name="report-sign"),
    path("<uuid:uid>/chuyen-lai/", signing.hand_back, name="report-hand-back"),
    path("<uuid:uid>/xem-xet/", deciding.review, name="report-review"),
    path("<uuid:uid>/bo-nhan/", deciding.unaccept, name="report-unaccept"),
]
