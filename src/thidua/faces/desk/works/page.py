"""The page of one work, put together: what it is, where it stands, what the reader can do now, content, history."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.desk.files import evidence
from thidua.faces.desk.works.buttons import acts_on
from thidua.faces.kit import figures, keeping, vocabulary
from thidua.faces.kit.parts import Event, Link, Shot, Step
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.quantities import HALF_DAY, PERSON, SQUARE_METRE
from thidua.foundation.units.provinces import point_told
from thidua.stages.works import rules
from thidua.stages.works.counting import prospects
from thidua.stages.works.details import details_told
from thidua.stages.works.doubts import photo_remarks, unusual, without_photos
from thidua.stages.works.evidence import OWNER, Lack, photos_missing, roles_of, steps_done
from thidua.stages.works.finding import merged_into, taken_in
from thidua.stages.works.history import history_of
from thidua.stages.works.kinds import sources, steps_of, unit_of
from thidua.stages.works.models import Household, Status, Story, Work
from thidua.stages.works.naming import full_name, person_name
from thidua.stages.works.operations.asking import noted_by_itself_on
from thidua.stages.works.queries import told_doubles
from thidua.stages.works.spread import model_of
from thidua.stages.works.states import OPEN_TO_EDITS, REACHED, WORK

TONES = {WORK.transitions[act].word: tone for act, tone in (("return", "ask"), ("verify", "ok"), ("complete", "run"))}
# Colours of money by source; more sources share the last.
COLOURS = 4


@dataclass(frozen=True, slots=True)
class Money:
    """One source of the work's money, with its length on the bar; `estimate` is what was approved."""

    label: str
    amount: int
    estimate: int | None
    colour: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a step that is drawn up here: its page, and its number once it is signed."""

    label: str
    href: str
    notation: str
    signed_on: datetime.date | None


def page_of(actor: Actor, work: Work) -> dict[str, Any]:
    """Everything the template shows; the number of statements does not grow with the work."""
    stored, rejected = evidence.kept(OWNER, work.uid)
    audience = audience_of(actor, work)
    accepts = audience == vocabulary.SUPERIOR
    money = dict(work.money.order_by("id").values_list("source", "amount"))
    estimates = dict(work.estimates.order_by("id").values_list("source", "amount"))
    doubles = told_doubles(actor, work)
    looks = bool(doubles or stored) and rules.looks_at_photos(actor, work)
    if not looks:
        doubles = without_photos(doubles)
    told = [row.other.uid for row in doubles]
    may_enter = not rules.lead_acts(actor, work)
    acts = acts_on(actor, work)
    return {
        "work": work,
        "audience": audience,
        "crumbs": _crumbs(work),
        "where": where_of(work),
        "steps": _steps(work),
        "buttons": acts.open,
        "waits_for": acts.waits_for,
        # What a device keeps with this page: nothing is fetched in vain.
        "forms": [act.href for act in acts.open if keeping.is_kept(act.href)] if may_enter else [],
        "mendable": _mendable(actor, work),
        "may_enter": may_enter,
        "open_to_edits": work.status in OPEN_TO_EDITS,
        "lacks": [_missing_words(lack) for lack in photos_missing(work.kind, stored)],
        "shots": _shots(work, stored),
        "papers": [file for file in stored if not file.type.startswith("image/")],
        "links": evidence.links_shown(OWNER, work.uid),
        "originals": evidence.originals(stored, with_told=accepts or may_enter),
        "rejected": rejected,
        "money": _money(money, estimates),
        "money_total": sum(money.values()) if money else None,
        "estimate_total": sum(estimates.values()) if estimates else None,
        "signed": _papers(work),
        "questions": list(work.questions.select_related("asked_by", "answered_by").order_by("-id")),
        "noted_on": noted_by_itself_on(work),
        "decides": not rules.superior_notes(actor, work),
        "may_offer": work.status == Status.VERIFIED and not rules.offers_work(actor, work),
        "offer_waits": work.offered_at is not None and work.offer_settled_at is None,
        "kept": merged_into([work]).get(work.pk) if work.status == Status.MERGED else None,
        "taken_in": taken_in(work) if work.status not in {Status.DRAFT, Status.MERGED} else [],
        "prospects": prospects(work),
        "story": Story.objects.filter(work=work).order_by("id").first(),
        "model": model_of(work),
        "may_tell": work.status in REACHED["done"] and not work.kind.is_house and not rules.lead_acts(actor, work),
        "doubles": doubles,
        "twins": evidence.twins_shown(actor, OWNER, work.uid, stored, told=told, accepts=accepts) if looks else [],
        "remarks": photo_remarks(work, stored) if accepts else [],
        "doubt": _doubt(work),
        "facts": facts_of(work),
        "events": [_event(told) for told in history_of(work)],
    }


def audience_of(actor: Actor, work: Work) -> str:
    """Who decides reads the superior's words, everybody else the unit's."""
    return vocabulary.SUPERIOR if not rules.superior_verifies(actor, work) else vocabulary.UNIT


def _mendable(actor: Actor, work: Work) -> list[Link]:
    """The steps of a work that came back after it was done: each day may be put right before it is sent again."""
    if work.status != Status.RETURNED or work.done_at is None or rules.lead_acts(actor, work):
        return []
    done = steps_done(work)
    return [
        Link(
            f"{step.label} {figures.day(done[step.key].done_date)}",
            reverse("desk:work-step", args=(work.uid, step.key)),
        )
        for step in steps_of(work.kind)
        if step.key in done
    ]


def _crumbs(work: Work) -> list[Link]:
    room = Link(_("Công trình, phần việc"), reverse("desk:works"))
    unit = Link(full_name(work.unit), f"{reverse('desk:works')}?don-vi={work.unit.uid}")
    return [room, unit, Link(work.kind.label)]


def where_of(work: Work) -> str:
    rows = work.places.select_related("unit__kind", "unit__parent").order_by("unit__lft", "id")
    return "; ".join(full_name(row.unit) for row in rows)


def _steps(work: Work) -> list[Step]:
    """Registered, noted, the kind's own steps, verified; the first not done is where it stands, with who holds it."""
    done = steps_done(work)
    rows: list[tuple[str, datetime.date | None]] = [(_("Đăng ký"), _day(work.registered_at))]
    if work.noted_at or work.status in {Status.DRAFT, Status.REGISTERED, Status.RETURNED}:
        rows.append((_("Ghi nhận"), _day(work.noted_at)))
    rows += [(step.label, done[step.key].done_date if step.key in done else None) for step in steps_of(work.kind)]
    rows.append((_("Xác nhận"), _day(work.verified_at)))
    shown: list[Step] = []
    standing = work.status not in {Status.VERIFIED, Status.CANCELLED, Status.MERGED}
    for label, day in rows:
        if day is not None:
            shown.append(Step(label, "done", figures.day(day)))
        elif standing:
            shown.append(Step(label, "now", _holder(work)))
            standing = False
        else:
            shown.append(Step(label, "later"))
    return shown


