"""Addresses of plans, of what a unit writes under them, of tasks."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.plans import (
    amend_views,
    comment_views,
    draft_views,
    joint_views,
    own_views,
    reading_views,
    task_views,
    views,
)  # fmt: skip

ONE, COMMENT, TASK = "<uuid:uid>/", "y-kien/<uuid:uid>/", "viec/<uuid:uid>/"
DRAFT, JOINT = "dot-du-thao/<uuid:uid>/", "lien-tich/<uuid:uid>/"
AMENDMENT = "van-ban-sua-doi/<uuid:uid>/"

urlpatterns = [
    path("", views.plan_list, name="plans"),
    path("doc/", reading_views.read_plan, name="plan-read"),
    path("viec/", task_views.task_list, name="tasks"),
    path(TASK, task_views.task_page, name="task"),
    path(TASK + "rut-lai/", task_views.take_back, name="task-take-back"),
    path(TASK + "da-xem/", task_views.see, name="task-see"),
    path(TASK + "tra-lai/", task_views.hand_back, name="task-return"),
    path(COMMENT, comment_views.comment, name="plan-comment"),
    path(COMMENT + "tra-loi/", comment_views.answer, name="plan-comment-answer"),
    path(COMMENT + "thoi/", comment_views.call_off, name="plan-comment-off"),
    path(DRAFT, draft_views.draft_page, name="campaign-draft"),
    path(DRAFT + "tep/", draft_views.draft_file, name="campaign-draft-file"),
    path(DRAFT + "bo/", draft_views.drop, name="campaign-draft-drop"),
    path(JOINT, joint_views.cosign, name="plan-cosign"),
    path(JOINT + "van-ban/<slug:ending>/", joint_views.paper_file, name="plan-cosign-file"),
    path(JOINT + "da-xem/", joint_views.look, name="plan-cosign-look"),
    path(JOINT + "de-nghi-thu-hoi/", joint_views.recall, name="plan-cosign-recall"),
    path(JOINT + "tra-loi/", joint_views.answer, name="plan-cosign-answer"),
    path(JOINT + "gui-lai/", joint_views.send_back, name="plan-cosign-return"),
    path(JOINT + "thoi/", joint_views.call_off, name="plan-cosign-off"),
    path(AMENDMENT, amend_views.amendment, name="amendment"),
    path(AMENDMENT + "van-ban/<slug:ending>/", amend_views.paper_file, name="amendment-file"),
    path(AMENDMENT + "sua/", amend_views.write, name="amendment-write"),
    path(AMENDMENT + "trinh-ky/", amend_views.submit, name="amendment-submit"),
    path(AMENDMENT + "bo/", amend_views.drop, name="amendment-drop"),
    path(AMENDMENT + "ky/", amend_views.issue, name="amendment-issue"),
    path(AMENDMENT + "tra-lai/", amend_views.hand_back, name="amendment-return"),
    path(ONE, views.plan_page, name="plan"),
    path(ONE + "van-ban/<slug:ending>/", views.plan_file, name="plan-file"),
    path(ONE + "du-thao/<slug:ending>/", views.plan_draft, name="plan-draft"),
    path(ONE + "su-kien/<slug:key>/", views.event_date, name="event-date"),
    path(ONE + "giao-viec/<slug:key>/", task_views.hand_out, name="task-hand-out"),
    path(ONE + "soan/<slug:kind>/", own_views.start, name="plan-start"),
    path(ONE + "viet/", own_views.write, name="plan-write"),
    path(ONE + "lay-y-kien/", comment_views.ask, name="plan-ask"),
    path(ONE + "lien-tich/", joint_views.name, name="plan-joint"),
    path(ONE + "trinh-ky/", own_views.submit, name="plan-submit"),
    path(ONE + "tra-lai/", own_views.hand_back, name="plan-return"),
    path(ONE + "ky/", own_views.issue, name="plan-issue"),
    path(ONE + "sua-doi/", own_views.amend, name="plan-amend"),
    path(ONE + "sua-theo-van-ban/", amend_views.amend_root, name="plan-amend-root"),
    path(ONE + "thu-hoi/", own_views.withdraw, name="plan-withdraw"),
    path(ONE + "so-sanh/", own_views.compare, name="plan-compare"),
    path(ONE + "sao-chep/", draft_views.copy, name="plan-copy"),
    path(ONE + "cap-duoi/", own_views.cascade, name="plan-cascade"),
]
