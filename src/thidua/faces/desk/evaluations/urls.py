"""Addresses of evaluations."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.evaluations import act_views, entry_views, share_views, views

urlpatterns = [
    path("", views.evaluation_list, name="evaluations"),
    path("xem/<slug:view>/", views.evaluation_list, name="evaluations-view"),
    path("moi/", entry_views.new_evaluation, name="evaluation-new"),
    path("ty-le-xa/<slug:campaign>/", share_views.districts, name="communes-share"),
    path("ty-le-xa/<slug:campaign>/<uuid:unit>/", share_views.communes, name="communes-of"),
    path("<uuid:uid>/", views.evaluation_page, name="evaluation"),
    path("<uuid:uid>/viet/", entry_views.write_evaluation, name="evaluation-edit"),
    path("<uuid:uid>/gui/", act_views.send, name="evaluation-send"),
    path("<uuid:uid>/danh-gia/", entry_views.judge_evaluation, name="evaluation-judge"),
    path("<uuid:uid>/tra-lai/", act_views.give_back, name="evaluation-return"),
    path("<uuid:uid>/mo-lai/", act_views.reopen, name="evaluation-reopen"),
    path("<uuid:uid>/them-tieu-chuan/", act_views.widen, name="evaluation-widen"),
]
