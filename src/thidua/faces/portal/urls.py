"""Addresses of the public site."""

from __future__ import annotations

from django.urls import URLPattern, path

from thidua.faces.portal import views

urlpatterns: list[URLPattern] = [
    path("", views.front, name="portal-front"),
    path("ke-hoach/", views.plans, name="portal-plans"),
    path("ke-hoach/<slug:key>/", views.plan, name="portal-plan"),
    path("ke-hoach/<slug:key>/toan-van.pdf", views.plan_pdf, name="portal-plan-pdf"),
    path("cong-trinh/", views.works, name="portal-works"),
    path("cong-trinh/<uuid:uid>/", views.work, name="portal-work"),
    path("anh/<uuid:uid>/", views.photo, name="portal-photo"),
]