def _holder(work: Work) -> str:
    """Whose turn it is."""
    if WORK.owners[work.status] == "superior":
        above = rules.superior_of(work) or work.unit
        return _("%(unit)s đang giữ") % {"unit": above.short_name}
    return _("%(unit)s đang giữ") % {"unit": work.unit.short_name}


def _shots(work: Work, stored: Sequence[StoredFile]) -> list[Shot]:
    roles = roles_of(work.kind)
    pictures = [file for file in stored if file.type.startswith("image/")]
    shots = [evidence.shot(file, roles.get(file.role, _("Ảnh"))) for file in pictures]
    missing = photos_missing(work.kind, stored) if shots else []
    return shots + [Shot(caption=_missing_words(lack)) for lack in missing]


def _missing_words(lack: Lack) -> str:
    return _("Còn thiếu %(count)d ảnh «%(step)s»") % {"count": lack.missing, "step": lack.label}


def _money(money: dict[str, int], estimates: dict[str, int]) -> list[Money]:
    total, start = sum(money.values()), 0
    rows = []
    known = [(key, source) for key, source in sources().items() if key in money or key in estimates]
    for place, (key, source) in enumerate(known, start=1):
        amount = money.get(key, 0)
        width = f"{max(0.4, 100 * amount / total - 0.4):.4g}%" if amount else "0"
        first = f"{100 * start / total:.4g}%" if total else "0"
        rows.append(Money(source.label, amount, estimates.get(key), f"m{min(place, COLOURS)}", first, width))
        start += amount
    return rows


