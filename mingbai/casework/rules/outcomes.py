"""Every outcome in the words of the counter: what it means and when it is right."""

from collections.abc import Mapping

from mingbai.letters.rules.outcomes import REVIEW_FIRST, Leaf, Outcome

PLAIN: Mapping[str, str] = {
    Leaf.GRANTED: "申请人要的信息可以给他，或者已经公开、告诉他在哪里看。",
    Leaf.PARTLY_GRANTED: "能公开的给他，不能公开的部分遮住，每一处都说明依据和理由。",
    Leaf.REFUSED_STATE_SECRET: "是依法定了密的国家秘密。没有定密的，不能用这一条。",
    Leaf.REFUSED_BY_LAW: "有一部法律或者行政法规明文禁止公开。答复里要写出是哪一部、哪一条；规章不行。",
    Leaf.REFUSED_SECURITY: "公开以后可能危及国家安全、公共安全、经济安全、社会稳定。要写清楚怎样危及。",
    Leaf.REFUSED_THIRD_PARTY: "涉及别人的商业秘密、个人隐私，公开会损害他的合法权益，他也不同意公开。",
    Leaf.REFUSED_INTERNAL: "只关系到本机关的人事、后勤、内部工作流程，对外没有影响。",
    Leaf.REFUSED_PROCESS: "是讨论记录、过程稿、磋商信函、请示报告，不是最后的决定。",
    Leaf.REFUSED_ENFORCEMENT_FILE: "是行政执法案卷里的材料。",
    Leaf.REFUSED_ADMINISTRATIVE_QUERY: "法律、行政法规另有查询办法，如不动产登记、工商登记。",
    Leaf.NOT_HELD: "本机关没有：或者认真查找以后没有找到，或者归别的机关公开。",
    Leaf.NOT_EXISTING_NEEDS_PROCESSING: "没有现成的，要另外汇总、加工、分析才能做出来。",
    Leaf.NOT_HELD_UNCLEAR: "请申请人补正过一次，补正以后仍然看不出要什么。",
    Leaf.NOT_PROCESSED_PETITION: "以申请信息公开的名义信访、投诉、举报。告诉他应当走什么渠道。",
    Leaf.NOT_PROCESSED_REPEATED: "同一申请人，同样的内容，已经答复过。",
    Leaf.NOT_PROCESSED_PUBLICATION: "要政府公报、报刊、书籍等公开出版物。告诉他在哪里能拿到。",
    Leaf.NOT_PROCESSED_EXCESSIVE: "数量、频次明显超过合理范围，请他说明理由以后，认为理由不合理。",
    Leaf.NOT_PROCESSED_REISSUE: "要本机关对他已经拿到的信息再确认一遍，或者重新出具。",
    Leaf.OTHER_NOT_CLARIFIED: "请他补正，他没有正当理由，到期没有补正，视为放弃申请。",
    Leaf.OTHER_FEE_UNPAID: "发了收费通知，到期没有缴费，视为放弃申请。",
    Leaf.OTHER: "上面都不合适。要写明依据和处理决定。",
}


def remedy_words(outcome: Outcome) -> str:
    """What the letter will tell the applicant about going against it."""
    if outcome.remedy == REVIEW_FIRST:
        return "不服的，应当先申请行政复议，对复议决定仍不服的才可以起诉。答复书里会这样写。"
    if outcome.leaf == Leaf.PARTLY_GRANTED:
        return "不予公开的部分，按所依据的条款写明应当先复议还是可以直接起诉。"
    return "不服的，可以申请行政复议，也可以直接向人民法院起诉。答复书里会这样写。"
