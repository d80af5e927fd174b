"""Addresses of award rounds."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.awards import (
    acts,
    entry,
    guidance,
    nominations,
    rounds,
    selection,
    submission_acts,
    submissions,
)

ROUND = "dot/<slug:campaign>/<int:number>/"
ONE, DOSSIER = "de-nghi/<uuid:uid>/", "ho-so/<uuid:uid>/"

urlpatterns = [
    path("", rounds.overview, name="awards"),
    path(ROUND, rounds.round_page, name="round"),
    path(ROUND + "huong-dan/", guidance.guidance_page, name="guidance"),
    path(ROUND + "huong-dan/soan/", guidance.write, name="guidance-edit"),
    path(ROUND + "huong-dan/trinh-ky/", guidance.submit, name="guidance-submit"),
    path(ROUND + "huong-dan/ky/", guidance.issue, name="guidance-issue"),
    path(ROUND + "huong-dan/tra-lai/", guidance.hand_back, name="guidance-return"),
    path(ROUND + "huong-dan/khep/", guidance.close, name="guidance-close"),
    path(ROUND + "huong-dan/mo-lai/", guidance.reopen, name="guidance-reopen"),
    path(ROUND + "huong-dan/tep/<slug:ending>/", guidance.file, name="guidance-file"),
    path(ROUND + "so-luong/<slug:form>/", rounds.quota_notice, name="quota-notice"),
    path(ROUND + "xet-chon/<slug:form>/", selection.selection_page, name="selection"),
    path("de-nghi/", nominations.nomination_list, name="nominations"),
    path("de-nghi/xem/<slug:view>/", nominations.nomination_list, name="nominations-view"),
    path("de-nghi/moi/", entry.choose_nominee, name="nomination-new"),
    path("de-nghi/moi/<slug:campaign>/<int:number>/<slug:form>/", entry.new_nomination, name="nomination-write"),
    path(ONE, nominations.nomination_page, name="nomination"),
    path(ONE + "sua/", entry.change_nomination, name="nomination-edit"),
    path(ONE + "de-nghi/", acts.propose, name="nomination-propose"),
    path(ONE + "xac-nhan/", acts.confirm, name="nomination-confirm"),
    path(ONE + "rut-xac-nhan/", acts.take_back, name="nomination-unconfirm"),
    path(ONE + "tra-lai/", acts.give_back, name="nomination-return"),
    path(ONE + "rut/", acts.withdraw, name="nomination-withdraw"),
    path(ONE + "chon/", acts.select, name="nomination-select"),
    path(ONE + "rut-suat/", acts.release, name="nomination-release"),
    path(ONE + "du-bi/", acts.reserve, name="nomination-reserve"),
    path(ONE + "bo-du-bi/", acts.unreserve, name="nomination-unreserve"),
    path(ONE + "bao-cao/<slug:ending>/", nominations.report_file, name="nomination-report"),
    path("ho-so/", submissions.submission_list, name="submissions"),
    path("ho-so/moi/", submissions.open_one, name="submission-new"),
    path(DOSSIER, submissions.submission_page, name="submission"),
    path(DOSSIER + "danh-sach/", submission_acts.choose, name="submission-nominees"),
    path(DOSSIER + "giay-to/<slug:part>/", submission_acts.attach, name="submission-paper"),
    path(DOSSIER + "trinh-ky/", submission_acts.submit_letter, name="submission-letter"),
    path(DOSSIER + "ky/", submission_acts.sign, name="submission-sign"),
    path(DOSSIER + "gui/", submission_acts.send, name="submission-send"),
    path(DOSSIER + "nhan/", submission_acts.accept, name="submission-accept"),
    path(DOSSIER + "tra-lai/", submission_acts.give_back, name="submission-return"),
    path(DOSSIER + "giao-ban-giay/", submission_acts.hand_over, name="submission-sets"),
    path(DOSSIER + "tep/<slug:paper>/<slug:ending>/", submissions.paper_file, name="submission-file"),
]
