"""Addresses of what is put before the public."""

from __future__ import annotations

from django.urls import path

from thidua.faces.desk.publications import award_views, comment_views, news_views, portal_views, views

urlpatterns = [
    path("", views.publication_list, name="publications"),
    path("tin/moi/", news_views.new_news, name="news-new"),
    path("tin/<uuid:uid>/sua/", news_views.edit_news, name="news-edit"),
    path("y-kien/", comment_views.comment_list, name="comments"),
    path("y-kien/<uuid:uid>/", comment_views.comment_page, name="comment"),
    path("y-kien/<uuid:uid>/dang/", comment_views.show_comment, name="comment-show"),
    path("y-kien/<uuid:uid>/khong-dang/", comment_views.refuse_comment, name="comment-refuse"),
    path("y-kien/<uuid:uid>/chuyen/", comment_views.hand_down_comment, name="comment-hand-down"),
    path("khen-thuong/", award_views.decision_list, name="publish-honours"),
    path("khen-thuong/<uuid:uid>/", award_views.publish_honours, name="publish-decision"),
    path("lay-y-kien/", award_views.candidate_rounds, name="candidates"),
    path("lay-y-kien/<slug:key>/<int:number>/", award_views.publish_candidates, name="publish-candidates"),
    path("lien-ket/", portal_views.links, name="portal-links"),
    path("lien-ket/<uuid:uid>/bo/", portal_views.remove_link, name="portal-link-remove"),
    path("truy-cap/", portal_views.visits, name="visits"),
    path("<uuid:uid>/", views.publication_page, name="publication"),
    path("<uuid:uid>/go/", views.withdraw, name="withdraw"),
    path("cong-trinh/<uuid:uid>/", views.publish_work, name="publish-work"),
    path("ke-hoach/<uuid:uid>/", views.publish_plan, name="publish-plan"),
]
