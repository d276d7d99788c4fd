"""The 21 outcomes of a request (表三 第三部分), each with its article, ground and way of remedy.

Articles are those of 政府信息公开条例（国务院令第711号） unless they name another text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import TextChoices

from mingbai.letters.kinds import Variant

Group = Literal["granted", "partly_granted", "refused", "not_held", "not_processed", "other"]
Remedy = Literal["review_first", "either"]
REVIEW_FIRST: Remedy = "review_first"
EITHER: Remedy = "either"


class Leaf(TextChoices):
    """The outcomes as 表三 names them, in its order."""

    GRANTED = "granted", "予以公开"
    PARTLY_GRANTED = "partly_granted", "部分公开"
    REFUSED_STATE_SECRET = "refused_state_secret", "属于国家秘密"
    REFUSED_BY_LAW = "refused_by_law", "其他法律行政法规禁止公开"
    REFUSED_SECURITY = "refused_security", "危及“三安全一稳定”"
    REFUSED_THIRD_PARTY = "refused_third_party", "保护第三方合法权益"
    REFUSED_INTERNAL = "refused_internal", "属于三类内部事务信息"
    REFUSED_PROCESS = "refused_process", "属于四类过程性信息"
    REFUSED_ENFORCEMENT_FILE = "refused_enforcement_file", "属于行政执法案卷"
    REFUSED_ADMINISTRATIVE_QUERY = "refused_administrative_query", "属于行政查询事项"
    NOT_HELD = "not_held", "本机关不掌握相关政府信息"
    NOT_EXISTING_NEEDS_PROCESSING = "not_existing_needs_processing", "没有现成信息需要另行制作"
    NOT_HELD_UNCLEAR = "not_held_unclear", "补正后申请内容仍不明确"
    NOT_PROCESSED_PETITION = "not_processed_petition", "信访举报投诉类申请"
    NOT_PROCESSED_REPEATED = "not_processed_repeated", "重复申请"
    NOT_PROCESSED_PUBLICATION = "not_processed_publication", "要求提供公开出版物"
    NOT_PROCESSED_EXCESSIVE = "not_processed_excessive", "无正当理由大量反复申请"
    NOT_PROCESSED_REISSUE = "not_processed_reissue", "要求行政机关确认或重新出具已获取信息"
    OTHER_NOT_CLARIFIED = (
        "other_not_clarified",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    )
    OTHER_FEE_UNPAID = (
        "other_fee_unpaid",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    )
    OTHER = "other", "其他"


@dataclass(frozen=True)
class Outcome:
    """What the law says about one leaf.

    `article` as quoted in the letter; "" where the regulation names none, so that whoever drafts must give
    the basis. `ground` is the code of the registry of grounds (E14-1 …), "" where it has none, and
    `ground_words` says it in a sentence that ends before 不予公开. `remedy`: "review_first" where review
    must come before the court (行政复议法第二十三条，限于条例第十四至十六条的不予公开), else "either".
    A partly granted answer has "either" for itself; its withheld parts bring their own.
    """

    leaf: Leaf
    group: Group
    article: str
    ground: str = ""
    ground_words: str = ""
    remedy: Remedy = EITHER
    variants: tuple[Variant, ...] = ()

    @property
    def label(self) -> str:
        return str(self.leaf.label)


_REFUSED_36_3 = "第三十六条第三项"

_ALL = (
    Outcome(
        Leaf.GRANTED,
        "granted",
        "第三十六条第二项",
        variants=(Variant.ALREADY_PUBLIC, Variant.PROVIDED, Variant.PROVIDED_AT_TIME),
    ),
    Outcome(Leaf.PARTLY_GRANTED, "partly_granted", "第三十七条"),
    Outcome(
        Leaf.REFUSED_STATE_SECRET,
        "refused",
        f"第十四条、{_REFUSED_36_3}",
        "E14-1",
        "属于依法确定为国家秘密的政府信息",
        REVIEW_FIRST,
    ),
    Outcome(
        Leaf.REFUSED_BY_LAW,
        "refused",
        f"第十四条、{_REFUSED_36_3}",
        "E14-2",
        "属于法律、行政法规禁止公开的政府信息",
        REVIEW_FIRST,
    ),
    Outcome(
        Leaf.REFUSED_SECURITY,
        "refused",
        f"第十四条、{_REFUSED_36_3}",
        "E14-3",
        "属于公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息",
        REVIEW_FIRST,
    ),
    Outcome(
        Leaf.REFUSED_THIRD_PARTY,
        "refused",
        f"第十五条、{_REFUSED_36_3}",
        "E15",
        "涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害",
        REVIEW_FIRST,
    ),
    Outcome(
        Leaf.REFUSED_INTERNAL,
        "refused",
        f"第十六条第一款、{_REFUSED_36_3}",
        "E16-1",
        "属于行政机关人事管理、后勤管理、内部工作流程等方面的内部事务信息",
        REVIEW_FIRST,
    ),
    Outcome(
        Leaf.REFUSED_PROCESS,
        "refused",
        f"第十六条第二款、{_REFUSED_36_3}",
        "E16-2",
        "属于行政机关履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息",
        REVIEW_FIRST,
    ),
    Outcome(
        Leaf.REFUSED_ENFORCEMENT_FILE,
        "refused",
        f"第十六条第二款、{_REFUSED_36_3}",
        "E16-3",
        "属于行政执法案卷信息",
        REVIEW_FIRST,
    ),
    Outcome(
        Leaf.REFUSED_ADMINISTRATIVE_QUERY,
        "refused",
        "第三十六条第七项",
        ground_words="属于工商、不动产登记资料等有关法律、行政法规对获取有专门规定的信息",
    ),
    Outcome(Leaf.NOT_HELD, "not_held", "第三十六条第四项", variants=(Variant.NOT_FOUND, Variant.OTHER_ORGAN)),
    Outcome(Leaf.NOT_EXISTING_NEEDS_PROCESSING, "not_held", "第三十八条"),
    Outcome(Leaf.NOT_HELD_UNCLEAR, "not_held", "第二十九条、第三十条"),
    Outcome(Leaf.NOT_PROCESSED_PETITION, "not_processed", "第三十九条第一款"),
    Outcome(Leaf.NOT_PROCESSED_REPEATED, "not_processed", "第三十六条第六项"),
    Outcome(Leaf.NOT_PROCESSED_PUBLICATION, "not_processed", "第三十九条第二款"),
    Outcome(Leaf.NOT_PROCESSED_EXCESSIVE, "not_processed", "第三十五条"),
    Outcome(Leaf.NOT_PROCESSED_REISSUE, "not_processed", ""),
    Outcome(Leaf.OTHER_NOT_CLARIFIED, "other", "第三十条"),
    Outcome(Leaf.OTHER_FEE_UNPAID, "other", "第四十二条"),
    Outcome(Leaf.OTHER, "other", ""),
)

OUTCOMES: Mapping[Leaf, Outcome] = {one.leaf: one for one in _ALL}
"""Every leaf with what the law says about it, in the order of 表三."""

OF_VARIANT: Mapping[Variant, str] = {
    Variant.ALREADY_PUBLIC: "第三十六条第一项",
    Variant.OTHER_ORGAN: "第三十六条第五项",
}
"""The article where a variant stands on another one than its leaf."""


def outcome(leaf: str) -> Outcome:
    """What the law says about that leaf; ValueError for an unknown key."""
    return OUTCOMES[Leaf(leaf)]


def article_of(leaf: str, variant: str = "") -> str:
    """The article an answer rests on; "" where whoever drafts must name it."""
    return OF_VARIANT.get(Variant(variant), "") or outcome(leaf).article if variant else outcome(leaf).article


def withheld() -> tuple[Outcome, ...]:
    """The outcomes on which a part of a partly granted answer may be withheld."""
    return tuple(one for one in OUTCOMES.values() if one.group == "refused")
