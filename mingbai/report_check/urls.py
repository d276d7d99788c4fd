"""Address of the checker; every member of staff may use it, and nothing is kept."""

from django.urls import path

from mingbai.report_check.views import check
from mingbai.shell.views import STAFF, guarded

app_name = "report_check"

urlpatterns = [path("", guarded(check, STAFF), name="check")]
