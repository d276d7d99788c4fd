"""What the pages of the outbox share."""

from django.http import QueryDict

from mingbai.shell.views import StaffRequest


def posted(request: StaffRequest) -> QueryDict | None:
    """What was sent, even when nothing was filled in; None when the page was only opened."""
    return request.POST if request.method == "POST" else None
