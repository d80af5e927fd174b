"""Addresses of the desk; each module keeps its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thidua.faces.desk.home.urls")),
    path("ke-hoach/", include("thidua.faces.desk.plans.urls")),
    path("the-thuc/", include("thidua.faces.desk.checking.urls")),
    path("so-van-ban/", include("thidua.faces.desk.registers.urls")),
    path("loi-van/", include("thidua.faces.desk.wordings.urls")),
    path("vien-dan/", include("thidua.faces.desk.library.urls")),
    path("van-ban/", include("thidua.faces.desk.documents.urls")),
    path("cum-khoi/", include("thidua.faces.desk.groups.urls")),
    path("chi-tieu/", include("thidua.faces.desk.progress.urls")),
    path("chi-tieu/", include("thidua.faces.desk.allocations.urls")),
    path("cong-trinh/", include("thidua.faces.desk.works.urls")),
    path("guong/", include("thidua.faces.desk.exemplars.urls")),
    path("quy/", include("thidua.faces.desk.funds.urls")),
    path("moc-viec/", include("thidua.faces.desk.milestones.urls")),
    path("danh-gia/", include("thidua.faces.desk.evaluations.urls")),
    path("so-vang/", include("thidua.faces.desk.honours.urls")),
    path("khen-thuong/", include("thidua.faces.desk.awards.urls")),
    path("quyet-dinh/", include("thidua.faces.desk.decisions.urls")),
    path("hoi-dong/", include("thidua.faces.desk.councils.urls")),
    path("bao-cao/", include("thidua.faces.desk.reports.urls")),
    path("cong-bo/", include("thidua.faces.desk.publications.urls")),
    path("danh-sach-nhap/", include("thidua.faces.desk.imports.urls")),
    path("tep/", include("thidua.faces.desk.files.urls")),
    path("tim/", include("thidua.faces.desk.search.urls")),
    path("tai-ve/", include("thidua.faces.desk.exports.urls")),
    path("quan-tri/", include("thidua.faces.desk.administration.urls")),
]
