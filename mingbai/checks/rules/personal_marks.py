"""Words for the clerk about each sort of personal data."""

from mingbai.checks.findings import ASK, NOTE
from mingbai.checks.masking import mask_value
from mingbai.checks.rules.hits import FULL_WIDTH, Hit
from mingbai.checks.rules.marks import Mark
from mingbai.checks.rules.names import is_name
from mingbai.checks.subject import Place

_MESSAGES = {
    "resident_id": "这里有身份证号码，不能公开。请点“遮盖”，或者删去。",
    "mobile": "这里有个人手机号，不能公开。请点“遮盖”，或者换成办公电话。",
    "bank_card": "这里有银行卡号，不能公开。请点“遮盖”，或者删去。",
    "passport": "这里有护照号码，不能公开。请点“遮盖”，或者删去。",
    "landline": "这里有固定电话。是办公电话可以保留，是家里的电话请遮盖。",
    "plate": "这里有车牌号。不是必须公开的，请遮盖。",
    "email": "这里有电子邮箱。是办公邮箱可以保留，是个人邮箱请遮盖。",
    "address": "这里有细到门牌或村组的住址。请只写到乡镇或村，或者遮盖。",
    "name": "这里有个人姓名。依法需要公示姓名的可以保留，其他情况请遮盖。",
}
_UNSURE = "这里的号码像身份证号码，但校验码不对。请核对：是身份证号码的，请遮盖；是别的编号，请说明。"
_OFFICIAL = "这里有联系人、成员的姓名。是工作人员的可以保留，不是的请遮盖。"
_AUTHORS = frozenset({"author", "last_modified_by", "lastModifiedBy", "creator", "manager", "作者"})


def mark(hit: Hit, text: str) -> Mark:
    value = text[hit.start : hit.end]
    message = _MESSAGES[hit.rule]
    if hit.rule == "resident_id" and hit.severity == ASK:
        message = _UNSURE
    elif hit.rule == "name" and hit.severity == NOTE:
        message = _OFFICIAL
    return Mark(
        "personal_data",
        hit.rule,
        hit.severity,
        hit.start,
        hit.end,
        message,
        mask_value(hit.rule, value),
        "".join(c for c in value.translate(FULL_WIDTH) if not c.isspace()),
    )


def column(names: list[Hit], text: str) -> Mark:
    """One mark for all names of a table; it points at the first."""
    first = names[0]
    one = mark(first, text)
    if len(names) == 1:
        return one
    message = f"这张表里有个人姓名，共 {len(names)} 人。依法需要公示姓名的可以保留，其他情况请遮盖。"
    everybody = "\n".join(text[n.start : n.end] for n in names)
    return one._replace(message=message, value=everybody)


def author(place: Place) -> list[Mark]:
    """A person's name among the file's properties: published copies lose it, so it is only noted."""
    name = place.where.partition(":")[2]
    if name not in _AUTHORS or not is_name(place.text):
        return []
    message = "文件属性里有人名。公开的副本会自动去掉，不用处理。"
    return [
        Mark(
            "personal_data", "name", NOTE, 0, len(place.text), message, mask_value("name", place.text.strip())
        )
    ]
