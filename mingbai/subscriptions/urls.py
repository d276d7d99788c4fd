"""Addresses of subscribing, and of the office that sees how many do. None ever holds a mail address."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mingbai.portal.views.privacy import private_page, unkept
from mingbai.shell.views import guarded
from mingbai.subscriptions.views import asking, figures, keeping

# Mail programs post without cookies; the signed link is the proof, so there is nothing to forge.
ending = csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(unkept(keeping.end)))

urlpatterns = [
    path("subscribe/", private_page(asking.subscribe), name="subscribe"),
    path("subscribe/sent/", private_page(asking.sent, "GET", "HEAD"), name="subscribe_sent"),
    path("subscribe/confirm/<str:token>/", private_page(keeping.confirm), name="subscribe_confirm"),
    path("subscribe/end/<str:token>/", ending, name="subscribe_end"),
    path("subscribe/mine/", private_page(keeping.mine), name="subscribe_mine"),
    path("subscribe/mine/open/<str:token>/", private_page(keeping.open_mine), name="subscribe_open"),
    path("subscribe/mine/<int:pk>/", private_page(keeping.change), name="subscribe_change"),
    path("subscribe/mine/resume/", private_page(keeping.resume, "POST"), name="subscribe_resume"),
    path("subscribe/mine/erase/", private_page(keeping.erase), name="subscribe_erase"),
    path("subscribe/mine/leave/", private_page(keeping.leave, "POST"), name="subscribe_leave"),
    path("desk/subscriptions/", guarded(figures.numbers, "subscription.read"), name="subscribe_figures"),
]
