"""Addresses of «Việc của tôi»."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.home import away, views

urlpatterns = [path("", views.home, name="home"), path("khi-mat-song/", away.forms, name="away-forms")]
