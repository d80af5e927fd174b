"""Addresses of the personal links of areas' heads: no sign-in, the address itself is the key."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.milestones import link_views

urlpatterns = [
    path("<str:token>/", link_views.start, name="link-start"),
    path("<str:token>/da-gui/<uuid:uid>/", link_views.sent, name="link-sent"),
    path("<str:token>/<slug:campaign>/<slug:kind>/<int:year>/", link_views.report, name="link-report"),
]
