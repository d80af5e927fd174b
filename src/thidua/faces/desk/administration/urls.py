"""Addresses of the administrator's pages."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.administration import views

urlpatterns = [
    path("", views.overview, name="administration"),
    path("ngay-minh-hoa/", views.demo_date, name="demo-date"),
    path("tai-khoan/<int:pk>/khoa/", views.switch_account, name="account-switch"),
]
