"""The page on which a system administrator says whose site this is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingbai.organisations.policies import may
from mingbai.portal.actions import MAY, set_site_settings
from mingbai.portal.forms import SiteSettingsForm
from mingbai.portal.models import SiteSettings


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def site_settings(request: HttpRequest) -> HttpResponse:
    if not may(request.user, MAY, None):
        raise PermissionDenied
    form = SiteSettingsForm(request.POST or None, instance=SiteSettings.current())
    if form.is_bound and form.is_valid():
        try:
            set_site_settings(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, ValidationError(problem.messages))
        else:
            messages.success(request, "网站信息已保存，一分钟内公众就能看到。")
            return redirect("site_settings")
    status = 422 if form.errors else 200
    return render(request, "portal/site_settings.html", {"form": form}, status=status)
