"""What is said of a record beside its text: the fields of county portals, and Dublin Core."""

from typing import Any

from lxml import etree

from mingbai.archive.rules import Kind
from mingbai.disclosures.models import Information
from mingbai.lib.clock import CHINA

DC = "http://purl.org/dc/elements/1.1/"
LEFT_OUT = "（题名不入包）"
FIELDS = (
    "索引号", "名称", "文号", "主题分类", "体裁分类", "组配分类", "发布机构", "机构代码", "发文机关",
    "成文日期",
    "发布日期", "更新日期", "有效性", "生效时间", "废止日期", "关键词", "内容概述", "公开方式", "公开时限",
    "公开范围", "信息来源", "公开状态", "公开版本号", "公开内容摘要", "保管类别", "保管期限",
    "正文不入包的原因",
)  # fmt: skip


def metadata_of(information: Information, kind: Kind, left_out: str) -> dict[str, str]:
    """Every field of FIELDS as text; what tells the content is empty when the text is left out."""
    one = information
    shown = {
        "名称": one.title,
        "文号": one.document_number,
        "发文机关": "、".join([one.issuer_name, *one.co_issuers]),
        "关键词": "、".join(one.keywords),
        "内容概述": one.summary,
        "信息来源": " ".join(part for part in (one.source_name, one.source_url) if part),
    }
    always = {
        "索引号": one.index_number,
        "主题分类": str(one.theme or ""),
        "体裁分类": str(one.genre or ""),
        "组配分类": str(one.catalogue_item or ""),
        "发布机构": one.issuer_name,
        "机构代码": one.organisation.code,
        "成文日期": str(one.written_on or ""),
        "发布日期": _moment(one.published_at),
        "更新日期": _moment(one.changed_at),
        "有效性": one.get_validity_display() if one.validity else "",
        "生效时间": str(one.effective_on or ""),
        "废止日期": str(one.expires_on or ""),
        "公开方式": one.get_openness_display(),
        "公开时限": one.get_standing_display(),
        "公开范围": one.get_audience_display(),
        "公开状态": one.get_status_display(),
        "公开版本号": str(one.public_number),
        "公开内容摘要": one.public_digest,
        "保管类别": kind.name,
        "保管期限": kind.term,
        "正文不入包的原因": left_out,
    }
    values = {**always, **({"名称": LEFT_OUT} if left_out else shown)}
    return {name: values.get(name, "") for name in FIELDS}


def _moment(value: Any) -> str:
    return value.astimezone(CHINA).isoformat(timespec="seconds") if value else ""


_DC = (
    ("identifier", "索引号"), ("identifier", "文号"), ("title", "名称"), ("creator", "发文机关"),
    ("publisher", "发布机构"), ("subject", "主题分类"), ("subject", "关键词"), ("description", "内容概述"),
    ("type", "体裁分类"), ("date", "发布日期"), ("source", "信息来源"), ("rights", "公开方式"),
)  # fmt: skip


def dublin_core(metadata: dict[str, str]) -> bytes:
    """The same as Dublin Core in XML."""
    root = etree.Element("metadata", nsmap={"dc": DC})
    for name, field in _DC:
        if metadata[field]:
            etree.SubElement(root, f"{{{DC}}}{name}").text = metadata[field]
    etree.SubElement(root, f"{{{DC}}}language").text = "zh-CN"
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made
