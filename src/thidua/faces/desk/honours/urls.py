"""Addresses of honours."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.honours import act_views, views

urlpatterns = [
    path("", views.honour_list, name="honours"),
    path("ghi/", act_views.new_honour, name="honour-new"),
    path("<uuid:uid>/", views.honour_page, name="honour"),
    path("<uuid:uid>/trao/", act_views.hand_over, name="honour-hand-over"),
    path("<uuid:uid>/huy/", act_views.revoke, name="honour-revoke"),
]
