"""Funds of the scope tests: the commune's ledger with a month before its leader, others' beside it."""

from __future__ import annotations

import datetime
from typing import Any

from tests.factories import NOW
from tests.foundation.core.uploads import pdf, upload, workbook
from tests.scope import markers
from thidua.foundation.core import clock, files
from thidua.foundation.core.models import TakenList
from thidua.foundation.documents import batches
from thidua.foundation.documents.models import LetterBatch
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Donor, Fund, FundEntry, FundMonth, Kind
from thidua.stages.funds.operations import (
    NewDonor,
    ask_letters,
    keep_book,
    open_fund,
    record_income,
    record_spending,
    send_transfer,
    submit_month,
)
from thidua.stages.funds.papers import THANKS
from thidua.stages.funds.sheets import OWNER

JUNE, JULY = datetime.date(2024, 6, 1), datetime.date(2024, 7, 1)
MILLION = 1_000_000


def prepare(world: Any) -> None:
    """The district's fund, the sister's and another district's; the commune has none yet."""
    opened = {"district": ("district_officer", JUNE), "sister_commune": ("sister_officer", JUNE)}
    opened["far_district"] = ("far_district_officer", JUNE)
    for unit, (who, day) in opened.items():
        open_fund(
            by=world.actor(who),
            now=NOW,
            unit=world.cast.units[unit],
            manner="figures" if unit == "far_district" else "ledger",
            opens_on=day,
            opening=90 * MILLION,
        )
    months = workbook([["Tháng", "Thu", "Cuối kỳ"], ["6/2024", MILLION, 91 * MILLION]])
    sender = world.actor("far_district_officer")
    world.files["far month list"] = keep_book(by=sender, now=NOW, upload=upload(months, "so-lieu-thang.xlsx"))
    _gift(world, "sister_officer", fund(world, "sister_commune"), "Người ủng hộ xã bên")


def fill(world: Any) -> None:
    """The commune's: opened, June with its leader, a gift, a spending, a transfer that waits to be taken in."""
    officer, commune = world.actor("commune_officer"), world.cast.commune
    own = open_fund(by=officer, now=NOW, unit=commune, manner="ledger", opens_on=JUNE, opening=markers.AMOUNT)
    sheet = upload(pdf(), f"{markers.FILE}-quy.pdf")
    month = submit_month(by=officer, now=NOW, fund=own, starts_on=JUNE, sheets=[sheet])
    world.files["fund sheet"] = files.of_owner(OWNER, month.uid)[0]
    _gift(world, "commune_officer", own, markers.DONOR)
    given = Movement(
        kind=Kind.SPENDING,
        day=JULY,
        amount=MILLION,
        purpose="gifts",
        household=f"Hộ {markers.WORDS}",
        note=markers.NOTE,
    )
    record_spending(by=officer, now=NOW, fund=own, given=given)
    listed = workbook([["Ngày", "Người ủng hộ", "Số thu"], ["3/7/2024", markers.LISTED, 1_000_000]])
    world.files["own fund list"] = keep_book(by=officer, now=NOW, upload=upload(listed, "so-quy.xlsx"))
    world.taken = TakenList.objects.create(
        sheet="works", ended_at=NOW, by_uid=officer.uid, by_label=officer.label, unit_id=commune.pk, at=NOW,
        params={"campaign": world.campaign}, file_name=f"{markers.LISTED}.xlsx",
    )  # fmt: skip
    sent = Movement(kind=Kind.TRANSFER_OUT, day=JULY, amount=MILLION, other_fund=own)
    ask_letters(by=officer, now=NOW, fund=own, month=JULY, paper=THANKS, ending="pdf")
    batches.draw_waiting(clock.now)
    send_transfer(by=world.actor("district_officer"), now=NOW, fund=fund(world, "district"), given=sent)


def _gift(world: Any, who: str, to: Fund, name: str) -> None:
    given = Movement(kind=Kind.DONATION, day=JULY, amount=20 * MILLION)
    record_income(by=world.actor(who), now=NOW, fund=to, given=given, new_donor=NewDonor(name=name))


def fund(world: Any, unit: str) -> Fund:
    return _one(Fund.objects.select_related("unit").filter(unit=world.cast.units[unit]))


def entry(world: Any, kind: str, unit: str = "commune") -> FundEntry:
    return _one(FundEntry.objects.filter(unit=world.cast.units[unit], kind=kind, reverses=None))


def donor(world: Any) -> Donor:
    return _one(Donor.objects.filter(unit=world.cast.commune))


def month(world: Any) -> FundMonth:
    return _one(FundMonth.objects.filter(unit=world.cast.commune))


def letters(world: Any) -> LetterBatch:
    """What the commune's officer asked for; the package is put in its place where the world is played back."""
    batch: LetterBatch = _one(LetterBatch.objects.filter(unit=world.cast.commune))
    place = batches.package(batch)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"PK\x05\x06" + bytes(18))
    return batch


def _one(rows: Any) -> Any:
    """The only row; `KeyError` in a world that has none yet, as of everything else it names."""
    found = list(rows.order_by("id")[:2])
    if not found:
        raise KeyError(rows.model._meta.label)
    (row,) = found
    return row
