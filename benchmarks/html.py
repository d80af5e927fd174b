"""The board as HTML for a unit with one, fifty and ten thousand children: how large, in how many statements.

    THIDUA_VAR_DIR=/tmp/tenth .venv/bin/python -m benchmarks.html

Three provinces are made with so many districts each and a campaign over them, in a transaction taken back at the
end. The whole request is counted, from the session to the template: the first page, the last, and one by each order.
"""

from __future__ import annotations

import dataclasses
import time
import zlib
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import measuring, site
from thidua.foundation.accounts.models import Account
from thidua.foundation.core import clock
from thidua.foundation.units.models import Unit
from thidua.foundation.units.operations import NewUnit, make_units
from thidua.stages.campaigns.campaign_file import read_campaign
from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE
from thidua.stages.campaigns.operations.enrolling import enrol
from thidua.stages.campaigns.operations.loading import load_campaign
from thidua.stages.campaigns.operations.site_data import load_kinds

CHILDREN = (1, 50, 10_000)
BOARD = "/ban-lam-viec/chi-tieu/"
BACKEND = "thidua.foundation.accounts.signing_in.Backend"
MOST_KILOBYTES, MOST_STATEMENTS = 150, 12
ORDERS = ("ten", "danh-muc", "chua-dat", "xep-hang")


def province(children: int) -> str:
    """A province with so many districts, a campaign over them and a leader who reads it; the leader's account."""
    now, name = clock.now(), f"do-{children}"
    top = NewUnit(
        key=name, kind="front-province", name=f"Tỉnh {children} huyện (minh họa)", valid_from=site.SINCE,
        codes={"site": name}, is_invented=True,
    )  # fmt: skip
    beneath = [
        NewUnit(
            key=f"{name}-{number}", kind="front-district", name=f"Huyện số {number} của tỉnh {children} (minh họa)",
            parent=name, valid_from=site.SINCE, codes={"site": f"{name}-{number}"}, is_invented=True,
        )
        for number in range(1, children + 1)
    ]  # fmt: skip
    make_units(by=site.BY, now=now, units=[top, *beneath])
    file = read_campaign(CATALOGUE / "campaigns" / "286")
    targets = tuple(dataclasses.replace(target, minimums={}) for target in file.targets)
    file = dataclasses.replace(
        file, key=name, hash=f"benchmark-{name}", owner=name, short_name=f"Đo {children} huyện", targets=targets
    )
    campaign = load_campaign(by=site.BY, now=now, file=file)
    enrol(by=site.BY, now=now, campaign=campaign, unit_kinds=["front-province", "front-district"])
    site.open_for(name, Unit.objects.get(kind="front-province", name=top.name), "leader", now)
    return name


def opened(client: Client, query: str = "") -> dict[str, Any]:
    """One page: its size, its statements, its milliseconds."""
    client.get(BOARD + query)
    with CaptureQueriesContext(connection) as asked:
        start = time.perf_counter()
        answer = client.get(BOARD + query)
        taken = (time.perf_counter() - start) * measuring.MILLI
    if answer.status_code != 200:
        raise SystemExit(f"{BOARD}{query}: {answer.status_code}")
    page = answer.content
    return {
        "statements": len(asked), "kilobytes": round(len(page) / 1000, 1), "rows": page.count(b'<th scope="row"'),
        "compressed_kilobytes": round(len(zlib.compress(page)) / 1000, 1), "ms": round(taken, 1),
    }  # fmt: skip


def pages(children: int) -> dict[str, Any]:
    """What the reader of a province with so many districts opens."""
    client = Client()
    client.force_login(Account.objects.get(username=province(children)), backend=BACKEND)
    found = {"first page": opened(client)}
    found |= {f"first page, {order}": opened(client, f"?sap-xep={order}") for order in ORDERS}
    found["last page"] = opened(client, f"?trang={-(-children // 50)}")
    return found


def main() -> None:
    given = measuring.parser(__doc__ or "").parse_args()
    settings.ALLOWED_HOSTS = ["testserver"]
    with transaction.atomic():
        load_kinds(by=site.BY, now=clock.now())
        figures = {str(children): pages(children) for children in CHILDREN}
        transaction.set_rollback(True)
    firsts = {number: found["first page"]["statements"] for number, found in figures.items()}
    every = [page for found in figures.values() for page in found.values()]
    aims = [
        measuring.Aim("the largest page: KB", max(page["kilobytes"] for page in every), at_most=MOST_KILOBYTES),
        measuring.Aim("the most statements of a page", max(page["statements"] for page in every), at_most=MOST_STATEMENTS),
        measuring.Aim(
            "statements of the first page at 10,000 less those at 1",
            max(firsts.values()) - min(firsts.values()), at_most=0,
        ),
    ]  # fmt: skip
    result = measuring.document(
        "html", what="the board of a unit with 1, 50 and 10,000 children: size and number of statements",
        database=site.database(), sizes={"children": list(CHILDREN)}, measured=figures, aims=aims,
    )  # fmt: skip
    measuring.keep(result, connection.vendor, given.results)


if __name__ == "__main__":
    main()
