"""The address of the check."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.checking import views

urlpatterns = [path("", views.check, name="document-check")]
