"""A campaign's draft: kept by who prepares campaigns of its owner, corrected with a version, dropped, never twice."""

from __future__ import annotations

import pytest

from tests.factories import NOW, Cast, cast
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.stages.campaigns import queries
from thidua.stages.campaigns.kept_files import campaign_files
from thidua.stages.campaigns.models import CampaignDraft
from thidua.stages.campaigns.operations import change_draft, drop_draft, keep_draft

pytestmark = pytest.mark.django_db
HEAD = '[campaign]\nkey = "{key}"\nshort_name = "Đợt mới"\n\n[plan]\nsymbol = "KH"\n'


def files(key: str = "dot-moi") -> dict[str, str]:
    return {"campaign.toml": HEAD.format(key=key), "plan.toml": ""}


@pytest.fixture
def people(db: None) -> Cast:
    made: Cast = cast()
    return made


def kept(people: Cast, name: str = "province_officer") -> CampaignDraft:
    draft: CampaignDraft = keep_draft(by=people.actor(name), now=NOW, unit=people.province, files=files())
    return draft


@pytest.mark.parametrize("name", ["province_officer", "province_leader", "administrator"])
def test_body_s_own_people_keep_and_read_its_drafts(people: Cast, name: str) -> None:
    draft = kept(people, name)
    assert (draft.key, draft.short_name, draft.unit) == ("dot-moi", "Đợt mới", people.province)
    assert list(queries.drafts_at_work(people.actor("province_leader"))) == [draft]
    assert list(queries.drafts_at_work(people.actor("district_officer"))) == []


@pytest.mark.parametrize("name", ["district_officer", "commune_leader", "women_officer"])
def test_others_are_told_who_may(people: Cast, name: str) -> None:
    with pytest.raises(NotAllowed, match="cán bộ, lãnh đạo hoặc quản trị của Ủy ban MTTQ Việt Nam tỉnh Đắk Nông"):
        kept(people, name)
    assert CampaignDraft.objects.count() == 0


def test_key_of_a_campaign_is_refused_and_another_proposed(people: Cast) -> None:
    taken = people.campaign.key
    with pytest.raises(Invalid) as refused:
        keep_draft(by=people.actor("province_officer"), now=NOW, unit=people.province, files=files(taken))
    assert refused.value.fields == {"key": f"Đã có đợt thi đua mang mã «{taken}». Xin đặt mã khác, ví dụ «{taken}-2»."}


def test_correction_is_kept_with_what_was_before(people: Cast) -> None:
    draft = kept(people)
    changed = change_draft(
        by=people.actor("province_leader"), now=NOW, draft=draft, files=files("dot-khac"), version=draft.version
    )
    assert (changed.key, changed.version) == ("dot-khac", draft.version + 1)
    told = AuditEntry.objects.filter(object_uid=draft.uid).order_by("id").last()
    assert told is not None
    assert (told.before["campaign.key"], told.after["campaign.key"]) == ("dot-moi", "dot-khac")
    with pytest.raises(Stale):
        change_draft(
            by=people.actor("province_officer"), now=NOW, draft=draft, files=files("dot-ba"), version=draft.version
        )


def test_dropped_draft_is_off_the_list_and_changed_no_more(people: Cast) -> None:
    officer = people.actor("province_officer")
    draft = drop_draft(by=officer, now=NOW, draft=kept(people))
    assert list(queries.drafts_at_work(officer)) == []
    assert queries.draft_for(officer, draft.uid) == draft
    with pytest.raises(NotNow, match="đã bỏ"):
        change_draft(by=officer, now=NOW, draft=draft, files=files("dot-khac"))


def test_same_receipt_keeps_one_draft(people: Cast) -> None:
    given = {
        "by": people.actor("province_officer"), "now": NOW, "unit": people.province, "files": files(),
        "receipt": "0b8f9a4e-3d1c-4f7a-9a55-6f1e2d3c4b5a",
    }  # fmt: skip
    assert keep_draft(**given).pk == keep_draft(**given).pk
    assert CampaignDraft.objects.count() == 1


def test_files_without_a_head_or_too_large_are_refused(people: Cast) -> None:
    for wrong in ({"campaign.toml": ""}, files() | {"plan.toml": "#" * 1_000_001}):
        with pytest.raises(Invalid, match="thiếu hoặc quá lớn"):
            keep_draft(by=people.actor("province_officer"), now=NOW, unit=people.province, files=wrong)


def test_campaign_from_elsewhere_has_no_files_to_copy(people: Cast) -> None:
    with pytest.raises(NotNow, match="thidua campaign copy"):
        campaign_files(people.campaign)
