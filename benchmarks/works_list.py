"""The list of works as a reader of the nation gets it, with every filter, order and search: over HTTP, signed in.

    THIDUA_VAR_DIR=/tmp/nation .venv/bin/python -m benchmarks.works_list

Each address is opened by 2 readers at once. The words searched for stand in most names, in thousands, in few, in none;
several of them together; words too short for the index. A province, a district and a commune are lists of their own and
filters of the nation's. The peer of the run is the page of the sign-in, which asks for no work.
"""

from __future__ import annotations

import urllib.parse

from django.db import connection

from benchmarks import measuring, site
from benchmarks.board_page import USERS, opened, served
from benchmarks.pages import SIGN_IN, reader
from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.filters import COUNTED, OF_UNIT, ORDERS, VIEWS
from thidua.stages.works.models import Status, Work

WORKS = "/ban-lam-viec/cong-trinh/"
LIMIT = 100
LAST = 20


def addresses() -> dict[str, str]:
    """What is opened, by what it asks for."""
    found = {"all": {}, "all, by name": {"sap": ORDERS[1]}, f"all, page {LAST}": {"trang": str(LAST)}}
    found |= {f"all, by name, page {LAST}": {"sap": ORDERS[1], "trang": str(LAST)}}
    found |= {f"status {status}": {"trang-thai": status} for status in Status.values}
    found |= {f"status {status}, by name": {"trang-thai": status, "sap": ORDERS[1]} for status in Status.values}
    found |= {f"list {view}": {"xem": view} for view in VIEWS if view != OF_UNIT}
    found |= {f"list {view}, by name": {"xem": view, "sap": ORDERS[1]} for view in COUNTED if view != OF_UNIT}
    kind = WorkKind.objects.filter(works__isnull=False).order_by("-id").first()
    assert kind is not None, "a site without works has no list to measure"
    found["kind"] = {"loai": kind.key}
    found["kind, by name"] = {"loai": kind.key, "sap": ORDERS[1]}
    found["kind and status"] = {"loai": kind.key, "trang-thai": Status.REGISTERED}
    found["kind and status, by name"] = {"loai": kind.key, "trang-thai": Status.REGISTERED, "sap": ORDERS[1]}
    found["campaign"] = {"dot": site.KEY}
    found["campaign, by name"] = {"dot": site.KEY, "sap": ORDERS[1]}
    for name, text in texts().items():
        found[f"search {name}"] = {"q": text}
        found[f"search {name}, by name"] = {"q": text, "sap": ORDERS[1]}
        found[f"search {name}, kind"] = {"q": text, "loai": kind.key}
        found[f"search {name}, status"] = {"q": text, "trang-thai": Status.RETURNED}
    for level in ("province", "district", "commune"):
        unit = str(site.place_of(f"front-{level}").unit.uid)
        found[level] = {"don-vi": unit}
        found[f"{level}, by name"] = {"don-vi": unit, "sap": ORDERS[1]}
        found[f"{level}, search"] = {"don-vi": unit, "q": texts()["in most"]}
        found[f"{level}, kind and status"] = {"don-vi": unit, "loai": kind.key, "trang-thai": Status.VERIFIED}
    return {name: f"{WORKS}?{urllib.parse.urlencode(asked)}" for name, asked in found.items()}


def texts() -> dict[str, str]:
    """Words to search for, taken from the names there are."""
    one = Work.objects.order_by("id").last()
    assert one is not None
    place = one.unit.short_name
    words = fold(one.name).split()
    return {
        "in most": "duong", "in many": words[0], "a place": place, "a whole name": one.name, "a name and its place": f"{one.name} {place}",
        # The same without its number: a sentence of words that stand in tens of thousands of names.
        "a name of many": " ".join(word for word in words if word.isalpha()),
        "nowhere": "khong o dau ca xyz", "a short word": "so", "a part of a word": words[-1][:3] or "oan",
    }  # fmt: skip


def main() -> None:
    words = measuring.parser(__doc__ or "")
    words.add_argument("--requests", type=int, default=100, help="of each address")
    words.add_argument("--only", default="", help="addresses whose name holds this")
    given = words.parse_args()
    paths = {name: path for name, path in addresses().items() if given.only in name}
    figures = {}
    with served() as server:
        figures["sign-in page"] = opened(server, reader(server.address, None), SIGN_IN, given.requests, USERS)
        get = reader(server.address, (site.READER, site.PASSWORD))
        for name, path in paths.items():
            figures[name] = opened(server, get, path, given.requests, USERS)
            print(f"{figures[name]['median']:8.0f} {figures[name]['p95']:8.0f} ms  {name}", flush=True)
    for name in paths:
        figures[name]["to_sign_in_page"] = measuring.ratio(
            figures[name]["median"], figures["sign-in page"]["median"], 2
        )
    worst = max(paths, key=lambda name: figures[name]["p95"])
    aims = [
        measuring.Aim(f"the list, {name}, 2 readers: p95 ms", figures[name]["p95"], at_most=LIMIT) for name in paths
    ]
    print(f"slowest: {worst}, {figures[worst]['p95']} ms", flush=True)
    result = measuring.document(
        "works-list", what="the list of works over HTTP from the real server, for a reader of the nation: 2 readers at once",
        database=site.database(), sizes=site.sizes(), measured=figures, aims=aims,
    )  # fmt: skip
    measuring.keep(result, connection.vendor, given.results)


if __name__ == "__main__":
    main()
