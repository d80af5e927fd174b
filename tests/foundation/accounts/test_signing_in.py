"""Who a session belongs to: the same account and person as the models say, in one statement each."""

from __future__ import annotations

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from tests.factories import cast
from thidua.foundation.accounts.models import Account
from thidua.foundation.accounts.signing_in import Backend, SessionStore

pytestmark = pytest.mark.django_db


def test_the_account_comes_whole_and_with_its_person() -> None:
    account = cast().account("commune_officer")
    with CaptureQueriesContext(connection) as asked:
        found = Backend().get_user(str(account.pk))
        assert found is not None
        told = found.person.full_name, found.person.uid, found.person.made_at
    assert len(asked) == 1
    kept = Account.objects.get(pk=account.pk)
    assert (model_to_dict(found), model_to_dict(found.person)) == (model_to_dict(kept), model_to_dict(kept.person))
    assert told == (kept.person.full_name, kept.person.uid, kept.person.made_at)
    assert found.made_at == kept.made_at


def test_a_locked_account_and_none_at_all_are_nobody() -> None:
    account = cast().account("commune_officer")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert Backend().get_user(account.pk) is None
    assert Backend().get_user(account.pk + 1_000_000) is None


def test_a_session_is_read_until_it_ends() -> None:
    session = SessionStore()
    session["word"] = "Đắk Wer"
    session.save()
    assert SessionStore(session.session_key)["word"] == "Đắk Wer"
    session.set_expiry(-1)
    session.save()
    gone = SessionStore(session.session_key)
    assert gone.get("word") is None
    assert gone.session_key is None
