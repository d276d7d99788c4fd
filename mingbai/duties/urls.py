"""Addresses of the ledger; each names the action of the authorisation table that opens it."""

from django.urls import path

from mingbai.duties.views import charts, feed, lines, managing, overview
from mingbai.shell.views import guarded

app_name = "duties"

READ, REPORT, MANAGE = "duty.read", "duty.report", "duty.manage"

urlpatterns = [
    path("", guarded(overview.home, READ), name="home"),
    path("owed/", guarded(overview.owed, READ), name="owed"),
    path("matrix/", guarded(overview.matrix, READ), name="matrix"),
    path("charts/", guarded(charts.charts, READ), name="charts"),
    path("paces/", guarded(overview.paces, READ), name="paces"),
    path("lines/", guarded(lines.listing, READ), name="lines"),
    path("lines/<int:pk>/", guarded(lines.line, READ), name="line"),
    path("lines/<int:pk>/prove/", guarded(lines.prove, REPORT), name="prove"),
    path("lines/<int:pk>/exempt/", guarded(lines.ask_exemption, REPORT), name="exempt"),
    path("proofs/<int:pk>/take-back/", guarded(lines.take_back, REPORT), name="take-back"),
    path("nil/", guarded(lines.nil, REPORT), name="nil"),
    path("exemptions/", guarded(lines.exemptions, READ), name="exemptions"),
    path("exemptions/<int:pk>/", guarded(lines.decide, "duty.excuse"), name="decide"),
    path("exemptions/<int:pk>/end/", guarded(lines.end, "duty.excuse"), name="exemption-end"),
    path("quotas/", guarded(managing.quotas, READ), name="quotas"),
    path("quotas/new/", guarded(managing.new_quota, MANAGE), name="quota-new"),
    path("quotas/<slug:key>/", guarded(managing.quota, MANAGE), name="quota"),
    path("calendar/", guarded(feed.manage, READ), name="calendar"),
    path("calendar/<str:token>.ics", feed.feed, name="feed"),
    path("settings/", guarded(managing.settings, MANAGE), name="settings"),
    path("tasks/<int:pk>/evidence/", guarded(managing.task_evidence, "plan.manage"), name="task-evidence"),
]
