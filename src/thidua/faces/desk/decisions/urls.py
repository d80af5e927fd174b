"""Addresses of decisions."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.decisions import act_views, file_views, name_views, start_views, views

FORM = "<slug:campaign>/<int:number>/<slug:key>"

urlpatterns = [
    path("", views.decision_list, name="decisions"),
    path(f"{FORM}/moi/", start_views.new_decision, name="decision-new"),
    path(f"{FORM}/kip-thoi/", start_views.new_prompt, name="decision-prompt"),
    path(f"{FORM}/ghi/", start_views.record_outside, name="decision-record"),
    path("<uuid:uid>/", views.decision_page, name="decision"),
    path("<uuid:uid>/lay-lai/", act_views.renew_names, name="decision-renew"),
    path("<uuid:uid>/trinh/", act_views.submit, name="decision-submit"),
    path("<uuid:uid>/ky/", act_views.issue, name="decision-issue"),
    path("<uuid:uid>/tra-lai/", act_views.give_back, name="decision-return"),
    path("<uuid:uid>/bo/", act_views.discard, name="decision-discard"),
    path("<uuid:uid>/ban-giay/", act_views.record_own, name="decision-paper-record"),
    path("<uuid:uid>/them-ten/", name_views.add_name, name="decision-name-add"),
    path("<uuid:uid>/bo-ten/<uuid:entry>/", name_views.drop_name, name="decision-name-drop"),
    path("<uuid:uid>/sua-ket-qua/<uuid:entry>/", name_views.correct_answer, name="decision-answer-correct"),
    path("<uuid:uid>/trao/", name_views.hand_over, name="hand-over"),
    path("<uuid:uid>/huy/<uuid:entry>/", name_views.revoke, name="award-revoke"),
    path("<uuid:uid>/van-ban/<slug:paper>/<slug:ending>/", file_views.paper, name="decision-paper"),
    path("<uuid:uid>/bang.pdf", file_views.certificates, name="certificates"),
    path("<uuid:uid>/bang/<uuid:entry>.pdf", file_views.certificate, name="certificate"),
]
