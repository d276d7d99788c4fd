"""What a letter says. Links to confirm and to open are made here, on sending, and kept as digests."""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from mingbai.disclosures.models import Information, Version
from mingbai.disclosures.queries import is_listed
from mingbai.foi.sealing import unseal_text
from mingbai.lib import clock
from mingbai.lib.text import one_line
from mingbai.portal.models import SiteSettings
from mingbai.subscriptions.models import Item, Letter, Subscriber, Subscription
from mingbai.subscriptions.queries.subscribers import ending_token, token_digest
from mingbai.subscriptions.queries.targets import target_of_row
from mingbai.subscriptions.rules import is_over, words_for
from mingbai.subscriptions.values import Message

LONGEST_SUBJECT = 60
OPENS_FOR = timedelta(hours=24)
"""How long the link to one's own subscriptions is good."""


@dataclass(frozen=True)
class Line:
    """One text in a letter: `what` happened to it; `title` is "" when the public may not read it any more."""

    title: str
    issuer: str
    day: date | None
    link: str
    what: str
    why: list[str]


@dataclass(frozen=True)
class Ending:
    label: str
    link: str


def message_of(letter: Letter) -> Message | None:
    """The letter as it is to go out now; None when there is nothing left to say.

    `foi.sealing.Unreadable` when the address cannot be opened.
    """
    making = {
        Letter.Purpose.CONFIRM: _confirm,
        Letter.Purpose.OPEN: _open,
        Letter.Purpose.NEWS: _news,
    }[Letter.Purpose(letter.purpose)]
    return making(letter)


def _confirm(letter: Letter) -> Message | None:
    row = letter.subscription
    if row is None or row.confirmed_at is not None:
        return None
    token = secrets.token_urlsafe(32)
    Subscription.objects.filter(pk=row.pk, confirmed_at=None).update(token=token_digest(token))
    label = target_of_row(row).label
    words = {"label": label, "often": row.get_often_display(), "hours": settings.SUBSCRIBE_CONFIRM_HOURS}
    return _message(letter, "请确认您的订阅", "confirm", link=_link("subscribe_confirm", token), **words)


def _open(letter: Letter) -> Message | None:
    token = secrets.token_urlsafe(32)
    Subscriber.objects.filter(pk=letter.subscriber_id).update(
        opening=token_digest(token), opening_until=clock.now() + OPENS_FOR
    )
    return _message(letter, "查看、修改您的订阅", "open", link=_link("subscribe_open", token))


def _news(letter: Letter) -> Message | None:
    """Every text once, though several subscriptions ask for it. What is not public now is not named."""
    items = list(
        letter.items.select_related("information", "subscription__organisation", "subscription__information")
    )
    items = _still_true(items)
    if not items and not letter.more:
        return None
    rows = {item.subscription_id: item.subscription for item in items} or _rows_of(letter)
    labels = {pk: target_of_row(row).label for pk, row in rows.items()}
    lines = _lines(items, labels)
    endings = [Ending(label, _link("subscribe_end", ending_token([pk]))) for pk, label in labels.items()]
    ending = _link("subscribe_end", ending_token(list(rows)))
    headers = {
        "List-Unsubscribe": f"<{ending}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }
    more = letter.more
    return _message(letter, _subject(lines, more), "news", headers=headers, lines=lines, more=more,
                    endings=endings, all_link=_address(reverse("list")))  # fmt: skip


def _rows_of(letter: Letter) -> dict[int, Subscription]:
    rows = Subscription.objects.filter(subscriber=letter.subscriber_id).exclude(confirmed_at=None)
    return {row.pk: row for row in rows.select_related("organisation", "information")}


def _still_true(items: Iterable[Item]) -> list[Item]:
    """Without new texts that were taken back since: their rows go, so that they are told when they return."""
    over = [item.pk for item in items if item.change == Item.NEW and not is_listed(item.information)]
    Item.objects.filter(pk__in=over).delete()
    return [item for item in items if item.pk not in over]


def _lines(items: list[Item], labels: dict[int, str]) -> list[Line]:
    why: dict[int, list[str]] = defaultdict(list)
    texts: dict[int, Information] = {}
    changed = {item.information_id for item in items if item.change != Item.NEW}
    for item in items:
        texts[item.information_id] = item.information
        why[item.information_id].append(labels[item.subscription_id])
    kinds = _last_kinds(changed)
    return [_line(text, kinds.get(pk), sorted(set(why[pk]))) for pk, text in texts.items()]


def _last_kinds(records: set[int]) -> dict[int, str]:
    rows = Version.objects.filter(information__in=records).order_by("information", "number")
    return dict(rows.values_list("information", "kind"))


def _line(text: Information, kind: str | None, why: list[str]) -> Line:
    """`kind` of the last version where a change of the text is told."""
    link = _address(text.get_absolute_url())
    what = words_for(text.status, kind) if kind is not None else ""
    if is_over(text.status) or not is_listed(text):
        return Line("", "", None, link, what or words_for(text.status, ""), why)
    at = text.changed_at if kind is not None else text.published_at
    return Line(
        text.title, text.issuer_name, at.astimezone(clock.CHINA).date() if at else None, link, what, why
    )


def _subject(lines: list[Line], more: int) -> str:
    number = len(lines) + more
    if number == 1 and lines:
        first = lines[0]
        return f"{first.what or '新公开'}：{first.title or '您关注的一条信息'}"
    return f"有 {number} 条新内容"


def _message(
    letter: Letter, subject: str, template: str, headers: dict[str, str] | None = None, **words: Any
) -> Message:
    site = SiteSettings.current()
    subject = one_line(f"【{site.title}】{subject}")
    subject = subject if len(subject) <= LONGEST_SUBJECT else subject[: LONGEST_SUBJECT - 1] + "…"
    words |= {"site": site, "home": _address("/"), "mine": _link("subscribe_mine")}
    return Message(
        to=unseal_text(letter.subscriber.sealed),
        subject=subject,
        text=render_to_string(f"subscriptions/mail/{template}.txt", words).strip() + "\n",
        html=render_to_string(f"subscriptions/mail/{template}.html", words),
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )


def _link(name: str, *arguments: str) -> str:
    return _address(reverse(name, args=arguments))


def _address(path: str) -> str:
    return SiteSettings().base_url + path
