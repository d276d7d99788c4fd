"""What citizens think: one score for each browser, no account, nothing that tells who it was."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from mingbai.accounts.models import User
from mingbai.ledger.actions import append
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.lib.verdict import require
from mingbai.promises.actions.recording import has_personal_data, record, refuse
from mingbai.promises.models import Promise, Rating
from mingbai.promises.policies import may_keep
from mingbai.promises.queries import public_promises

LONGEST = 200


@transaction.atomic
def rate(*, promise: Promise, score: int, comment: str, browser: str, address: str) -> Rating:
    """`browser` is a random word from the visitor's cookie, `address` that of the connection.

    Neither is kept; only digests are, the address's together with the day, so that it cannot be traced on.
    """
    if not public_promises().filter(pk=promise.pk).exists():
        refuse("__all__", "这一项现在不能评价。")
    if score not in range(1, 6):
        refuse("score", "请选择 1 到 5 分。")
    comment = one_line(comment)
    if len(comment) > LONGEST:
        refuse("comment", f"意见最多 {LONGEST} 字，请写短一些。")
    if has_personal_data(comment, promise.organisation):
        refuse("comment", "请不要写身份证号、电话、银行卡号这类个人信息。需要回复的，请打公开电话反映。")
    word, origin = _digest("browser", browser), _digest("origin", f"{clock.today()}|{address}")
    if Rating.objects.filter(promise=promise, browser=word).exists():
        refuse("__all__", "您已经评价过这一项了，谢谢。")
    recent = Rating.objects.filter(origin=origin, at__gt=clock.now() - timedelta(hours=1))
    if recent.count() >= settings.RATINGS_PER_HOUR:
        refuse("__all__", "同一个网络短时间内评价太多，请过一小时再来。")
    try:
        with transaction.atomic():
            made = Rating.objects.create(
                promise=promise, score=score, comment=comment, at=clock.now(), browser=word, origin=origin
            )
    except IntegrityError:
        refuse("__all__", "您已经评价过这一项了，谢谢。")
    append(verb="promise.rate", by=None, subject=made, organisation=promise.organisation)
    return made


def _digest(what: str, value: str) -> str:
    return salted_hmac(f"mingbai.promises.{what}", value, algorithm="sha256").hexdigest()


@transaction.atomic
def hide_comment(*, rating: Rating, by: User, reason: str) -> Rating:
    """Hide words that insult or name somebody; the score keeps counting."""
    promise = rating.promise
    require(may_keep(by, promise))
    if rating.hidden_at is not None:
        refuse("__all__", "这条意见已经屏蔽。")
    if not one_line(reason):
        refuse("reason", "请写明为什么屏蔽，例如：辱骂他人、与本项无关。")
    rating.hidden_by, rating.hidden_at, rating.hide_reason = by, clock.now(), one_line(reason)[:200]
    rating.save()
    record("promise.hide_comment", by, rating, promise.organisation)
    return rating
