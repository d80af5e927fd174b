"""One row held against everybody: each fault as a line that names who, and what it saw or changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from tests.scope import answers, markers
from tests.scope.matrix import KEYED_BY_ADDRESS, SIGN_IN, Act, Row
from tests.scope.people import CHILD, EVERYBODY, FOREIGN, OUTSIDE
from tests.scope.world import World


def faults_of_looking(site: World, row: Row) -> list[str]:
    """Wrong statuses, markers that are not seen by who should see them, words seen by who must not."""
    look, address, faults, asked = row.look, row.address(site), [], set[str]()
    assert look is not None
    for who in sorted(EVERYBODY):
        if look.slow and who in look.sees and asked & look.sees:
            continue
        asked.add(who)
        response = site.client(who).get(address)
        text = answers.text(response)
        if response.status_code != look.expected(who):
            faults.append(f"{who}: {response.status_code} instead of {look.expected(who)}")
            continue
        if who in look.sees:
            faults += [f"{who} does not see {word}" for word in look.markers if word not in text]
            unsafe = answers.unsafe_forms(text, keyed=row.route in KEYED_BY_ADDRESS)
            faults += [f"{who}: {fault}" for fault in unsafe]
        else:
            hidden = look.hidden if who in FOREIGN else ()
            faults += [f"{who}: {fault}" for fault in _wrong_refusal(row, who, response)]
            faults += [f"{who} sees {word}" for word in (*_secrets(who), *hidden) if word in text]
        faults += [f"{who} sees {word}" for word in look.absent if word in text]
    return faults


def faults_of_refusals(site: World, row: Row) -> list[str]:
    """Wrong statuses of who may not act, and whatever one of them changed all the same."""
    act, address = row.act, row.address(site)
    assert act is not None
    faults = []
    with transaction.atomic(), answers.watched(site.fingerprint) as watch:
        for who in sorted(EVERYBODY - act.acts):
            faults += [f"{who}: {fault}" for fault in _refused(site, row, act, who, address)]
        touched = watch.changed()
        transaction.set_rollback(True)
    if touched:
        faults += [f"{who} changed {', '.join(tables)}" for who, tables in _culprits(site, act, address)]
    return faults


def faults_of_acting(site: World, row: Row) -> list[str]:
    """Whoever may act is let through, and something changes."""
    act, address, faults = row.act, row.address(site), []
    assert act is not None
    for who in sorted(act.acts):
        with transaction.atomic(), answers.watched(site.fingerprint) as watch:
            response = site.client(who).post(address, act.data(site))
            if response.status_code != act.status:
                said = answers.words(response)[:600] if not response.streaming else ""
                faults.append(f"{who}: {response.status_code} instead of {act.status} {said}")
            elif act.writes and not watch.changed():
                faults.append(f"{who}: nothing changed")
            transaction.set_rollback(True)
    return faults


def _secrets(who: str) -> tuple[str, ...]:
    """What somebody must never read, whatever the page."""
    if who in CHILD:
        return markers.OF_COMMUNE
    return (*markers.OF_COMMUNE, *markers.OF_AREAS) if who in FOREIGN else ()


def _wrong_refusal(row: Row, who: str, response: Any) -> Iterator[str]:
    leads = response.headers.get("Location", "")
    if who in OUTSIDE and response.status_code == 302 and not row.is_open and not leads.startswith(SIGN_IN):
        yield f"led to {leads} instead of signing in"
    if response.status_code == 403 and not answers.ROLES.search(answers.refusal(response)):
        yield f"403 does not say who may: {answers.refusal(response)!r}"


def _refused(site: World, row: Row, act: Act, who: str, address: str) -> Iterator[str]:
    response = site.client(who).post(address, act.data(site))
    if response.status_code != act.expected(who):
        yield f"{response.status_code} instead of {act.expected(who)}"
        return
    if who not in act.besides:
        yield from _wrong_refusal(row, who, response)
    text = answers.text(response)
    yield from (f"sees {word}" for word in _secrets(who) if word in text)


def _culprits(site: World, act: Act, address: str) -> Iterator[tuple[str, list[str]]]:
    """Who changed something though refused: each once more, alone."""
    for who in sorted(EVERYBODY - act.acts):
        with transaction.atomic(), answers.watched(site.fingerprint) as watch:
            site.client(who).post(address, act.data(site))
            tables = watch.changed()
            transaction.set_rollback(True)
        if tables:
            yield who, tables
