"""Every address of the product; the sweep test walks them all."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("mingbai.accounts.urls")),
    path("desk/", include("mingbai.desk.urls")),
    path("desk/limits/", include("mingbai.timelimits.urls")),
    path("desk/standard/", include("mingbai.catalogue.urls")),
    path("desk/upkeep/", include("mingbai.disclosures.urls")),
    path("desk/notices/", include("mingbai.notifications.urls")),
    path("desk/plans/", include("mingbai.plans.urls")),
    path("desk/registers/", include("mingbai.registers.urls")),
    path("desk/filings/", include("mingbai.filings.urls")),
    path("desk/promises/", include("mingbai.promises.urls")),
    path("desk/villages/", include("mingbai.villages.urls")),
    path("desk/channels/", include("mingbai.channels.urls")),
    path("desk/forwarding/", include("mingbai.forwarding.urls")),
    path("desk/printing/", include("mingbai.printing.urls")),
    path("desk/outbox/", include("mingbai.outbox.urls")),
    path("desk/loudspeakers/", include("mingbai.loudspeakers.urls")),
    path("desk/book/", include("mingbai.book.urls")),
    path("desk/archive/", include("mingbai.archive.urls")),
    path("desk/columns/", include("mingbai.columns.urls")),
    path("desk/letters/", include("mingbai.letters.urls")),
    path("desk/search/", include("mingbai.search.urls")),
    path("desk/duties/", include("mingbai.duties.urls")),
    path("desk/evaluation/", include("mingbai.evaluation.urls")),
    path("desk/reports/", include("mingbai.reports.urls")),
    path("desk/foi/", include("mingbai.casework.urls")),
    path("desk/annual/", include("mingbai.annual.urls")),
    path("desk/report-check/", include("mingbai.report_check.urls")),
    path("desk/remedies/", include("mingbai.remedies.urls")),
    path("", include("mingbai.api.urls")),
    path("cms/", include("wagtail.admin.urls")),
    path("apply/", include("mingbai.asking.urls")),
    path("", include("mingbai.syndication.urls")),
    path("", include("mingbai.subscriptions.urls")),
    path("", include("mingbai.feedback.urls")),
    path("", include("mingbai.tracing.urls")),
    path("", include("mingbai.onsite.urls")),
    path("", include("mingbai.screens.urls")),
    path("", include("mingbai.gazette.urls")),
    path("", include("mingbai.households.urls")),
    path("", include("mingbai.operations.urls")),
    path("", include("mingbai.portal.urls")),
]

handler400 = "mingbai.portal.views.errors.bad_request"
handler403 = "mingbai.portal.views.errors.forbidden"
handler404 = "mingbai.portal.views.errors.not_found"
handler500 = "mingbai.portal.views.errors.broken"
