"""Every address of the product; the sweep test walks them all."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("mingbai.accounts.urls")),
    path("desk/", include("mingbai.desk.urls")),
    path("cms/", include("wagtail.admin.urls")),
    path("", include("mingbai.portal.urls")),
]

handler400 = "mingbai.portal.views.errors.bad_request"
handler403 = "mingbai.portal.views.errors.forbidden"
handler404 = "mingbai.portal.views.errors.not_found"
handler500 = "mingbai.portal.views.errors.broken"
