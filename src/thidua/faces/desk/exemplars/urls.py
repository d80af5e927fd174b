"""Addresses of exemplars and their spread."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.exemplars import act_views, spread_views, telling_views, views

urlpatterns = [
    path("", views.gallery, name="exemplars"),
    path("nhan-rong/", spread_views.spread_list, name="spread"),
    path("ke/<uuid:work>/", telling_views.tell, name="exemplar-tell"),
    path("hoc-theo/<uuid:uid>/thoi/", spread_views.end, name="adoption-end"),
    path("hoc-theo/<uuid:uid>/da-biet/", spread_views.acknowledge, name="adoption-seen"),
    path("<uuid:uid>/", views.story_page, name="exemplar"),
    path("<uuid:uid>/anh/<uuid:file>/", views.photo, name="exemplar-photo"),
    path("<uuid:uid>/cong-nhan/", act_views.mark, name="exemplar-mark"),
    path("<uuid:uid>/bo-cong-nhan/", act_views.unmark, name="exemplar-unmark"),
    path("<uuid:uid>/pho-bien/", act_views.open_to_all, name="exemplar-open"),
    path("<uuid:uid>/thoi-pho-bien/", act_views.close, name="exemplar-close"),
    path("<uuid:uid>/rut/", act_views.withdraw, name="exemplar-withdraw"),
    path("<uuid:uid>/hoc-theo/", spread_views.adopt, name="exemplar-adopt"),
]
