"""Addresses of this app: the interface itself, opened by a token, and the screen where tokens are issued."""

from django.urls import URLPattern, URLResolver, path

from mingbai.api.push import api
from mingbai.api.views import tokens
from mingbai.shell.views import guarded

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tokens/", guarded(tokens.tokens, "token.manage"), name="tokens"),
    path("tokens/new/", guarded(tokens.issue, "token.manage"), name="token-new"),
    path("push/", api.urls),
]
