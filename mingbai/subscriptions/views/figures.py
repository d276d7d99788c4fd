"""What the county office sees of subscriptions: numbers."""

from django.http import HttpResponse

from mingbai.notifications.models import Channel
from mingbai.shell.views import StaffRequest, page
from mingbai.subscriptions.channels import offered
from mingbai.subscriptions.models import Kind, Often, Tally
from mingbai.subscriptions.queries.figures import DAYS, figures


def numbers(request: StaffRequest) -> HttpResponse:
    found = figures()
    return page(
        request,
        "subscriptions/figures.html",
        found=found,
        days=DAYS,
        kinds=[(Kind(one).label, number) for one, number in found.by_kind.items()],
        rhythms=[(Often(one).label, number) for one, number in found.by_often.items()],
        channels=[(Channel(one).label, number, one in offered()) for one, number in found.by_channel.items()],
        lately=[(Tally.What(one).label, number) for one, number in found.lately.items()],
    )
