"""Addresses of councils."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.councils import act_views, entry_views, minutes_views, views, voting_views

urlpatterns = [
    path("", views.council_list, name="councils"),
    path("moi/<uuid:unit>/", entry_views.new_council, name="council-new"),
    path("<uuid:uid>/", views.council_page, name="council"),
    path("<uuid:uid>/phien-moi/", entry_views.new_session, name="session-new"),
    path("phien/<uuid:uid>/", views.session_page, name="session"),
    path("phien/<uuid:uid>/sua/", entry_views.change_session, name="session-edit"),
    path("phien/<uuid:uid>/diem-danh/", entry_views.attendance, name="session-attendance"),
    path("phien/<uuid:uid>/khai-mac/", act_views.open_session, name="session-open"),
    path("phien/<uuid:uid>/hoan/", act_views.cancel_session, name="session-cancel"),
    path("phien/<uuid:uid>/mo-bo-phieu/", act_views.start_voting, name="session-start"),
    # config.logs keeps addresses that end so out of every log: who voted when is nobody's to read there.
    path("phien/<uuid:uid>/bo-phieu/", voting_views.vote, name="session-vote"),
    path("phien/<uuid:uid>/khoa-phieu/", voting_views.close_voting, name="session-close"),
    path("phien/<uuid:uid>/kiem-phieu/", voting_views.enter_counts, name="session-count"),
    path("phien/<uuid:uid>/kiem-phieu/sua/", voting_views.correct_counts, name="session-count-correct"),
    path("phien/<uuid:uid>/ho-so/<uuid:item>/", views.candidate_page, name="session-candidate"),
    path("phien/<uuid:uid>/ho-so/<uuid:item>/lien-quan/", act_views.declare_conflict, name="session-conflict"),
    path("phien/<uuid:uid>/bien-ban/", minutes_views.minutes_page, name="session-minutes"),
    path("phien/<uuid:uid>/bien-ban/sua/", minutes_views.write_minutes, name="session-minutes-edit"),
    path("phien/<uuid:uid>/bien-ban/trinh/", minutes_views.draw_up, name="session-minutes-draw-up"),
    path("phien/<uuid:uid>/bien-ban/tra-lai/", minutes_views.hand_back, name="session-minutes-return"),
    path("phien/<uuid:uid>/bien-ban/ky/", minutes_views.sign, name="session-minutes-sign"),
    path("phien/<uuid:uid>/bien-ban/vao-ho-so/", minutes_views.file_minutes, name="session-minutes-file"),
    path(
        "phien/<uuid:uid>/bien-ban/tep/<slug:ending>/", minutes_views.minutes_download, name="session-minutes-download"
    ),
]
