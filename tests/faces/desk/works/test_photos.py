"""Photos and papers of a work: taken, served to who may see, refused when they are not what they say."""

from __future__ import annotations

import pytest

from tests.factories import NOW, Cast
from tests.foundation.core.uploads import pdf, picture, upload
from tests.harness.pages import address, enter, text
from tests.stages.works.support import photos, registered
from thidua.foundation.core import files
from thidua.foundation.core.models import AuditEntry
from thidua.stages.works.operations import add_photo

pytestmark = pytest.mark.django_db


def test_photos_are_added_and_taken_off(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    client = enter(people, "district_officer")
    client.post(address("work-photos", work.uid), {"role": "before", "photos": photos(3)})
    first = files.of_owner("work", work.uid).first()
    assert first is not None
    assert files.of_owner("work", work.uid).count() == 3

    client.post(address("work-photo-remove", work.uid, first.uid))
    assert files.of_owner("work", work.uid).count() == 2
    assert [row.act for row in AuditEntry.objects.filter(object_uid=work.uid).order_by("-id")[:2]] == [
        "gỡ ảnh, tệp",
        "thêm ảnh, tệp",
    ]


def test_renamed_program_is_refused_and_nothing_is_kept(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    sent = {"role": "before", "photos": [upload(picture(40, 30), "a.jpg"), upload(b"MZ\x90\x00", "b.jpg")]}
    response = enter(people, "district_officer").post(address("work-photos", work.uid), sent)

    assert response.status_code == 422
    assert "«b.jpg»" in text(response)
    assert files.of_owner("work", work.uid).count() == 0


@pytest.mark.parametrize("name", ["district_officer", "province_officer", "commune_officer"])
def test_photo_is_served_to_who_may_open_the_work(people: Cast, name: str) -> None:
    work = registered(people, people.actor("district_officer"))
    data = picture(60, 40)
    stored = add_photo(
        by=people.actor("district_officer"), now=NOW, work=work, upload=upload(data, "nhà.jpg"), role="before"
    )
    client = enter(people, name)
    whole, small = client.get(address("file", stored.uid)), client.get(address("file-small", stored.uid))

    assert b"".join(whole.streaming_content) == data
    assert (whole["Content-Type"], whole["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert whole["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert whole["Content-Disposition"].startswith("inline")
    assert b"".join(small.streaming_content)[8:12] == b"WEBP"


@pytest.mark.parametrize("name", ["far_district_officer", "sister_officer", "women_officer"])
def test_photo_is_not_found_for_others(people: Cast, name: str) -> None:
    work = registered(people, people.actor("district_officer"))
    stored = add_photo(by=people.actor("district_officer"), now=NOW, work=work, upload=photos(1)[0], role="before")
    client = enter(people, name)

    assert client.get(address("file", stored.uid)).status_code == 404
    assert client.get(address("file-small", stored.uid)).status_code == 404


def test_document_is_kept_and_never_opened_in_the_page(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    stored = add_photo(
        by=people.actor("district_officer"), now=NOW, work=work, upload=upload(pdf(), "a.pdf"), role="acceptance"
    )
    response = enter(people, "district_officer").get(address("file", stored.uid))
    b"".join(response.streaming_content)

    assert response["Content-Disposition"].startswith("attachment")


def test_removed_photo_is_not_found(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    stored = add_photo(by=people.actor("district_officer"), now=NOW, work=work, upload=photos(1)[0], role="before")
    client = enter(people, "district_officer")
    client.post(address("work-photo-remove", work.uid, stored.uid))

    assert client.get(address("file", stored.uid)).status_code == 404
