"""Addresses of plans."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.plans import reading_views, views

urlpatterns = [
    path("", views.plan_list, name="plans"),
    path("doc/", reading_views.read_plan, name="plan-read"),
    path("<uuid:uid>/", views.plan_page, name="plan"),
    path("<uuid:uid>/van-ban/<slug:ending>/", views.plan_file, name="plan-file"),
    path("<uuid:uid>/du-thao/<slug:ending>/", views.plan_draft, name="plan-draft"),
    path("<uuid:uid>/su-kien/<slug:key>/", views.event_date, name="event-date"),
]
