"""Addresses of the public site."""

from __future__ import annotations

from django.urls import URLPattern, path

from thidua.faces.portal import funds, notices, readers, views

urlpatterns: list[URLPattern] = [
    path("", views.front, name="portal-front"),
    path("ke-hoach/", views.plans, name="portal-plans"),
    path("ke-hoach/<slug:key>/", views.plan, name="portal-plan"),
    path("ke-hoach/<slug:key>/toan-van.pdf", views.plan_pdf, name="portal-plan-pdf"),
    path("cong-trinh/", views.works, name="portal-works"),
    path("cong-trinh/<uuid:uid>/", views.work, name="portal-work"),
    path("tin/", notices.news_list, name="portal-news"),
    path("tin/<uuid:uid>/", notices.one_news, name="portal-one-news"),
    path("quy/", funds.fund, name="portal-fund"),
    path("khen-thuong/", notices.honour_list, name="portal-honours"),
    path("khen-thuong/<uuid:uid>/", notices.honour, name="portal-honour"),
    path("lay-y-kien/", notices.candidate_list, name="portal-candidates"),
    path("lay-y-kien/<uuid:uid>/", notices.candidate, name="portal-candidate"),
    path("y-kien/<uuid:uid>/", readers.comment, name="portal-comment"),
    path("y-kien/<uuid:uid>/da-gui/", readers.comment_sent, name="portal-comment-sent"),
    path("luot-xem/", readers.seen, name="portal-seen"),
    path("luot-xem/<uuid:uid>/", readers.seen, name="portal-seen-item"),
    path("anh/<uuid:uid>/", views.photo, name="portal-photo"),
]
