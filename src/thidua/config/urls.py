"""Every address of the site; each face module keeps its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from thidua.config.health import healthz
from thidua.faces.kit import errors

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("tai-khoan/", include("thidua.faces.kit.signin_urls")),
    path("ban-lam-viec/", include("thidua.faces.desk.urls")),
    path("v/", include("thidua.faces.desk.milestones.link_urls")),
    path("", include("thidua.faces.kit.urls")),
    path("", include("thidua.faces.portal.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
