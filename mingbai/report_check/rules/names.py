"""What an organisation's name says of its level."""

import re
from enum import StrEnum
from functools import cache
from importlib import resources


class Kind(StrEnum):
    """Governments, by whether they may make rules; departments; townships; what a name does not tell."""

    RULES = "rules"  # 省、自治区、直辖市、设区的市、自治州人民政府，国务院部门
    GOVERNMENT = "government"  # county level: no power to make rules
    DEPARTMENT = "department"
    TOWN = "town"
    UNKNOWN = "unknown"


_OFFICE = re.compile(r"(?:人民政府|政府)?(?:办公室|办公厅|办|政务公开办公室|政务公开办)$")
_GOVERNMENT = re.compile(r"(?:人民政府|政府|管理委员会|管委会)$")
_TOWN = re.compile(r"(?:[镇乡苏]|苏木|街道|街道办事处|办事处)(?:人民政府|政府|办事处)?$")
_DEPARTMENT = re.compile(
    r"(?:局|厅|委员会|委|办公室|办|中心|队|所|院|站|馆|司|署|公司|学校|银行|监狱|分局|大队|支队|处|部)$"
)
_NATIONAL = re.compile(r"^(?:国家|中国人民银行$|中国证券|海关总署|审计署|国务院)|^[^省市县区州旗]{2,8}部$")
_COUNTY = re.compile(r"(?:县|自治县|旗|自治旗|区|林区|特区|新区|开发区|管理区|地区|盟)$")
_REGION = re.compile(r"^(?:.{2,4}省|.{2,8}自治区|.{2,14}自治州|北京市|天津市|上海市|重庆市)$")


@cache
def cities_with_districts() -> frozenset[str]:
    """Cities whose governments may make rules: 设区的市, and four without districts that may too."""
    text = resources.files("mingbai.report_check").joinpath("data/cities.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def kind_of(name: str) -> Kind:
    """Judged by the last part of the name, such as 淮安市洪泽区 → 区."""
    name = re.sub(r"[()\s].*$|^中华人民共和国", "", name)
    if not name:
        return Kind.UNKNOWN
    if _TOWN.search(name):
        return Kind.TOWN
    if _NATIONAL.search(name):
        return Kind.RULES
    place = _OFFICE.sub("", name) if _OFFICE.search(name) else name
    bare = _GOVERNMENT.sub("", place)
    if _is_place(bare):
        return _of_place(bare)
    return Kind.DEPARTMENT if _DEPARTMENT.search(name) else Kind.UNKNOWN


def _is_place(bare: str) -> bool:
    return bool(re.search(r"(?:省|自治区|州|市|县|旗|区|盟)$", bare)) and not re.search(
        r"小区|校区|社区$", bare
    )


def _of_place(bare: str) -> Kind:
    if _REGION.fullmatch(bare):
        return Kind.RULES
    if _COUNTY.search(bare) and not bare.endswith("自治区"):
        return Kind.GOVERNMENT
    city = re.sub(r"^.*?(?:省|自治区|市)(?=.+市$)", "", bare)
    if city in cities_with_districts():
        return Kind.RULES
    return Kind.GOVERNMENT if bare.endswith("市") else Kind.UNKNOWN
