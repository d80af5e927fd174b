"""Address of «Việc của tôi»."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.home import views

urlpatterns = [path("", views.home, name="home")]
