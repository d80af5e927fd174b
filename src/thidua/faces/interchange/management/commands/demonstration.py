"""`thidua demonstration`: an invented year of plan 286 in an empty site, and its sample accounts."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.interchange.demonstration import people
from thidua.faces.interchange.demonstration.load import load_demonstration


class Command(BaseCommand):
    help = "Load the demonstration into an empty site, or tell its sample accounts (--accounts)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="tell the sample accounts instead of loading")
        parser.add_argument("--link", action="store_true", help="tell the sample personal link of an area's head")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self.tell_accounts(as_json=options["json"])
            return
        if options["link"]:
            self.stdout.write(json.dumps({"address": link_address()}) if options["json"] else link_address())
            return
        loaded = load_demonstration()
        if options["json"]:
            self.stdout.write(json.dumps(loaded))
        elif options["verbosity"]:
            self.stdout.write(_("Đã nạp dữ liệu minh họa: %(units)d đơn vị, %(acts)d việc.") % loaded)

    def tell_accounts(self, *, as_json: bool) -> None:
        accounts = people.accounts()
        if as_json:
            self.stdout.write(json.dumps(accounts, ensure_ascii=False))
            return
        for account in accounts:
            self.stdout.write(f"  {account['name']:<18} {account['password']:<18} {account['who']}")
        if link_address():
            who = _("Trưởng Ban Công tác Mặt trận Thôn Tân Thịnh, xã Tâm Thắng: mở đường dẫn này, không cần mật khẩu")
            self.stdout.write(f"  {link_address()}  {who}")


def link_address() -> str:
    """The path of the sample personal link; empty on a site without the demonstration."""
    token = people.recall("link")
    return reverse("link-start", args=[token]) if token else ""
