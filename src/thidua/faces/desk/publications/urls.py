"""Addresses of what is put before the public."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.publications import views

urlpatterns = [
    path("", views.publication_list, name="publications"),
    path("<uuid:uid>/", views.publication_page, name="publication"),
    path("<uuid:uid>/go/", views.withdraw, name="withdraw"),
    path("cong-trinh/<uuid:uid>/", views.publish_work, name="publish-work"),
    path("ke-hoach/<uuid:uid>/", views.publish_plan, name="publish-plan"),
]
