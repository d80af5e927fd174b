"""Addresses of the registers of documents."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.registers import views

urlpatterns = [
    path("", views.register_list, name="registers"),
    path("<int:pk>/", views.register_page, name="register"),
    path("<int:pk>/in/<slug:ending>/", views.register_file, name="register-file"),
    path("<int:pk>/giu-so/", views.reserve, name="register-reserve"),
    path("<int:pk>/so/<int:number>/thoi-giu/", views.release, name="register-release"),
    path("<int:pk>/so/<int:number>/giai-thich/", views.explain, name="register-explain"),
]
