"""Every address of the product; the sweep test walks them all."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("mingbai.accounts.urls")),
]
