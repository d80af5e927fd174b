"""Rows of what needs no account: the portal, signing in, the areas' links; and of one's own account."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.factories import PASSWORD
from tests.scope import markers
from tests.scope.matrix import Act, Address, Look, Row
from tests.scope.people import EVERYBODY, NOBODY, OUTSIDE, SIGNED_IN, Whos
from tests.scope.world import World, receipt

AREA = "Thôn 1"
INSIDE = (*markers.OF_COMMUNE, *markers.OF_AREAS, markers.WITHDRAWN)
# A head reads on his link whom of the commune to call.
OF_COMMUNE = tuple(word for word in markers.OF_COMMUNE if word not in {markers.CONTACT, markers.PHONE})


def at(name: str, *args: Any) -> Address:
    return lambda _world: reverse(name, args=args)


def public(name: str, route: str) -> Address:
    return lambda world: reverse(route, args=[world.items[name].uid])


def photo(name: str) -> Address:
    return lambda world: reverse("portal-photo", args=[world.files[name].uid])


def of_campaign(route: str) -> Address:
    return lambda world: reverse(route, args=[world.campaign])


def shown(*words: str, sees: Whos = EVERYBODY, slow: bool = False) -> Look:
    """Everybody reads the same."""
    return Look(sees, words, besides={} if sees else dict.fromkeys(EVERYBODY, 404), absent=INSIDE, slow=slow)


def opened(route: str, address: Address, look: Look, case: str = "") -> Row:
    return Row(route, address, look, case=case, is_open=True)


PORTAL = (
    opened("portal-front", at("portal-front"), shown(markers.PUBLIC)),
    opened("portal-plans", at("portal-plans"), shown("Phát động đợt thi đua")),
    opened("portal-plan", of_campaign("portal-plan"), shown("Phát động đợt thi đua")),
    opened("portal-plan-pdf", of_campaign("portal-plan-pdf"), shown(slow=True)),
    opened("portal-fund", at("portal-fund"), shown("Quỹ “Vì người nghèo”")),
    opened("portal-works", at("portal-works"), shown(markers.PUBLIC)),
    opened("portal-works", lambda _world: reverse("portal-works") + "?q=" + markers.WORK.lower(), shown(), "searched inside"),
    opened("portal-work", public("published", "portal-work"), shown(markers.PUBLIC)),
    opened("portal-work", public("verified", "portal-work"), shown(sees=NOBODY), "taken down"),
    opened("portal-work", lambda world: reverse("portal-work", args=[world.works["published"].uid]), shown(sees=NOBODY),
           "by the inside's own number"),
    opened("portal-photo", photo("published photo"), shown()),
    opened("portal-photo", photo("verified photo"), shown(sees=NOBODY), "taken down"),
    opened("portal-photo", photo("registered photo"), shown(sees=NOBODY), "never published"),
    opened("healthz", at("healthz"), shown("database")),
    opened("gallery", at("gallery"), Look(frozenset({"administrator", "far administrator"}), besides=dict.fromkeys(OUTSIDE, 404))),
    opened("worker", at("worker"), shown("importScripts")),
    opened("away", at("away"), shown("Đang mất sóng")),
    opened("sender", at("sender"), Look(SIGNED_IN, ('"owner": "a',), besides=dict.fromkeys(OUTSIDE, 200),
           hidden=('"owner": "a',), absent=INSIDE)),
    opened("language", at("language", "vi"), Look(EVERYBODY, status=302)),
)  # fmt: skip


def link(token: str, route: str = "link-start", *more: Any) -> Address:
    return lambda world: reverse(route, args=[world.tokens[token], *more])


def report(token: str) -> Address:
    return lambda world: reverse("link-report", args=[world.tokens[token], world.campaign, "conference", 0])


def sent(token: str, milestone: str) -> Address:
    return lambda world: reverse("link-sent", args=[world.tokens[token], world.milestones[milestone].uid])


def conference(_world: World) -> dict[str, Any]:
    return {"done_date": "2023-12-05", "receipt": receipt(), "version": ""}


NOBODYS = dict.fromkeys(EVERYBODY, 404)
DEAD = ("wrong", "expired", "revoked")
LINKS = (
    # The address is the key: whoever has it is the area's head, signed in or not.
    opened("link-start", link("own"), Look(EVERYBODY, (AREA,), absent=OF_COMMUNE)),
    opened("link-start", link("sister's"), shown(AREA), "of another area"),
    *(opened("link-start", link(token), shown(sees=NOBODY), token) for token in DEAD),
    Row("link-report", report("own"), Look(EVERYBODY, (AREA,), absent=OF_COMMUNE), Act(EVERYBODY, conference), is_open=True),
    *(
        Row("link-report", report(token), shown(sees=NOBODY), Act(NOBODY, conference, besides=NOBODYS), token, is_open=True)
        for token in DEAD
    ),
    opened("link-sent", sent("own", "festival"), Look(EVERYBODY, (AREA,), absent=OF_COMMUNE)),
    opened("link-sent", sent("own", "sister's"), shown(sees=NOBODY), "of another unit"),
    opened("link-sent", sent("sister's", "festival"), shown(sees=NOBODY), "by another area's link"),
    opened("link-sent", sent("own", "launch"), shown(sees=NOBODY), "of the commune above"),
)  # fmt: skip

NEW_PASSWORD = "mat-khau-minh-hoa-2"
OLD_AND_NEW = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}


def mine(route: str, look: Look | None = None, act: Act | None = None, **more: Any) -> Row:
    """A page of one's own account: there is nobody else's to be had."""
    return Row(route, at(route), look, act, **more)


OFFICER: Whos = frozenset({"own officer"})
HAS_NO_SECOND_STEP = SIGNED_IN - OFFICER


def nothing(_world: World) -> dict[str, Any]:
    return {}


def password(**more: str) -> Any:
    return lambda _world: {"password": PASSWORD, **more}


ACCOUNT = (
    Row(
        "account_login",
        at("account_login"),
        Look(OUTSIDE, ("Đăng nhập",), others=302),
        Act(OUTSIDE, password(login="commune-leader"), others=302),
        is_open=True,
    ),
    # Who is signed out already is led to the portal.
    Row(
        "account_logout",
        at("account_logout"),
        Look(SIGNED_IN, ("Đăng xuất",)),
        Act(SIGNED_IN, nothing, writes=False),
        is_open=True,
    ),
    # The link is the key, whoever opens it; it is good until a password was set.
    Row(
        "account_invitation",
        lambda world: reverse("account_invitation", args=[world.tokens["invitation"]]),
        Look(EVERYBODY, ("nguoi-duoc-moi",), absent=INSIDE),
        Act(EVERYBODY, lambda _world: {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}),
        is_open=True,
    ),
    opened("account_invitation", at("account_invitation", "1-khong-phai-loi-moi"), shown(sees=NOBODY), "wrong"),
    opened("account_inactive", at("account_inactive"), shown()),
    mine("my_account", Look(SIGNED_IN, ("Tài khoản",))),
    mine("account_reauthenticate", Look(SIGNED_IN, ("mật khẩu",)), Act(SIGNED_IN, password(), writes=False)),
    mine("account_change_password", Look(SIGNED_IN, ("mật khẩu",)), Act(SIGNED_IN, lambda _world: dict(OLD_AND_NEW))),
    # Who has a password changes it; there is no setting one without the old.
    mine("account_set_password", Look(SIGNED_IN, status=302), Act(SIGNED_IN, lambda _world: dict(OLD_AND_NEW), writes=False)),
    mine("mfa_index", Look(SIGNED_IN, ("hai bước",))),
    mine("mfa_authenticate", Look(SIGNED_IN, status=302), Act(SIGNED_IN, nothing, writes=False)),
    mine("mfa_reauthenticate", Look(OFFICER, others=302), Act(NOBODY, nothing, others=302, besides={"own officer": 200})),
    mine("mfa_activate_totp", Look(HAS_NO_SECOND_STEP, ("hai bước",), others=302),
         Act(NOBODY, nothing, others=200, besides={"own officer": 302})),
    mine("mfa_deactivate_totp", Look(OFFICER, ("hai bước",)), Act(OFFICER, nothing)),
    mine("mfa_view_recovery_codes", Look(OFFICER, ("dự phòng",))),
    mine("mfa_generate_recovery_codes", Look(SIGNED_IN, ("dự phòng",)), Act(OFFICER, nothing, others=200)),
    mine("mfa_download_recovery_codes", Look(OFFICER)),
)  # fmt: skip
ROWS = (*PORTAL, *LINKS, *ACCOUNT)
