"""Rows of publishing beyond plans and works: news, honours, candidates, comments, links, visits."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.scope import markers
from tests.scope import world_publications as things
from tests.scope.matrix import Act, Address, Data, Look, Row
from tests.scope.people import EVERYBODY, LEADER, NOBODY, OFFICER, PROVINCE, SIGNED_IN
from tests.scope.rows_open import INSIDE, at, opened, public
from tests.scope.world import World, receipt
from tests.scope.world_nominations import own_round

UNREAD = (*INSIDE, things.WAITING, things.OF_CANDIDATE, things.CONTACT)
OTHERS = SIGNED_IN - PROVINCE


def shown(*words: str) -> Look:
    """Everybody reads the same, and no comment that waits."""
    return Look(EVERYBODY, words, absent=UNREAD)


def gone(route: str, name: str, case: str) -> Row:
    return opened(route, public(name, route), Look(NOBODY, besides=dict.fromkeys(EVERYBODY, 404)), case)


def written(_world: World) -> dict[str, Any]:
    return {"author": "Người đọc", "text": "Rất đúng", "receipt": receipt()}


PORTAL = (
    opened("portal-news", at("portal-news"), shown(things.NEWS)),
    opened("portal-one-news", public("news", "portal-one-news"), shown(things.NEWS)),
    gone("portal-one-news", "news taken down", "taken down"),
    gone("portal-one-news", "honour", "of another kind"),
    opened("portal-honours", at("portal-honours"), shown(things.HONOURED)),
    opened("portal-honour", public("honour", "portal-honour"), shown(things.HONOURED, things.DECISION)),
    gone("portal-honour", "candidate", "of another kind"),
    opened("portal-candidates", at("portal-candidates"), shown(things.CANDIDATE)),
    opened("portal-candidate", public("candidate", "portal-candidate"), shown(things.CANDIDATE)),
    gone("portal-candidate", "honour", "of another kind"),
    Row("portal-comment", public("news", "portal-comment"), shown(things.NEWS), Act(EVERYBODY, written), is_open=True),
    Row("portal-comment", public("news taken down", "portal-comment"), None,
        Act(NOBODY, written, besides=dict.fromkeys(EVERYBODY, 404)), "taken down", is_open=True),
    opened("portal-comment-sent", public("news", "portal-comment-sent"), shown(things.NEWS)),
    opened("portal-seen", at("portal-seen"), Look(EVERYBODY)),
    opened("portal-seen-item", public("news", "portal-seen-item"), Look(EVERYBODY)),
)  # fmt: skip


def desk(route: str) -> Address:
    return lambda _world: reverse(f"desk:{route}")


def item(name: str, route: str) -> Address:
    return lambda world: reverse(f"desk:{route}", args=[world.items[name].uid])


def comment(text: str, route: str) -> Address:
    return lambda _world: reverse(f"desk:{route}", args=[things.comment(text).uid])


def step(text: str, **more: str) -> Data:
    return lambda _world: {"version": things.comment(text).version, "receipt": receipt(), **more}


def news(world: World) -> dict[str, Any]:
    return {
        "campaign": world.campaign, "category": "news", "title": "Tin khác", "text": "Nội dung", "author": "Tác giả",
        "receipt": receipt(),
    }  # fmt: skip


def names(_world: World) -> dict[str, Any]:
    uid = things.honour()
    return {f"pick_{uid}": "on", f"words_{uid}": "Làm đường", "receipt": receipt()}


def candidates(_world: World) -> dict[str, Any]:
    uid = things.nomination()
    return {f"pick_{uid}": "on", f"words_{uid}": "Làm đường", "receipt": receipt()}


def own_candidates(world: World) -> dict[str, Any]:
    uid = world.nominations["own round"].uid
    return {f"pick_{uid}": "on", f"words_{uid}": "Làm đường", "receipt": receipt()}


def new_link(_world: World) -> dict[str, Any]:
    return {"title": "Trang mới", "address": "https://moi.example/", "receipt": receipt()}


def publish_candidates(world: World) -> str:
    return reverse("desk:publish-candidates", args=[world.campaign, 1])


DESK = (
    Row("desk:news-new", desk("news-new"), Look(PROVINCE, ("Viết tin",), forbidden=OTHERS), Act(PROVINCE, news, forbidden=OTHERS)),
    Row("desk:news-edit", item("news", "news-edit"), Look(PROVINCE, (things.NEWS,), forbidden=frozenset({"administrator"})),
        Act(PROVINCE, news, forbidden=frozenset({"administrator"}))),
    Row("desk:comments", desk("comments"), Look(PROVINCE, (things.WAITING, things.OF_CANDIDATE), others=200,
        hidden=(things.WAITING, things.OF_CANDIDATE))),
    Row("desk:comment", comment(things.WAITING, "comment"), Look(PROVINCE, (things.WAITING, things.CONTACT))),
    Row("desk:comment-show", comment(things.WAITING, "comment-show"), None, Act(PROVINCE, step(things.WAITING))),
    Row("desk:comment-refuse", comment(things.WAITING, "comment-refuse"), None, Act(PROVINCE, step(things.WAITING, reason="Quảng cáo"))),
    Row("desk:comment-hand-down", comment(things.OF_CANDIDATE, "comment-hand-down"), None, Act(PROVINCE, step(things.OF_CANDIDATE))),
    Row("desk:publish-honours", desk("publish-honours"), Look(PROVINCE, (things.DECISION,), others=200, hidden=(things.DECISION,))),
    Row("desk:publish-decision", lambda _world: reverse("desk:publish-decision", args=[things.honour()]),
        Look(PROVINCE, (things.HONOURED,)), Act(PROVINCE, names)),
    Row("desk:candidates", desk("candidates"), Look(PROVINCE, ("Đợt khen thưởng 1",), others=200, hidden=("Đợt khen thưởng 1",))),
    Row("desk:publish-candidates", publish_candidates, Look(PROVINCE, (things.CANDIDATE,)), Act(PROVINCE, candidates)),
    Row("desk:publish-candidates",
        lambda world: reverse("desk:publish-candidates", args=[world.campaign, own_round(world).number]),
        Look(OFFICER | LEADER, (markers.NOMINATED,)), Act(OFFICER | LEADER, own_candidates), case="of an own plan"),
    Row("desk:portal-links", desk("portal-links"), Look(SIGNED_IN, (things.LINK,)), Act(PROVINCE, new_link, forbidden=OTHERS)),
    Row("desk:portal-link-remove", lambda _world: reverse("desk:portal-link-remove", args=[things.link()]), None,
        Act(PROVINCE, lambda _world: {}, forbidden=OTHERS)),
    Row("desk:visits", desk("visits"), Look(PROVINCE, ("4.321",), others=200, hidden=("4.321",))),
)  # fmt: skip
ROWS = (*PORTAL, *DESK)
