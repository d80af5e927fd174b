"""Addresses of this module."""

from __future__ import annotations

from django.urls import URLPattern, path

from thidua.faces.desk.progress import figure_views, map_views, missing_views, outlook_views, uncounted_views, views

urlpatterns: list[URLPattern] = [
    path("", views.board_page, name="progress"),
    path("bieu-tong-hop/", views.summary_page, name="progress-summary"),
    path("bieu-tong-hop/<str:ending>/", views.summary_file, name="progress-summary-file"),
    path("ban-do/", map_views.map_page, name="progress-map"),
    path("co-nguy-co/", outlook_views.at_risk_page, name="progress-at-risk"),
    path("<slug:key>/<uuid:unit>/<str:code>/", figure_views.figure_page, name="progress-figure"),
    path("<slug:key>/<uuid:unit>/<str:code>/tien-do/", outlook_views.burn_up_page, name="progress-burnup"),
    path("<slug:key>/<uuid:unit>/<str:code>/chua-dat/", missing_views.missing_page, name="progress-missing"),
    path("<slug:key>/<uuid:unit>/<str:code>/khong-tinh/", uncounted_views.uncounted_page, name="progress-uncounted"),
]
