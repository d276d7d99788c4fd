"""Addresses of this app: reading for everybody, pushing by a token, the screen where tokens are issued."""

from django.urls import URLPattern, URLResolver, path

from mingbai.api import read
from mingbai.api.push import api
from mingbai.api.views import pages, tokens
from mingbai.portal.views.pages import public_page
from mingbai.shell.views import guarded

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", public_page(pages.interface), name="interface"),
    path("api/v1/", read.urls()),
    path("api/tokens/", guarded(tokens.tokens, "token.manage"), name="tokens"),
    path("api/tokens/new/", guarded(tokens.issue, "token.manage"), name="token-new"),
    path("api/push/", api.urls),
    path("verify/", public_page(pages.verify), name="verify"),
    path("verify/file/", pages.verify_file, name="verify-file"),
]
