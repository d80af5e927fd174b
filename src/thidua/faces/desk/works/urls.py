"""Addresses of works."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.works import (
    act_views,
    double_views,
    entry_views,
    import_views,
    life_views,
    paper_views,
    photo_views,
    print_views,
    views,
)

urlpatterns = [
    path("", views.work_list, name="works"),
    path("xem/<slug:view>/", views.work_list, name="works-view"),
    path("moi/", entry_views.new_work, name="work-new"),
    path("nhap/", import_views.send_list, name="works-import"),
    path("nhap/mau.xlsx", import_views.sheet_template, name="works-template"),
    path("nhap/<uuid:file>/<uuid:unit>/<slug:campaign>/", import_views.check_list, name="works-import-check"),
    path("trung/", double_views.doubles, name="doubles"),
    path("trung/xem/<slug:view>/", double_views.doubles, name="doubles-view"),
    path("in/", print_views.choose, name="works-print"),
    path("in/<slug:paper>/<uuid:unit>/<slug:campaign>/<slug:ending>/", print_views.list_file, name="works-paper-file"),
    path("<uuid:uid>/", views.work_page, name="work"),
    path("<uuid:uid>/hoi-lai/", life_views.ask, name="work-ask"),
    path("<uuid:uid>/tra-loi/", life_views.answer, name="work-answer"),
    path("<uuid:uid>/de-nghi-dang/", life_views.offer, name="work-offer"),
    path("<uuid:uid>/canh/<uuid:other>/", double_views.side_by_side, name="double"),
    path("<uuid:uid>/canh/<uuid:other>/bo/", double_views.take_back, name="double-undo"),
    path("<uuid:uid>/van-ban/<slug:step>/", paper_views.paper_page, name="work-paper"),
    path("<uuid:uid>/van-ban/<slug:step>/ky/", paper_views.sign, name="work-paper-sign"),
    path("<uuid:uid>/van-ban/<slug:step>/ghi/", paper_views.record, name="work-paper-record"),
    path("<uuid:uid>/van-ban/<slug:step>/thu-hoi/", paper_views.revoke, name="work-paper-revoke"),
    path("<uuid:uid>/van-ban/<slug:step>/tai/<slug:ending>/", paper_views.paper_file, name="work-paper-file"),
    path("<uuid:uid>/sua/", entry_views.change_work, name="work-edit"),
    path("<uuid:uid>/gui/", act_views.send_work, name="work-send"),
    path("<uuid:uid>/ghi-nhan/", act_views.note_work, name="work-note"),
    path("<uuid:uid>/xac-nhan/", act_views.verify_work, name="work-verify"),
    path("<uuid:uid>/bo-xac-nhan/", act_views.unverify_work, name="work-unverify"),
    path("<uuid:uid>/tra-lai/", act_views.return_work, name="work-return"),
    path("<uuid:uid>/rut/", act_views.cancel_work, name="work-cancel"),
    path("<uuid:uid>/khoi-phuc/", act_views.restore_work, name="work-restore"),
    path("<uuid:uid>/hoan-thanh/", act_views.complete_work, name="work-complete"),
    path("<uuid:uid>/buoc/<slug:step>/", act_views.complete_step, name="work-step"),
    path("<uuid:uid>/anh/", photo_views.add_photos, name="work-photos"),
    path("<uuid:uid>/anh/<uuid:file>/go/", photo_views.remove_photo, name="work-photo-remove"),
    path("<uuid:uid>/lien-ket/", photo_views.add_link, name="work-link"),
    path("<uuid:uid>/lien-ket/<uuid:link>/go/", photo_views.remove_link, name="work-link-remove"),
]
