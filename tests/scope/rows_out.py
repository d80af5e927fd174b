"""Rows of what leaves the site as a file: every list as Excel and CSV, every kind of stored file, every sheet."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.urls import reverse

from tests.scope import markers
from tests.scope import world_publications as things
from tests.scope.matrix import Act, Address, Look, Row
from tests.scope.people import ADMINISTRATORS, CHILD, LEADER, OFFICER, PARENTS, PROVINCE, SEERS, SIGNED_IN, Whos
from tests.scope.rows_evaluations import COMPARES
from tests.scope.rows_milestones import GONE
from tests.scope.rows_nominations import DOSSIERS
from tests.scope.world import World, receipt
from tests.scope.world_decisions import ISSUED
from tests.scope.world_reports import TO_BEGIN


@dataclass(frozen=True)
class Listed:
    """A list by its key: with which filters the marker is in it, and who sees it."""

    key: str
    markers: tuple[str, ...]
    query: str = ""
    sees: Whos = SEERS
    others: int = 200
    gone: bool = False
    hidden: tuple[str, ...] = ()
    case: str = ""


COMMUNE = "?dot={campaign}&don-vi={unit}"
LISTS = (
    Listed("works", (markers.WORK, str(markers.AMOUNT))),
    Listed("works", (markers.WORK,), "?q=qxcongtrinh", case="searched"),
    Listed("works", (markers.WORK,), COMMUNE, others=404, case="of the commune"),
    Listed("guong", (markers.WORK, markers.REASON)),
    Listed("tasks", (markers.NOTE,)),
    Listed("documents-in", (markers.PLAN,), sees=PARENTS),
    Listed("documents-out", (markers.PLAN,), sees=OFFICER | LEADER),
    Listed("document-recipients", ("huyện Cư Jút",), "?van-ban={document}", others=404),
    Listed("guong", (markers.WORK,), "?don-vi={unit}", others=404, case="of the commune"),
    Listed("nhan-rong", (markers.NOTE,)),
    Listed("milestones", (markers.NUMBER,), gone=True),
    Listed("milestones", (markers.HEAD, markers.HEAD_PHONE), "?moc=conference", gone=True, case="of a kind"),
    Listed("milestones", (markers.NUMBER,), COMMUNE, others=404, case="of the commune"),
    Listed("milestones-missing", (markers.PHONE, markers.CONTACT), "?moc=congress", gone=True),
    Listed("milestones-schedule", (markers.PRESCRIBED,), "?moc=pilot-congress", gone=True),
    Listed("progress-cells", ("xã Nam Dong",), hidden=("xã Nam Dong",)),
    Listed("progress-missing", (markers.AREA_PHONE,)),
    Listed("progress-cells", ("xã Nam Dong",), COMMUNE, others=404, case="of the commune"),
    Listed("progress-missing", (markers.AREA_PHONE,), COMMUNE, others=404, case="of the commune"),
    Listed("progress-at-risk", ("Buôn Nui",), "?cap=residential-area", hidden=("Buôn Nui",)),
    Listed("progress-at-risk", ("Buôn Nui",), COMMUNE, others=404, case="of the commune"),
    Listed("progress-sources", (f"{markers.WORK} published",), COMMUNE + "&chi-tieu=III.4", others=404),
    Listed("progress-uncounted", (f"{markers.WORK} done",), COMMUNE + "&chi-tieu=III.4", others=404),
    Listed("progress-allocation", ("Công văn 90",), COMMUNE + "&chi-tieu=III.1", others=404),
    Listed("progress-summary", ("Chỉ tiêu III.4",)),
    Listed("progress-summary", ("Chỉ tiêu III.4",), COMMUNE, others=404, case="of the commune"),
    Listed("council-sessions", (markers.COUNCIL,)),
    Listed("council-results", (markers.CANDIDATE,)),
    Listed("evaluations", (markers.EVALUATED,)),
    Listed("evaluations", (markers.EVALUATED,), COMMUNE, others=404, case="of the commune"),
    Listed("evaluations-missing", (markers.PHONE, markers.CONTACT), sees=PARENTS),
    Listed("communes-share", ("huyện Cư Jút",), sees=COMPARES, hidden=("huyện Cư Jút",)),
    Listed("honours", (markers.HONOURED,)),
    Listed("funds", ("Xã Nam Dong", str(markers.AMOUNT)), hidden=("Xã Nam Dong",)),
    Listed("fund-entries", (markers.DONOR, markers.WORDS)),
    Listed("fund-donors", (markers.DONOR,)),
    Listed("nominations", (markers.NOMINATED,)),
    Listed("nominations", (markers.NOMINATED,), "?q=qxdenghi", case="searched"),
    Listed("submissions", ("huyện Cư Jút",), sees=DOSSIERS),
    Listed("honours", (markers.HONOURED,), COMMUNE, others=404, case="of the commune"),
    Listed("reports", ("Xã Nam Dong",), hidden=("Xã Nam Dong",)),
    Listed("reports", ("Xã Nam Dong",), "?don-vi={unit}", others=404, case="of the commune"),
    Listed("reports-missing", (markers.PHONE, markers.CONTACT), "?ky={period}", others=200, gone=True),
    # A neighbour stands under the same district; what it reads there is of itself alone.
    Listed("reports-completeness", ("Huyện Cư Jút",), sees=SEERS | {"sister"}, hidden=("Huyện Cư Jút",)),
    Listed("reports-completeness", ("Huyện Cư Jút",), "?don-vi={unit}", others=404, case="of the commune"),
    Listed("reports-units", ("Xã Nam Dong",), hidden=("Xã Nam Dong",)),
    Listed("reports-units", ("Xã Nam Dong",), "?don-vi={unit}", others=404, case="of the commune"),
    Listed(
        "cascade", ("Xã Nam Dong", "/KH-MTTQ-BTT"), "?ke-hoach={root}", sees=PROVINCE | {"administrator"}, others=404
    ),
    Listed("da-dang", (markers.PUBLIC, markers.WITHDRAWN), hidden=(markers.WITHDRAWN,)),
    Listed("decisions", (markers.NUMBER,), hidden=(markers.NUMBER,)),
    Listed("decision-names", (markers.WORDS,), f"?quyet-dinh={ISSUED}", others=404),
    Listed("y-kien", (things.WAITING, things.OF_CANDIDATE), sees=PROVINCE, hidden=(things.WAITING,)),
    Listed("truy-cap", (str(things.VISITS),), sees=PROVINCE, hidden=(str(things.VISITS),)),
    Listed("so-van-ban", ("xã Nam Dong",), "?pham-vi=cap-duoi", hidden=("xã Nam Dong",)),
    Listed("so-van-ban-di", (markers.PLAN, markers.REASON), "?so={register}", others=404),
    Listed("van-ban-vien-dan", (markers.CITED,), sees=SEERS | CHILD),
    Listed("nhat-ky", (markers.WORK,), sees=frozenset({"administrator"})),
    Listed("tai-khoan", ("commune-officer",), sees=ADMINISTRATORS, hidden=("commune-officer",)),
)


def export_rows() -> tuple[Row, ...]:
    """Both kinds of file of every list: foreign rows are not in it; asked for a foreign unit it says there is none."""
    return tuple(
        Row(
            f"desk:{route}",
            _exported(route, listed),
            Look(
                listed.sees,
                listed.markers,
                others=listed.others,
                besides=GONE if listed.gone else {},
                hidden=listed.hidden,
            ),
            case=f"{listed.key} {listed.case}".strip(),
        )
        for listed in LISTS
        for route in ("export-excel", "export-csv")
    )


def _exported(route: str, listed: Listed) -> Address:
    return lambda world: (
        reverse(f"desk:{route}", args=[listed.key])
        + listed.query.format(
            campaign=world.campaign,
            unit=world.cast.commune.uid,
            period=world.periods[TO_BEGIN].uid if world.periods else "",
            register=world.registers["own"].pk if "{register}" in listed.query else "",
            root=world.plans["root"].uid,
            document=world.plans["own"].document.uid,  # type: ignore[union-attr]
        )
    )


@dataclass(frozen=True)
class Kept:
    """A stored file of a kind of owner, by its name in the world; `small`: it has a small picture too."""

    kind: str
    file: str
    sees: Whos = SEERS
    small: bool = True


FILES = (
    Kept("work", "registered photo"),
    Kept("work", "draft photo", OFFICER),
    Kept("work", "paper", small=False),
    Kept("work", "removed photo", frozenset()),
    Kept("milestone", "proof"),
    Kept("milestone", "area's proof", SEERS | CHILD),
    Kept("document", "document"),
    Kept("task", "task proof", small=False),
    Kept("session", "counting minutes", small=False),
    Kept("submission", "scan", DOSSIERS),
    Kept("decision", "decision scan", small=False),
    Kept("fund-month", "fund sheet", small=False),
    Kept("fund-list", "own fund list", OFFICER, small=False),
    Kept("work-list", "own list of works", OFFICER, small=False),
    Kept("milestones-list", "own list of milestones", OFFICER, small=False),
    Kept("exemption", "exemption", small=False),
    Kept("cited-document", "cited", SEERS | CHILD, small=False),
    Kept("group-pact", "pact", SIGNED_IN - {"former member"}, small=False),
)


def file_rows() -> tuple[Row, ...]:
    """The file itself and its small picture; a file without one is missing there even for its owner."""
    return tuple(
        Row(
            f"desk:{route}",
            _kept(route, kept),
            Look(kept.sees if kept.small or not small else frozenset()),
            case=kept.file,
        )
        for kept in FILES
        for route, small in (("file", False), ("file-small", True))
    )


def original_rows() -> tuple[Row, ...]:
    """A photo's original: for the same readers, after they said what for; of anything else there is none."""
    return tuple(
        Row(
            "desk:file-original",
            _kept("file-original", kept),
            Look(kept.sees if kept.small else frozenset()),
            Act(
                kept.sees if kept.small else frozenset(),
                lambda _world: {"why": "inspect", "receipt": receipt()},
                status=200,
            ),
            case=kept.file,
        )
        for kept in FILES
    )


SENDING = (
    Row(
        "desk:file-send",
        lambda _world: reverse("desk:file-send"),
        None,
        Act(SIGNED_IN, lambda _world: {"name": "a.jpg", "length": "10"}, status=201),
    ),
    # HEAD and PATCH alone; whose it is and whose it is not: tests/faces/desk/files.
    Row("desk:file-send-on", lambda _world: reverse("desk:file-send-on", args=[uuid.UUID(int=1)])),
)


def _kept(route: str, kept: Kept) -> Address:
    def address(world: World) -> str:
        assert world.files[kept.file].owner_kind == kept.kind
        return reverse(f"desk:{route}", args=[world.files[kept.file].uid])

    return address


# Each sheet of the product with the route that hands out its empty form.
SHEETS = {
    "works": "desk:works-template",
    "milestones": "desk:milestones-import-template",
    "fund-entries": "desk:fund-import-template",
    "fund-months": "desk:fund-months-template",
}
ROWS = (*export_rows(), *file_rows(), *original_rows(), *SENDING)
