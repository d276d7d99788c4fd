"""The closed list of letters of 依申请公开, and the variants that one of them comes in."""

from django.db.models import TextChoices


class Kind(TextChoices):
    RECEIPT = "receipt", "收件回执"
    CLARIFICATION = "clarification", "补正告知书"
    REASONS = "reasons", "说明理由告知书"
    EXTENSION = "extension", "延期答复告知书"
    THIRD_PARTY_CONSULTATION = "third_party_consultation", "征求意见书（第三方）"
    CONSULTATION_CONFIRMATION = "consultation_confirmation", "征求意见确认函"
    CONSULTATION_NOTICE = "consultation_notice", "征求意见告知书（给申请人）"
    THIRD_PARTY_NOTICE = "third_party_notice", "依申请公开告知书（给第三方）"
    CO_PRODUCER_CONSULTATION = "co_producer_consultation", "征求意见书（共同制作机关）"
    ASSISTANCE = "assistance", "协办函"
    FEE_NOTICE = "fee_notice", "收费通知书"
    DELIVERY_PROOF = "delivery_proof", "送达回证"
    CORRECTION_ANSWER = "correction_answer", "更正答复书"
    REQUEST_FORM = "request_form", "申请表"
    REGISTER_SHEET = "register_sheet", "登记表"
    APPROVAL_SHEET = "approval_sheet", "审查呈批单"
    ANSWER = "answer", "答复书"


class Variant(TextChoices):
    """Which text of a kind, or of a leaf of `Kind.ANSWER`; "" where there is only one."""

    ALREADY_PUBLIC = "already_public", "已主动公开"
    PROVIDED = "provided", "随答复提供"
    PROVIDED_AT_TIME = "provided_at_time", "另行提供"
    NOT_FOUND = "not_found", "经检索不存在"
    OTHER_ORGAN = "other_organ", "由其他机关负责公开"
    BLANK = "blank", "空白表"
    FILLED = "filled", "已填表"
    CORRECTED = "corrected", "予以更正"
    NOT_CORRECTED = "not_corrected", "不予更正"
    REFERRED = "referred", "由其他机关处理"


VARIANTS: dict[Kind, tuple[Variant, ...]] = {
    Kind.REQUEST_FORM: (Variant.BLANK, Variant.FILLED),
    # 第四十一条：有权更正的更正；不属于本行政机关职能范围的，转送有权更正的机关或者告知申请人。
    Kind.CORRECTION_ANSWER: (Variant.CORRECTED, Variant.NOT_CORRECTED, Variant.REFERRED),
}
"""The kinds other than answers that have variants; those of answers are in `rules.outcomes`."""
