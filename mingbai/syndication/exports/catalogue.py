"""The data catalogue by DCAT 3 (W3C): what can be had as data, and in which forms."""

from typing import Any, NamedTuple

from django.urls import reverse

from mingbai.portal.models import SiteSettings

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
JSON, JSON_LINES, CSV = "application/json", "application/x-ndjson", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ATOM, RSS = "application/atom+xml", "application/rss+xml"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


class Form(NamedTuple):
    """One way to have a data set; `path` is its address, which never changes."""

    path: str
    title: str
    media_type: str


class Dataset(NamedTuple):
    key: str
    title: str
    about: str
    keywords: tuple[str, ...]
    forms: tuple[Form, ...]


def _table(name: str) -> tuple[Form, ...]:
    """The three forms of a list of the interface."""
    address = f"/api/v1/{name}"
    return (
        Form(f"{address}.json", "JSON", JSON),
        Form(f"{address}.csv", "表格", CSV),
        Form(f"{address}.xlsx", "Excel，最多 5000 行", XLSX),
    )


DATASETS = (
    Dataset(
        "harvest",
        "全部公开信息的清单",
        "每条公开信息的索引号、标题、文号、发布机构、领域、主题、体裁、有效性、公开时间、变动时间、网址和内容摘要；"
        "已经撤回、撤下的只留网址和时间。",
        ("政府信息公开", "主动公开", "目录"),
        (
            Form("/harvest/", "按月分开，可以只取变动", JSON),
            Form("/harvest.jsonl", "一行一条", JSON_LINES),
            Form("/harvest.csv", "表格", CSV),
        ),
    ),
    Dataset(
        "newest",
        "最新公开的信息",
        "最近公开的五十条，供订阅。每个机构、领域、栏目也各有一份。",
        ("政府信息公开", "订阅"),
        (Form("/feed/", "Atom 订阅源", ATOM), Form("/rss/", "RSS 订阅源", RSS)),
    ),
    Dataset(
        "records",
        "公开信息",
        "可以按机构、领域、主题、体裁、有效性、栏目和时间查询的公开信息，附正文、附件和版本的地址。",
        ("政府信息公开", "主动公开", "正文"),
        (*_table("records"), Form("/api/v1/bulk/", "按年打包，带校验值", JSON)),
    ),
    Dataset(
        "organisations",
        "机构",
        "机构的名称、代码、上级、地址、电话和办公时间。",
        ("机构",),
        _table("organisations"),
    ),
    Dataset(
        "items",
        "公开事项目录",
        "基层政务公开标准目录的领域、事项、公开主体、时限和依据。",
        ("标准目录", "公开事项"),
        _table("items"),
    ),
    Dataset(
        "promises", "年度承诺和民生实事", "承诺的事项、目标、期限和进展。", ("民生实事",), _table("promises")
    ),
    Dataset(
        "village-months", "村务公开", "各村每月张贴过的村务公开表。", ("村务公开",), _table("village-months")
    ),
)


def document(site: SiteSettings) -> dict[str, Any]:
    base = site.base_url
    publisher = {
        "@type": "foaf:Organization",
        "foaf:name": str(site.organiser or site.title),
        "foaf:homepage": {"@id": f"{base}/"},
    }
    return {
        "@context": CONTEXT,
        "@id": base + reverse("catalog"),
        "@type": "dcat:Catalog",
        "dct:title": f"{site.title}：数据目录",
        "dct:description": "本站公开的信息中可以作为数据取用的部分。",
        "dct:language": "zh-CN",
        "dct:publisher": publisher,
        "foaf:homepage": {"@id": f"{base}/"},
        "dcat:service": _service(base, publisher),
        "dcat:dataset": [_dataset(one, base, publisher, site) for one in DATASETS],
    }


def _service(base: str, publisher: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "dcat:DataService",
        "dct:title": "数据接口",
        "dct:publisher": publisher,
        "dcat:endpointURL": {"@id": f"{base}/api/v1/"},
        "dcat:endpointDescription": {"@id": f"{base}/api/v1/openapi.json"},
        "dcat:landingPage": {"@id": f"{base}/api/"},
    }


def _dataset(one: Dataset, base: str, publisher: dict[str, Any], site: SiteSettings) -> dict[str, Any]:
    return {
        "@id": f"{base}{reverse('catalog')}#{one.key}",
        "@type": "dcat:Dataset",
        "dct:identifier": one.key,
        "dct:title": one.title,
        "dct:description": one.about,
        "dcat:keyword": list(one.keywords),
        "dct:language": "zh-CN",
        "dct:publisher": publisher,
        "dct:accrualPeriodicity": {
            "@id": "http://publications.europa.eu/resource/authority/frequency/UPDATE_CONT"
        },
        "dct:accessRights": {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"},
        **_contact(site),
        "dcat:distribution": [_form(form, base) for form in one.forms],
    }


def _contact(site: SiteSettings) -> dict[str, Any]:
    if not (site.email or site.calls):
        return {}
    card: dict[str, Any] = {"@type": "vcard:Organization", "vcard:fn": str(site.organiser or site.title)}
    if site.email:
        card["vcard:hasEmail"] = {"@id": f"mailto:{site.email}"}
    if site.calls:
        card["vcard:hasTelephone"] = site.calls
    return {"dcat:contactPoint": card}


def _form(form: Form, base: str) -> dict[str, Any]:
    address = {"@id": base + form.path}
    return {
        "@type": "dcat:Distribution",
        "dct:title": form.title,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": _MEDIA_TYPES + form.media_type},
    }
