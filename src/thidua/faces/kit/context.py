"""What every page's frame shows: whose site it is, who is signed in, the demonstration's day, the menus."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit import keeping, languages, menu
from thidua.foundation.accounts.actors import NOBODY, Actor
from thidua.foundation.accounts.roles import ROLES, Permission
from thidua.foundation.accounts.site import owner_name
from thidua.foundation.core import clock


class Frame:
    """The frame of one page. Nothing is asked of the database before the page shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def actor(self) -> Actor:
        return getattr(self.request, "actor", NOBODY)

    @property
    def title(self) -> str:
        return _("Theo dõi thi đua")

    @cached_property
    def owner(self) -> str:
        """The body whose site this is: as the administrator wrote it, else the first unit at the top of the tree."""
        return owner_name()

    @cached_property
    def demo_date(self) -> datetime.date | None:
        return clock.demo_date()

    @cached_property
    def signed_in(self) -> bool:
        return bool(self.actor.person_id)

    @cached_property
    def sends_as(self) -> str:
        """The key under which a device keeps what this account has not sent yet."""
        return keeping.owner_of_account(self.request.user)

    @cached_property
    def post(self) -> str:
        """Where the actor works, beneath its name; the role where there is no unit."""
        home = self.actor.home
        return home.unit_name if home else ""

    @cached_property
    def roles(self) -> list[tuple[str, str]]:
        """The actor's roles, each with its unit."""
        return [(str(ROLES[post.role].label), post.unit_name) for post in self.actor.posts]

    @cached_property
    def is_administrator(self) -> bool:
        return self.actor.holds_anywhere(Permission.SITE)

    @cached_property
    def desk_menu(self) -> list[menu.Item]:
        return menu.items(menu.DESK, self.actor, self.request)

    @property
    def desk_row(self) -> list[menu.Item]:
        return menu.row(menu.DESK, self.actor, self.request)

    @cached_property
    def desk_foot(self) -> list[menu.Item]:
        return menu.items(menu.DESK_FOOT, self.actor, self.request)

    @cached_property
    def portal_menu(self) -> list[menu.Item]:
        return menu.items(menu.PORTAL, self.actor, self.request)

    @cached_property
    def portal_foot(self) -> list[menu.Item]:
        return menu.items(menu.PORTAL_FOOT, self.actor, self.request)

    def search(self, face: str) -> menu.Item | None:
        """The search of a face, where it has one."""
        if face not in menu.SEARCHES:
            return None
        entry = menu.SEARCHES[face]
        return menu.Item(entry.label, reverse(entry.address_name))

    @property
    def desk_search(self) -> menu.Item | None:
        return self.search("desk")

    @property
    def portal_search(self) -> menu.Item | None:
        return self.search("portal")

    @property
    def other_language(self) -> tuple[str, str] | None:
        """Code and name of the language the switch leads to."""
        return languages.other()


def frame(request: HttpRequest) -> dict[str, Any]:
    """Values for the base templates."""
    return {"frame": Frame(request), "actor": getattr(request, "actor", NOBODY), "demo_date": clock.demo_date}
