"""Addresses of milestones."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.milestones import acts, entry, grid, imports, link_sheet, links, lists, record, schedule, term

ONE = "<slug:campaign>/<slug:kind>/<int:year>/<uuid:unit>/"

urlpatterns = [
    path("", lists.overview, name="milestones"),
    path("cua-don-vi/", lists.own, name="milestones-own"),
    path("don-vi/<uuid:unit>/", lists.of_unit, name="milestones-unit"),
    path("chua-lam/<slug:campaign>/<slug:kind>/<int:year>/", lists.missing, name="milestones-missing"),
    path("cho-xac-nhan/", lists.waiting, name="milestones-waiting"),
    path("lich/", lists.calendar, name="milestones-calendar"),
    path("bao/" + ONE, entry.report, name="milestone-report"),
    path("du-kien/" + ONE, entry.plan, name="milestone-plan"),
    path("giao/<slug:campaign>/<slug:kind>/", schedule.page, name="milestones-assign"),
    path("giao/<slug:campaign>/<slug:kind>/luu/", schedule.save, name="milestones-assign-save"),
    path("nhap-thay/<slug:campaign>/", grid.grid, name="milestones-grid"),
    path("nhap-thay/<slug:campaign>/luu/", grid.save, name="milestones-grid-save"),
    path("nhap-thay/<slug:campaign>/anh/", grid.photos, name="milestones-grid-photos"),
    path("nhap-tu-excel/<slug:campaign>/", imports.upload, name="milestones-import"),
    path("nhap-tu-excel/<slug:campaign>/tep-mau.xlsx", imports.template_file, name="milestones-import-template"),
    path("nhap-tu-excel/<slug:campaign>/<uuid:file>/", imports.check, name="milestones-import-check"),
    path("duong-dan-rieng/", links.areas, name="area-links"),
    path("duong-dan-rieng/in/", link_sheet.sheet, name="area-links-sheet"),
    path("duong-dan-rieng/<uuid:unit>/", links.give, name="area-link"),
    path("duong-dan-rieng/<uuid:unit>/thu-hoi/", links.revoke, name="area-link-revoke"),
    path("nhan-su/<uuid:unit>/", term.term, name="unit-term"),
    path("<uuid:uid>/", record.page, name="milestone"),
    path("<uuid:uid>/xac-nhan/", acts.confirm, name="milestone-confirm"),
    path("<uuid:uid>/tra-lai/", acts.give_back, name="milestone-return"),
    path("<uuid:uid>/rut/", acts.withdraw, name="milestone-withdraw"),
    path("<uuid:uid>/minh-chung/", acts.add_proofs, name="milestone-proof"),
    path("<uuid:uid>/minh-chung/<uuid:file>/go/", acts.remove_one_proof, name="milestone-proof-remove"),
    path("<uuid:uid>/lien-ket/", acts.add_link, name="milestone-link"),
    path("<uuid:uid>/lien-ket/<uuid:link>/go/", acts.remove_link, name="milestone-link-remove"),
]
