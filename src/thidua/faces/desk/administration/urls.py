"""Addresses of the administrator's pages."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.administration import trail, views

urlpatterns = [
    path("", views.overview, name="administration"),
    path("nhat-ky/", trail.trail_page, name="trail"),
    path("ngay-minh-hoa/", views.demo_date, name="demo-date"),
    path("tai-khoan/<int:pk>/khoa/", views.switch_account, name="account-switch"),
]