def _papers(work: Work) -> list[Paper]:
    """The papers the kind draws up here; one statement for a kind that has any."""
    steps = [step for step in steps_of(work.kind) if step.document]
    if not steps or work.status in {Status.DRAFT, Status.REGISTERED}:
        return []
    rows = work.papers.filter(revoked_at=None).select_related("document").order_by("id")
    signed = {row.step: row for row in rows}
    return [
        Paper(
            step.paper,
            reverse("desk:work-paper", args=(work.uid, step.key)),
            signed[step.key].document.notation if step.key in signed else "",
            signed[step.key].signed_on if step.key in signed else None,
        )
        for step in steps
    ]


def _doubt(work: Work) -> str:
    """The question about a quantity far above the usual; settled once the level above has verified it."""
    doubt = unusual(work.kind, work.quantity, apart_from=work.pk) if work.status != Status.VERIFIED else None
    if doubt is None:
        return ""
    return _("Số lượng gấp %(times)d lần mức thường thấy của loại này (%(usual)s). Xin xem lại trước khi ghi nhận, xác nhận.") % {
        "times": doubt.times, "usual": unit_of(work.kind).format(doubt.usual, with_unit=True),
    }  # fmt: skip


def facts_of(work: Work) -> list[tuple[str, str]]:
    partners = work.partners.select_related("unit__kind", "unit__parent").order_by("unit__lft", "id")
    size = unit_of(work.kind).format(work.quantity, with_unit=True)
    if work.floor_area:
        size += ", " + SQUARE_METRE.format(work.floor_area, with_unit=True)
    pairs = [
        (_("Loại"), work.kind.label),
        (_("Đơn vị dẫn đầu"), work.unit.name),
        (_("Chủ trì vận động"), work.mobiliser.name),
        (_("Cùng làm"), "; ".join(full_name(row.unit) for row in partners)),
        (_("Quy mô"), size),
        *details_told(work.kind, work.details),
        (_("Diện hộ"), str(Household(work.household).label) if work.household else ""),
        (_("Tọa độ"), point_told(work.point) if work.point else ""),
        (_("Chào mừng"), "; ".join(work.occasions.order_by("campaign_id", "id").values_list("name", flat=True))),
        (_("Đợt thi đua"), "; ".join(work.campaigns.order_by("id").values_list("short_name", flat=True))),
        (_("Thời gian"), _span(work)),
        (_("Số người hưởng lợi"), PERSON.format(work.people_served, with_unit=True) if work.people_served else ""),
        (_("Ngày công"), HALF_DAY.format(work.labour, with_unit=True) if work.labour else ""),
        (_("Đất hiến"), SQUARE_METRE.format(work.land, with_unit=True) if work.land else ""),
        (_("Nghiệm thu"), work.acceptance_note),
        (_("Đăng ký"), _registered(work)),
        (_("Người nhập"), person_name(work.entered_by or work.made_by)),
        (_("Ghi nhận"), _who(work.noted_by, work.noted_at)),
        (_("Xác nhận"), _who(work.verified_by, work.verified_at)),
    ]
    return [(name, value) for name, value in pairs if value]


def _registered(work: Work) -> str:
    if work.registered_at is None:
        return ""
    late = _("muộn, khi việc đã làm") if work.registered_late else ""
    return ", ".join(filter(None, [figures.day(work.registered_at), late]))


def _span(work: Work) -> str:
    start, finish = work.planned_start, work.done_date or work.planned_finish
    if start and finish:
        return f"{figures.day(start)} – {figures.day(finish)}"
    return figures.day(start or finish) if start or finish else ""


def _who(person: Any, at: datetime.datetime | None) -> str:
    return f"{person_name(person)}, {figures.day(at)}" if at else ""


def _event(told: Any) -> Event:
    words = " · ".join([audit.told(told.who, told.act), *told.changes])
    return Event(figures.moment(told.at), words + ".", told.reason, TONES.get(told.act, ""))


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return figures.local(moment) if moment else None
