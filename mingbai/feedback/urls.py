"""Addresses of saying something about a page, and of answering it."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mingbai.feedback.policies import ANSWER, READ
from mingbai.feedback.views import answering, saying
from mingbai.portal.views.privacy import private_page, unkept
from mingbai.shell.views import guarded

_desk = [
    path("", guarded(answering.listing, READ), name="list"),
    path("useful/", guarded(answering.usefulness, READ), name="useful"),
    path("<int:pk>/", guarded(answering.report, READ), name="report"),
    path("<int:pk>/person/", guarded(answering.person, ANSWER), name="person"),
    path("<int:pk>/accept/", guarded(answering.accept, ANSWER), name="accept"),
    path("<int:pk>/correct/", guarded(answering.correct, ANSWER), name="correct"),
    path("<int:pk>/answer/", guarded(answering.answer, ANSWER), name="answer"),
    path("<int:pk>/reject/", guarded(answering.reject, ANSWER), name="reject"),
    path("<int:pk>/pass-on/", guarded(answering.pass_on, ANSWER), name="pass-on"),
    path("<int:pk>/told/", guarded(answering.told, ANSWER), name="told"),
]

urlpatterns = [
    path("say/", private_page(saying.of_page), name="say_page"),
    path("say/<int:pk>/", private_page(saying.of_record), name="say"),
    # Kept pages hold no token; see the view.
    path("say/<int:pk>/useful/", csrf_exempt(require_POST(unkept(saying.useful))), name="say_useful"),
    path("say/receipt/", private_page(saying.receipt, "GET", "HEAD"), name="say_receipt"),
    path("say/forget/", private_page(saying.forget, "POST"), name="say_forget"),
    path("say/status/", private_page(saying.status), name="say_status"),
    path("desk/feedback/", include((_desk, "feedback"))),
]
