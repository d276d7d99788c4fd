"""Making the texts: proposed from the record, edited by a person, kept as renderings."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.accounts.models import User
from mingbai.channels import actions as channels
from mingbai.channels.models import Rendering
from mingbai.channels.policies import may_make
from mingbai.channels.states import RenderingKind
from mingbai.disclosures.models import Information
from mingbai.documents.official.blocks import blocks_of
from mingbai.lib.text import one_line, storable
from mingbai.lib.verdict import require
from mingbai.outbox.queries import address_of, facts_of
from mingbai.outbox.rules.article import article_author, article_digest, article_html, article_title
from mingbai.outbox.rules.checking import FIELDS, foreign_figures, problems_of
from mingbai.outbox.rules.texts import Facts, group_texts, weibo_text

ONE_LINE = frozenset({"title", "author", "digest"})


def proposed(information: Information, kind: str, note: str = "") -> dict[str, str]:
    """The texts as made from the record alone. `note`: what a correction put right; "" for a first text."""
    facts = facts_of(information, note)
    if kind == RenderingKind.WECHAT:
        return {
            "title": article_title(facts.heading),
            "digest": article_digest(facts, information.summary),
            "author": article_author(facts.issuer),
            "lead": "",
        }
    return {"text": weibo_text(facts)} if kind == RenderingKind.WEIBO else group_texts(facts)


@transaction.atomic
def make_text(
    *, information: Information, kind: str, values: Mapping[str, str], by: User, note: str = ""
) -> Rendering:
    """Keep a draft. The body of an article always comes from the record and is never typed."""
    require(may_make(by, information))
    content = _content(information, kind, values, by, one_line(note)[:300])
    return channels.keep(information=information, kind=RenderingKind(kind), content=content, by=by)


@transaction.atomic
def change_text(*, rendering: Rendering, values: Mapping[str, str], by: User) -> Rendering:
    information = rendering.information
    require(may_make(by, information))
    note = str(rendering.content.get("note", ""))
    content = _content(information, rendering.kind, values, by, note)
    content["edited_by"] = content["edited_by"] or rendering.content.get("edited_by")
    return channels.change(rendering=rendering, content=content, by=by)


def _content(
    information: Information, kind: str, values: Mapping[str, str], by: User, note: str
) -> dict[str, Any]:
    typed = {name: _tidy(name, values.get(name, "")) for name in FIELDS[kind]}
    problems = problems_of(kind, typed, address_of(information))
    if problems:
        raise ValidationError(problems)
    facts, machine = facts_of(information, note), proposed(information, kind, note)
    content: dict[str, Any] = dict(typed)
    content["note"] = note
    content["edited_by"] = (
        by.pk if typed != {name: _tidy(name, one) for name, one in machine.items()} else None
    )
    content["foreign"] = foreign_figures(kind, typed, _source(information, facts))
    if kind == RenderingKind.WECHAT:
        content["html"] = article_html(facts, typed["lead"], blocks_of(information.body))
    return content


def _tidy(name: str, text: str) -> str:
    return one_line(text) if name in ONE_LINE else storable(text.replace("\r\n", "\n")).strip()


def _source(information: Information, facts: Facts) -> str:
    return "\n".join(
        (
            facts.title,
            facts.issuer,
            facts.body,
            facts.telephone,
            facts.note,
            information.summary,
            facts.address,
        )
    )
