"""The report an address is about, for those who may read or change it."""

from django.shortcuts import get_object_or_404

from mingbai.annual.models import AnnualReport
from mingbai.annual.queries import readable
from mingbai.organisations.queries import scope_of
from mingbai.shell.views import StaffRequest


def readable_report(request: StaffRequest, pk: int) -> AnnualReport:
    return get_object_or_404(readable(request.user), pk=pk)


def own_report(request: StaffRequest, pk: int, action: str) -> AnnualReport:
    """A report in whose organisation the person may do `action`; what is only readable is not found."""
    return get_object_or_404(scope_of(request.user, action).filter(readable(request.user)), pk=pk)
