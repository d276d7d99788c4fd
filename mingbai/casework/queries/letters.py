"""Letters as they will look, and what they get without anybody typing it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from mingbai.accounts.models import User
from mingbai.documents.official.values import Heading, OfficialDocument, Paragraph, Table
from mingbai.foi.actions.lettering import composed
from mingbai.foi.actions.linking import holders
from mingbai.foi.models import Consultation, FoiRequest, Letter, Part
from mingbai.foi.queries import clock_of, log_of, suggested_values, values_of
from mingbai.foi.queries.reckoning import reckoned
from mingbai.foi.rules.log import Event
from mingbai.foi.states import SIGN, Party
from mingbai.letters.kinds import Kind
from mingbai.letters.queries import compose
from mingbai.letters.rules import Composed, Withheld
from mingbai.letters.rules.outcomes import Leaf, withheld
from mingbai.lib import clock

SUGGESTED_DAYS = 15
"""The law leaves the time for clarifying and explaining to the organ: so many days are suggested."""

_NAMED = {
    Party.THIRD_PARTY: "第三方",
    Party.CO_PRODUCER: "共同制作机关",
    Party.OTHER_ORGAN: "协办机关",
}


def text_of(letter: Letter) -> Composed:
    """A draft as it would look today, or a signed letter in the wording and with the date of its signature.

    `MissingValues` when a draft lacks something by now.
    """
    row, values = letter.request, values_of(letter)
    if letter.signed_at is None:
        return composed(row, letter.kind, letter.leaf, letter.variant, values)
    signed = {**values, "落款日期": letter.signed_at.astimezone(clock.CHINA).date()}
    return compose(
        kind=letter.kind,
        leaf=letter.leaf,
        variant=letter.variant,
        values=signed | ({"文号": letter.number} if letter.number else {}),
        organisation=row.organisation,
    )


def signers_of(letter: Letter) -> list[User]:
    """Who may sign this notice: those with the power to sign in its organisation, but for its writer."""
    people = holders(letter.request.organisation, SIGN)
    return [one for one in people if one.pk != letter.written_by_id]


def suggestions(
    row: FoiRequest, kind: str, leaf: str = "", variant: str = "", about: Consultation | None = None
) -> dict[str, Any]:
    """What the letter gets from the request, its fee, its extension and the party that is asked."""
    return {
        **_of_answering_time(kind),
        **suggested_values(row, kind, leaf, variant),
        **_of_fee(row, kind),
        **_of_extension(row, kind),
        **_of_party(row, kind, about),
        **_of_delivery(row, kind),
        **_of_reviews(row, kind),
        **_of_parts(row),
    }


def _of_answering_time(kind: str) -> dict[str, Any]:
    """A day until which the applicant may clarify or explain: only suggested, the clerk sets it."""
    name = {Kind.CLARIFICATION: "补正期限", Kind.REASONS: "说明理由期限"}.get(Kind(kind))
    return {name: clock.today() + timedelta(days=SUGGESTED_DAYS)} if name else {}


def to_be_sent_by(row: FoiRequest, kind: str) -> date | None:
    """第三十条：自收到申请之日起 7 个工作日内一次性告知。 None for other letters and once it was told."""
    counted = clock_of(row) if kind == Kind.CLARIFICATION else None
    found = [one for one in counted.deadlines if one.kind == "clarification_notice"] if counted else []
    return found[0].due if found and found[0].met_on is None else None


def _of_fee(row: FoiRequest, kind: str) -> dict[str, Any]:
    fee = getattr(row, "fee", None)
    if kind != Kind.FEE_NOTICE or fee is None:
        return {}
    unit = "件" if fee.scale == "items" else "页"
    return {
        "计费方式": fee.get_scale_display(),
        "计费明细": [
            f"第{one['from']}至{one['to']}{unit}，{one['count']}{unit}，"
            + (f"每{unit}{one['unit_price']}元，{one['amount']}元" if one["unit_price"] else "免费")
            for one in fee.steps
        ],
        "收费金额": f"{fee.amount}元",
    }


def _of_extension(row: FoiRequest, kind: str) -> dict[str, Any]:
    """The days before and after: the request's due date counts the extension as soon as it is allowed."""
    extension = getattr(row, "extension", None)
    if kind != Kind.EXTENSION or extension is None or extension.approved_on is None:
        return {}
    rest = [one for one in log_of(row) if one.event != Event.EXTENDED]
    without = reckoned(row, rest, clock.today())
    found = {"延期原因": extension.reason, "延期后答复期限": row.due_on}
    return found | {"原答复期限": without.due} if without else found


