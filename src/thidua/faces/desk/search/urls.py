"""Address of the desk's search."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.search import views

urlpatterns = [path("", views.search, name="search")]
