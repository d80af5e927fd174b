"""Groups of a campaign's units: set up, members moved, the head of a year named, the pact of a year signed."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from django.core.files.base import File
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit
from thidua.foundation.units.queries import by_code
from thidua.stages.campaigns.campaign_file.group_shapes import GroupPart
from thidua.stages.campaigns.groups import OWNER, members, pact_of
from thidua.stages.campaigns.models import Campaign, GroupHead, GroupMember, GroupPact, Participation, UnitGroup
from thidua.stages.campaigns.rules import require_runner

EARLIEST, LATEST = 1945, 2200


@operation
def make_group(
    *,
    by: By,
    now: datetime.datetime,
    campaign: Campaign,
    name: str,
    source: str,
    units: Collection[Unit],
    kind: str = UnitGroup.Kind.CLUSTER,
    key: str = "",
    since: datetime.date | None = None,
) -> UnitGroup:
    """Sets up a group with its first members, from a day on (today without one).

    Refused with `NotAllowed` unless the actor runs the campaign; with `Invalid`: no name, no document, no member, a
    name or key the campaign has, a unit that takes no part or that stands in another group.
    """
    require_runner(by, campaign)
    campaign = lock(campaign)
    since = since or clock.day_of(now)
    name, source = name.strip(), source.strip()
    key = key or slugify(fold(name))[:60]
    _require_words(campaign, name, source, key)
    group = UnitGroup.objects.create(
        campaign=campaign,
        key=key,
        position=campaign.groups.count() + 1,
        kind=kind,
        name=name,
        source=source,
        valid_from=since,
        made_at=now,
        changed_at=now,
    )
    _require_members(group, units)
    _add(group, units, since)
    audit.record(by=by, act=gettext_noop("lập cụm, khối thi đua"), obj=group, after=_names(units))
    return group


@operation
def load_groups(*, by: System, now: datetime.datetime, campaign: Campaign, parts: Iterable[GroupPart]) -> int:
    """Sets up the groups of a campaign file from the campaign's first day on, with heads and pacts; returns how many.

    A campaign that has groups is left as it is: the office's own are newer than the file. Refused as in `make_group`.
    """
    if campaign.groups.exists():
        return 0
    on, made = campaign.starts_on, 0
    for part in parts:
        units = {code: by_code(code, on=on) for code in part.members}
        group = make_group(
            by=by, now=now, campaign=campaign, name=part.name, source=part.source, units=list(units.values()),
            kind=part.kind, key=part.key, since=on,
        )  # fmt: skip
        for head in part.heads:
            name_head(by=by, now=now, group=group, year=head.year, unit=units[head.code], source=head.source)
        for pact in part.pacts:
            sign_pact(by=by, now=now, group=group, year=pact.year, text=pact.text, signed_on=pact.signed_on)
        made += 1
    return made


@operation
def set_members(
    *,
    by: By,
    now: datetime.datetime,
    group: UnitGroup,
    units: Collection[Unit],
    source: str,
    since: datetime.date | None = None,
    version: int | None = None,
) -> UnitGroup:
    """Makes these units the group's members from a day on; who was one and is not named leaves on that day.

    Refused with `NotAllowed` unless the actor runs the campaign, with `Stale` for another version, with `Invalid` as in
    `make_group` or for a day before the group began.
    """
    require_runner(by, group.campaign)
    campaign = lock(group.campaign)
    group = lock(group)
    check_version(group, version)
    since = since or clock.day_of(now)
    if not source.strip():
        raise Invalid({"source": _("Xin ghi văn bản chia cụm, khối thi đua.")})
    if since < group.valid_from:
        raise Invalid({"since": _("Ngày này trước ngày lập cụm, khối.")})
    _require_members(group, units)
    before = _names(list(members(group, on=since)))
    standing = GroupMember.objects.filter(group=group, campaign=campaign, valid_to__isnull=True)
    wanted = {unit.pk for unit in units}
    # Who came on this very day or later was never a member before it.
    standing.exclude(unit__in=wanted).filter(valid_from__gte=since).delete()
    standing.exclude(unit__in=wanted).update(valid_to=since)
    staying = set(standing.order_by("id").values_list("unit_id", flat=True))
    _add(group, [unit for unit in units if unit.pk not in staying], since)
    group.source = source.strip()
    touch(group, now=now)
    group.save()
    audit.record(
        by=by,
        act=gettext_noop("đổi thành viên cụm, khối"),
        obj=group,
        before=before,
        after=_names(units),
        reason=source,
    )
    return group


@operation
def name_head(*, by: By, now: datetime.datetime, group: UnitGroup, year: int, unit: Unit, source: str) -> GroupHead:
    """Names the member that heads the group in a year; a second name replaces the first.

    Refused with `NotAllowed` unless the actor runs the campaign, with `Invalid` for a year that cannot be, a unit that
    is no member, or without the document.
    """
    require_runner(by, group.campaign)
    group = lock(group)
    _require_year(year)
    if not source.strip():
        raise Invalid({"source": _("Xin ghi văn bản phân công đơn vị đứng đầu.")})
    if not GroupMember.objects.filter(group=group, unit=unit, valid_to__isnull=True).exists():
        raise Invalid({"unit": _("Đơn vị đứng đầu phải là thành viên của %(group)s.") % {"group": group.name}})
    row, _new = GroupHead.objects.update_or_create(
        group=group, year=year, defaults={"unit": unit, "source": source.strip()}
    )
    audit.record(
        by=by, act=gettext_noop("phân công đứng đầu cụm, khối"), obj=group, after={"year": year, "unit": unit.name}
    )
    return row


@operation
def sign_pact(
    *,
    by: By,
    now: datetime.datetime,
    group: UnitGroup,
    year: int,
    text: str,
    signed_on: datetime.date,
    scan: File | None = None,
    version: int | None = None,
) -> GroupPact:
    """Writes the pact a group signed for a year, with the signed paper; later words or another paper replace the first.

    Refused with `NotAllowed` unless the actor runs the campaign, with `Stale` for another version, with `Invalid` for a
    year that cannot be, no words, a day still to come, a file that is not kept.
    """
    require_runner(by, group.campaign)
    group = lock(group)
    _require_year(year)
    if not text.strip():
        raise Invalid({"text": _("Xin ghi nội dung giao ước đã ký.")})
    if signed_on > clock.day_of(now):
        raise Invalid({"signed_on": _("Ngày ký giao ước chưa đến.")})
    pact = pact_of(group, year) or GroupPact(group=group, year=year, version=0, made_at=now)
    if pact.pk is not None:
        check_version(pact, version)
    before = audit.snapshot(pact) if pact.pk else {}
    pact.text, pact.signed_on = text.strip(), signed_on
    touch(pact, now=now)
    pact.save()
    if scan is not None:
        _replace_scan(pact, scan, by=by, now=now)
    audit.record(by=by, act=gettext_noop("ghi giao ước thi đua"), obj=pact, before=before)
    return pact


def _replace_scan(pact: GroupPact, scan: File, *, by: By, now: datetime.datetime) -> None:
    try:
        stored = files.store(upload=scan, owner_kind=OWNER, owner_uid=pact.uid, by=by, now=now)
    except Invalid as refused:
        raise Invalid({"scan": str(refused)}) from refused
    for old in files.of_owner(OWNER, pact.uid).exclude(pk=stored.pk):
        files.remove(stored_file=old, by=by, now=now)


def _require_words(campaign: Campaign, name: str, source: str, key: str) -> None:
    if not key:
        raise Invalid({"name": _("Xin ghi tên cụm, khối thi đua.")})
    if not source:
        raise Invalid({"source": _("Xin ghi văn bản chia cụm, khối thi đua.")})
    if campaign.groups.filter(key=key).exists():
        raise Invalid({"name": _("Đợt thi đua này đã có cụm, khối «%(name)s».") % {"name": name}})


def _require_members(group: UnitGroup, units: Collection[Unit]) -> None:
    """Units that take part and stand in no other group of the campaign, at least one."""
    if not units:
        raise Invalid({"units": _("Xin chọn ít nhất một đơn vị thành viên.")})
    places = Participation.objects.standing().filter(campaign=group.campaign_id, unit__in=[unit.pk for unit in units])
    inside = set(places.order_by("id").values_list("unit_id", flat=True))
    taken = dict(
        GroupMember.objects.filter(campaign=group.campaign_id, valid_to__isnull=True, unit__in=inside)
        .exclude(group=group)
        .order_by("id")
        .values_list("unit_id", "group__name")
    )
    for unit in units:
        if unit.pk not in inside:
            raise Invalid({"units": _("%(unit)s không tham gia đợt thi đua này.") % {"unit": unit.name}})
        if unit.pk in taken:
            raise Invalid({"units": _("%(unit)s đang thuộc %(group)s.") % {"unit": unit.name, "group": taken[unit.pk]}})


def _require_year(year: int) -> None:
    if not EARLIEST <= year <= LATEST:
        raise Invalid({"year": _("Năm này không đúng.")})


def _add(group: UnitGroup, units: Collection[Unit], since: datetime.date) -> None:
    GroupMember.objects.bulk_create(
        GroupMember(campaign_id=group.campaign_id, group=group, unit=unit, valid_from=since) for unit in units
    )


def _names(units: Collection[Unit]) -> dict[str, list[str]]:
    return {"members": [unit.name for unit in units]}
