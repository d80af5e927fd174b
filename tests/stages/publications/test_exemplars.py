"""An exemplar before the public: its story beside its work, how many took it up, nothing that stays inside."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import NOW, SYSTEM, Cast, cast
from tests.harness.pages import words
from tests.stages.publications.support import publish
from tests.stages.works.spread_support import adopt, opened, told
from tests.stages.works.support import piece, verified
from thidua.foundation.core.errors import Invalid
from thidua.stages.publications import queries
from thidua.stages.publications.exemplars import freeze_copied
from thidua.stages.publications.wording import story_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.mark.clause("I.4", "W.1")
def test_story_goes_out_and_the_number_that_took_it_up_follows(people: Cast, client: Client) -> None:
    story = opened(people)
    item = publish(people, story.work, title="Đường hoa", text="", with_story=True)
    assert (item.category, item.content["copied"]) == ("honours", 0)
    assert story_of(queries.work(uid=item.uid)) == [("Cách làm", "Mỗi hộ một luống."), ("Kết quả", "Hai cây số hoa.")]
    content = piece(people, unit=people.far_commune, name="Đường hoa Đắk Lao")
    far = verified(people, content=content, by="far_commune_officer", above="far_district_officer")
    adopt(people, story, "far_commune_officer", "far_commune", work=far)
    assert (freeze_copied(by=SYSTEM, now=NOW), freeze_copied(by=SYSTEM, now=NOW)) == (1, 0)
    page = words(client.get(reverse("portal-work", args=(item.uid,))))
    assert "Đã có nơi học theo 1 đơn vị" in page
    assert "Mỗi hộ một luống." in page
    listed = words(client.get(reverse("portal-works") + "?guong=1"))
    assert "Gương điển hình, 1 đơn vị đã học theo" in listed


def test_list_of_exemplars_holds_no_other_work(people: Cast) -> None:
    story = opened(people)
    publish(people, story.work, with_story=True)
    other = verified(people, content=piece(people, name="Việc khác"), by="commune_officer", above="district_officer")
    plain = publish(people, other)
    assert (plain.category, "story" in plain.content, queries.work(uid=plain.uid).copied) == ("works", False, None)
    assert (queries.works().count, queries.works(exemplars=True).count) == (2, 1)


def test_story_that_is_no_exemplar_or_tells_what_is_private_stays_inside(people: Cast) -> None:
    story = told(people)
    with pytest.raises(Invalid, match="chưa được công nhận"):
        publish(people, story.work, with_story=True)


def test_telephone_in_a_story_keeps_it_from_the_public(people: Cast) -> None:
    story = opened(people)
    type(story).objects.filter(pk=story.pk).update(needs="Gọi 0912 345 678", contact="0912 345 678")
    with pytest.raises(Invalid, match="0912 345 678"):
        publish(people, story.work, with_story=True)
    type(story).objects.filter(pk=story.pk).update(needs="")
    item = publish(people, story.work, with_story=True)
    assert "0912" not in str(item.content)
