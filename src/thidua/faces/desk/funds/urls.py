"""Addresses of funds."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.funds import (
    act_views,
    entry_views,
    file_views,
    import_views,
    letter_views,
    month_import_views,
    month_views,
    views,
)

urlpatterns = [
    path("", views.fund_list, name="funds"),
    path("mo-so/", act_views.new_fund, name="fund-new"),
    path("so/", views.entry_list, name="fund-entries"),
    path("nguoi-ung-ho/", views.donor_list, name="fund-donors"),
    path("nguoi-ung-ho/<uuid:uid>/", act_views.donor, name="fund-donor"),
    path("khoan/<uuid:uid>/", views.entry_page, name="fund-entry"),
    path("khoan/<uuid:uid>/dieu-chinh/", entry_views.correct, name="fund-correct"),
    path("khoan/<uuid:uid>/nhan/", entry_views.receive, name="fund-receive"),
    path("khoan/<uuid:uid>/<slug:paper>/<slug:ending>/", file_views.paper, name="fund-paper"),
    path("nhap-thang/", month_import_views.send_months, name="fund-months-import"),
    path("nhap-thang/mau.xlsx", month_import_views.months_template, name="fund-months-template"),
    path("nhap-thang/<uuid:file>/", month_import_views.check_months, name="fund-months-import-check"),
    path("thang/<uuid:uid>/", month_views.month_page, name="fund-month"),
    path("thang/<uuid:uid>/chot/", month_views.close, name="fund-close"),
    path("thang/<uuid:uid>/tra-lai/", month_views.give_back, name="fund-return"),
    path("thu/<uuid:uid>/tai-ve/", letter_views.package, name="fund-letters-package"),
    path("<uuid:uid>/", views.fund_page, name="fund"),
    path("<uuid:uid>/thu-gui/", letter_views.letters, name="fund-letters"),
    path("<uuid:uid>/nhap/", import_views.send_book, name="fund-import"),
    path("<uuid:uid>/nhap/mau.xlsx", import_views.sheet_template, name="fund-import-template"),
    path("<uuid:uid>/nhap/<uuid:file>/", import_views.check_book, name="fund-import-check"),
    path("<uuid:uid>/thu/", entry_views.income, name="fund-income"),
    path("<uuid:uid>/chi/", entry_views.spending, name="fund-spending"),
    path("<uuid:uid>/dieu-chuyen/", entry_views.send, name="fund-send"),
    path("<uuid:uid>/nhan-ngoai/", entry_views.from_outside, name="fund-outside"),
    path("<uuid:uid>/chot-thang/", month_views.bring, name="fund-bring"),
    path("<uuid:uid>/cach-ghi/", act_views.manner, name="fund-manner"),
]
