"""Addresses of the library of cited documents."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.library import act_views, views

urlpatterns = [
    path("", views.library, name="library"),
    path("them/", act_views.new, name="cited-new"),
    path("ke-hoach/<uuid:uid>/", act_views.cite, name="cite"),
    path("van-ban/<slug:key>/", views.cited_page, name="cited"),
    path("van-ban/<slug:key>/sua/", act_views.change, name="cited-change"),
]
