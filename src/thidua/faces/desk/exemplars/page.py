"""The page of one story, put together: what is told, what the reader can do now, who took it up, its history."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit import figures, vocabulary
from thidua.faces.kit.parts import Button, Event, Link
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import audit
from thidua.stages.decisions.rules import may_write_for
from thidua.stages.works import exemplars, story_rules
from thidua.stages.works.models import Adoption, Status, Story
from thidua.stages.works.naming import full_name, person_name
from thidua.stages.works.spread import MOST_NODES, Node, spread_of, tree_of
from thidua.stages.works.states import STORY
from thidua.stages.works.themes import theme_label

MOST_EVENTS = 20


def page_of(actor: Actor, story: Story) -> dict[str, Any]:
    """Everything the template shows; the number of statements does not grow with the tree."""
    own = exemplars.is_own(actor, story)
    decides = own and not story_rules.marks_story(actor, story)
    tree = tree_of(actor, story)
    nodes = list(_flat(tree))
    return {
        "story": story,
        "own": own,
        "audience": vocabulary.SUPERIOR if decides else vocabulary.UNIT,
        "crumbs": [Link(_("Gương, mô hình"), reverse("desk:exemplars")), Link(story.work.kind.label)],
        "lead": full_name(story.unit),
        "buttons": buttons(actor, story),
        "parts": parts_of(story),
        "photos": exemplars.photos_of(story),
        "facts": _facts(story, own=own),
        "spread": spread_of([story.work_id])[story.work_id],
        "tree": tree,
        "is_cut": len(nodes) >= MOST_NODES,
        "unread": _unread(actor, story),
        "praises": _praises(actor, story),
        "events": _events(story) if own else [],
    }


def buttons(actor: Actor, story: Story) -> list[Button]:
    """At most two; one that cannot be pressed stays, with the reason and who can."""
    offers = {offer.name: offer for offer in STORY.offers(story, by=actor)}
    ready = "" if story.work.status == Status.VERIFIED else _("Công trình chưa được xác nhận.")
    made: list[Button] = []
    learns = story.is_exemplar and actor.holds_anywhere(Permission.WORKS_ENTER)
    # Who may mark it decides on it; who told it has it already.
    if learns and story_rules.tells_story(actor, story) and story_rules.marks_story(actor, story):
        made.append(Button.on(story, _("Học theo mô hình này"), "desk:exemplar-adopt", ready, main=True))
    acts = (
        ("mark", _("Công nhận gương điển hình"), "desk:exemplar-mark", ready),
        ("open", _("Phổ biến toàn hệ thống"), "desk:exemplar-open", ready),
        ("close", _("Thôi phổ biến"), "desk:exemplar-close", ""),
        ("unmark", _("Bỏ công nhận"), "desk:exemplar-unmark", ""),
        ("withdraw", _("Rút câu chuyện"), "desk:exemplar-withdraw", ""),
    )
    if story.status in {Story.Status.TOLD, Story.Status.WITHDRAWN} and not story_rules.tells_story(actor, story):
        href = reverse("desk:exemplar-tell", args=(story.work.uid,))
        made.append(Button(_("Sửa câu chuyện"), href, sign="edit"))
    made += [
        Button.on(story, label, route, why_not, main=name in {"mark", "open"} and not made)
        for name, label, route, why_not in acts
        if name in offers and not offers[name].why_not
    ]
    return made[:2]


def parts_of(story: Story) -> list[tuple[str, str]]:
    """The parts that were told, by their headings."""
    pairs = [
        (_("Vì sao phải làm"), story.problem),
        (_("Cách làm"), story.way),
        (_("Kết quả"), story.result),
        (_("Tốn kém gì"), story.cost),
        (_("Nơi khác cần có gì để làm theo"), story.needs),
    ]
    return [(name, words) for name, words in pairs if words]


def _facts(story: Story, *, own: bool) -> list[tuple[str, str]]:
    marked = _("%(who)s, %(day)s") % {"who": person_name(story.marked_by), "day": figures.day(story.marked_at)}
    pairs = [
        (_("Đơn vị"), story.unit.name),
        (_("Loại"), story.work.kind.label),
        (_("Chủ đề"), theme_label(story.theme)),
        (_("Liên hệ"), story.contact),
        (_("Vì sao được công nhận"), story.mark_reason),
        # Who marked it is told to the branch; others read that it is an exemplar.
        (_("Người công nhận"), marked if own and story.marked_at else ""),
        (_("Phổ biến trong"), story.opened_in.short_name if story.opened_in else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def _unread(actor: Actor, story: Story) -> list[Adoption]:
    """Adoptions nobody of the telling unit has read of yet, for who answers for the story."""
    if story_rules.answers_for_story(actor, story):
        return []
    rows = Adoption.objects.live().filter(story=story, seen_at=None).select_related("unit__kind", "unit__parent__kind")
    return list(rows.order_by("made_at", "id")[:MOST_EVENTS])


def _praises(actor: Actor, story: Story) -> bool:
    """Whether the reader may commend at once (I.4): it writes the decisions of a campaign the work serves."""
    if not story.is_exemplar or not actor.holds_anywhere(Permission.AWARDS_PROPOSE):
        return False
    return any(not may_write_for(actor, row.owner) for row in exemplars.campaigns_of(story).select_related("owner"))


def _events(story: Story) -> list[Event]:
    return [
        Event(figures.moment(audit.site_moment(entry)), audit.told(entry.actor_label, entry.act) + ".", entry.reason)
        for entry in audit.history(story)[:MOST_EVENTS]
    ]


def _flat(nodes: list[Node]) -> list[Node]:
    found = list(nodes)
    for node in found:
        found += node.beneath
    return found
