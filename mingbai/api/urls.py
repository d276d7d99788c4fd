"""Addresses of this app: the interface itself, opened by a token, and the screen where tokens are issued."""

from django.urls import URLPattern, URLResolver, path

from mingbai.api import views
from mingbai.api.push import api
from mingbai.shell.views import guarded

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tokens/", guarded(views.tokens, "token.manage"), name="tokens"),
    path("tokens/new/", guarded(views.issue, "token.manage"), name="token-new"),
    path("push/", api.urls),
]
