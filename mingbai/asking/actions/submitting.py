"""Sending a form: one request, one number, one code, however often the button is pressed."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.asking.actions import challenges
from mingbai.asking.actions.drafts import drop_files
from mingbai.asking.models import Draft, Try
from mingbai.asking.queries import answers_of, receipt_of, uploads_of
from mingbai.asking.values import Receipt
from mingbai.foi import actions as foi
from mingbai.foi.rules import codes
from mingbai.foi.sealing import seal_text
from mingbai.lib import clock
from mingbai.organisations.models import Organisation

SHOWN = timedelta(minutes=30)


@transaction.atomic
def submit(*, draft: Draft, proof: str, address: str) -> Receipt:
    """Send the form. `proof` is the browser's proof of work or ""; `address` that of the connection.

    Who sends the same form again gets the same receipt. ValidationError by field of `foi.values.Asked`,
    at "__all__" when too many came from this address, or when the form is gone.
    """
    held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        raise ValidationError("这份申请已经清除，请重新填写。")
    if receipt := receipt_of(held):
        return receipt
    answers = answers_of(held)
    if answers is None:
        raise ValidationError("这份申请打不开了，请重新填写。")
    _throttle(Try.from_address(address), bool(proof) and challenges.spend(proof))
    organisation = Organisation.objects.filter(pk=int(answers.get("organisation") or 0)).first()
    if organisation is None:
        raise ValidationError({"organisation": "请选择向哪个单位申请。"})
    submitted = foi.submit(
        organisation=organisation, asked=answers.asked(uploads_of(held)), submission_key=answers.key
    )
    receipt = Receipt(
        request=submitted.request.pk,
        number=submitted.request.number,
        code=submitted.code,
        tail=codes.telephone_tail(answers.get("telephone")),
        content=answers.get("content"),
        submitted_at=submitted.request.submitted_at.isoformat(),
    )
    drop_files(held)
    held.sealed, held.submitted_at = seal_text(receipt.to_text()), clock.now()
    held.expires_at = clock.now() + SHOWN
    held.save()
    return receipt


def _throttle(who: str, proven: bool) -> None:
    """A whole village may sit behind one address; who brings no proof of work is counted more strictly."""
    plain, any_ = Try.What.SUBMIT_PLAIN, Try.What.SUBMIT
    if not proven and Try.reached(plain, who, settings.FOI_PER_HOUR_PLAIN):
        raise ValidationError(
            "同一个网络一小时内提交的申请太多。请过一会儿再点提交，填写的内容还在；"
            "打开浏览器的 JavaScript 后再试，或者打电话、到窗口提交也可以。"
        )
    if Try.reached(any_, who, settings.FOI_PER_HOUR):
        raise ValidationError(
            "同一个网络一小时内提交的申请太多。请过一会儿再点提交，填写的内容还在；打电话、到窗口提交也可以。"
        )
    Try.note(any_, who)
    if not proven:
        Try.note(plain, who)
