"""The page of an invitation: its link is the key, the first password is set there, then one signs in as usual."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thidua.faces.kit.notices import done
from thidua.faces.kit.signin_forms import SetPassword
from thidua.foundation.accounts.invitations import accept_invitation, invited
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Whose question: the newcomer's, «how do I get in»; a link that is wrong, old or used is told alike."""
    account = invited(token)
    form = SetPassword(data=request.POST or None, user=account)
    if request.method == "POST" and form.is_valid():
        by = System(account.get_full_name())
        accept_invitation(by=by, now=clock.now(), token=token, password=form.cleaned_data["password1"])
        done(request, _("Đã đặt mật khẩu. Xin đăng nhập bằng tên đăng nhập «%(name)s».") % {"name": account.username})
        return redirect("account_login")
    context = {"form": form, "account": account}
    return render(request, "account/invitation.html", context, status=422 if form.errors else 200)
