"""Addresses of asking for information. None of them ever holds anything about a person or a request."""

from django.urls import path

from mingbai.asking.rules.steps import NAMES
from mingbai.asking.views import checking, following, landing, paper, steps
from mingbai.asking.views.privacy import private_page

urlpatterns = [
    path("", landing.landing, name="apply"),
    path("form/<slug:slug>/", paper.blank_form, name="apply_form"),
    path("look/", private_page(landing.look), name="apply_look"),
    path("start/", private_page(landing.start, "POST"), name="apply_start"),
    *[path(f"{name}/", private_page(steps.question(name)), name=f"apply_{name}") for name in NAMES],
    path("others/add/", private_page(steps.other), name="apply_other"),
    path("others/remove/", private_page(steps.remove_other, "POST"), name="apply_remove"),
    path("gone/", private_page(steps.gone, "GET", "HEAD"), name="apply_gone"),
    path("check/", private_page(checking.check), name="apply_check"),
    path("receipt/", private_page(checking.receipt, "GET", "HEAD"), name="apply_receipt"),
    path("forget/", private_page(checking.forget, "POST"), name="apply_forget"),
    path("status/", private_page(following.status), name="apply_status"),
    path("status/mine/", private_page(following.mine, "GET", "HEAD"), name="apply_mine"),
    path("status/mine/clarify/", private_page(following.clarify), name="apply_clarify"),
    path("status/mine/reasons/", private_page(following.reasons), name="apply_reasons"),
    path("status/mine/withdraw/", private_page(following.withdraw), name="apply_withdraw"),
    path(
        "status/mine/letters/<int:pk>/<str:kind>/",
        private_page(following.letter, "GET", "HEAD"),
        name="apply_letter",
    ),
    path(
        "status/mine/files/<int:pk>/", private_page(following.released, "GET", "HEAD"), name="apply_released"
    ),
    path("status/leave/", private_page(following.leave, "POST"), name="apply_leave"),
]
