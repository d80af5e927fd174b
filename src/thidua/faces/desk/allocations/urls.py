"""Addresses of what single units are asked."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.allocations import exemption_views, views

urlpatterns = [
    path("<slug:key>/<uuid:unit>/<str:code>/phan-bo/", views.allocation_page, name="allocation"),
    path("<slug:key>/<uuid:unit>/<str:code>/muc-rieng/", views.own_number, name="own-number"),
    path("<slug:key>/<uuid:unit>/<str:code>/mien/", exemption_views.exemptions_page, name="exemptions"),
    path("bo-mien/<uuid:uid>/", exemption_views.end, name="exemption-end"),
]