def _of_party(row: FoiRequest, kind: str, about: Consultation | None) -> dict[str, Any]:
    """Who is asked or told; the applicant learns only that a third party or another organ was asked."""
    if about is not None:
        return {_NAMED[Party(about.party)]: about.name, "所涉信息": about.about}
    if kind in (Kind.THIRD_PARTY_NOTICE, Kind.CONSULTATION_CONFIRMATION):
        return _of_third_party(row)
    asked = row.consultations.exclude(sent_on=None).last() if kind == Kind.CONSULTATION_NOTICE else None
    if asked is None:
        return {}
    who = "第三方" if asked.party == Party.THIRD_PARTY else "其他机关"
    return {"征求对象": who, "征求意见日期": asked.sent_on}


def _of_third_party(row: FoiRequest) -> dict[str, Any]:
    """第三十二条：决定公开第三方不同意公开的信息的，将公开的内容和理由书面告知第三方。"""
    one = row.consultations.filter(party=Party.THIRD_PARTY).last()
    if one is None:
        return {}
    found = {"第三方": one.name, "所涉信息": one.about, "公开理由": one.override_reason}
    return {name: value for name, value in found.items() if value}


def _of_delivery(row: FoiRequest, kind: str) -> dict[str, Any]:
    """送达回证 about the last letter that went out."""
    sent = row.letters.exclude(sent_on=None).last() if kind == Kind.DELIVERY_PROOF else None
    if sent is None:
        return {}
    found = {
        "送达文书": sent.get_kind_display(),
        "送达文书文号": sent.number,
        "送达方式": sent.get_sent_way_display(),
        "送达日期": sent.sent_on,
        "送达人": str(row.handler or ""),
    }
    return {name: value for name, value in found.items() if value}


def _of_reviews(row: FoiRequest, kind: str) -> dict[str, Any]:
    if kind != Kind.APPROVAL_SHEET:
        return {}
    named = {"law": "法制审查意见", "secrecy": "保密审查意见", "sign": "签发意见"}
    found: dict[str, Any] = {}
    for one in row.opinions.filter(passed=True):
        if one.step in named and one.text:
            found[named[one.step]] = one.text
    return found


def _of_parts(row: FoiRequest) -> dict[str, Any]:
    parts = list(row.parts.select_related("ground"))
    kept = [_withheld(one) for one in parts if not one.is_released]
    found: dict[str, Any] = {"公开内容": [one.label for one in parts if one.is_released]}
    if kept:
        found["不予公开部分"] = kept
    return {name: value for name, value in found.items() if value}


def _withheld(part: Part) -> Withheld:
    """A part as the letter tells it. What a law forbids names the law in its first line, then the reason."""
    ground = part.ground_id or ""
    leaf = next((one.leaf.value for one in withheld() if one.ground == ground), "")
    basis, _, reason = part.reason.strip().partition("\n")
    if leaf != Leaf.REFUSED_BY_LAW or not reason.strip():
        return Withheld(what=part.label, leaf=leaf, reason=part.reason)
    return Withheld(what=part.label, leaf=leaf, reason=reason.strip(), basis=basis.strip())


def paragraphs(document: OfficialDocument) -> list[dict[str, Any]]:
    """The text of a letter for the screen, piece by piece: kind (heading, text, table) and content."""
    return [_piece(one) for one in document.blocks]


def _piece(one: Any) -> dict[str, Any]:
    if isinstance(one, Heading):
        return {"kind": "heading", "text": one.text}
    if isinstance(one, Paragraph):
        return {"kind": "text", "text": one.text}
    if isinstance(one, Table):
        return {"kind": "table", "titles": one.titles, "rows": one.rows}
    return {"kind": "text", "text": str(one)}


def known_values(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Values for a list on the screen."""
    return [(name, _words(value)) for name, value in values.items() if value]


def _words(value: Any) -> str:
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, list | tuple):
        return "；".join(_words(one) for one in value)
    return f"{value.what}：{value.reason}" if isinstance(value, Withheld) else str(value)
