"""Addresses of groups of units."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.groups import act_views, views

urlpatterns = [
    path("", views.group_list, name="groups"),
    path("lap/<uuid:campaign>/", act_views.new_group, name="group-new"),
    path("<uuid:uid>/", views.group_page, name="group"),
    path("<uuid:uid>/thanh-vien/", act_views.members, name="group-members"),
    path("<uuid:uid>/dung-dau/", act_views.head, name="group-head"),
    path("<uuid:uid>/giao-uoc/", act_views.pact, name="group-pact"),
]
