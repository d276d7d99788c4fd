"""Those who ask: invented people and bodies whose names say that they are invented.

Telephones have the code 0989 that is in use nowhere, mail ends in .example, numbers of certificates begin
with the region 990001 that is given to no place.
"""

from mingbai.foi.states import ApplicantKind
from mingbai.foi.values import Person


def _citizen(name: str, tail: str, village: str) -> Person:
    return Person(
        name=name,
        telephone=f"0989-660{tail}",
        identity_kind="居民身份证",
        identity_number=f"990001198001{tail[-2:]}{tail}",
        email=f"asker{tail}@mail.example",
        address=f"明白县{village}",
        postcode="990001",
    )


def _body(name: str, tail: str, contact: str, address: str) -> Person:
    return Person(
        name=name,
        telephone=f"0989-670{tail}",
        contact_person=contact,
        identity_kind="统一社会信用代码",
        identity_number=f"91990001MB99{tail}0X",
        email=f"office{tail}@body.example",
        address=f"明白县{address}",
        postcode="990001",
    )


PEOPLE = {
    "rong": _citizen("容问渠", "1101", "青禾镇东塘村12号"),
    "ji": _citizen("计分明", "1102", "柳渡镇渡口村5号"),
    "zha": _citizen("查有据", "1103", "府前街38号3单元"),
    "bu": _citizen("卜知晓", "1104", "青禾镇麦坪村21号"),
    "wen": _citizen("闻必录", "1105", "云岫乡松岭村9号"),
    "yue": _citizen("乐求证", "1106", "育才路66号"),
    "zhong": _citizen("钟关切", "1107", "环城北路101号"),
    "cheng": _citizen("成之问", "1108", "柳渡镇杨树湾村17号"),
    "xi": _citizen("席追根", "1109", "青禾镇南岗村3号"),
    "mo": _citizen("莫不详", "1110", "康宁路18号"),
    "yan": _citizen("晏究理", "1111", "青禾镇禾丰街40号"),
    "qu": _citizen("屈寻实", "1112", "清源路9号"),
    "xun": _citizen("荀细看", "1113", "云岫乡松风路22号"),
    "gu": _citizen("古考真", "1114", "柳渡镇渡口路77号"),
    "stone": _body("明白县示例石料有限公司", "2201", "柯示例", "环城北路300号"),
    "grain": _body("明白县拾穗示例农业有限公司", "2202", "麦示例", "青禾镇工业小区2号"),
    "build": _body("明白县样板示例建筑有限公司", "2203", "梁示例", "清源路88号"),
    "institute": _body("示例大学县域治理研究所", "2204", "史示例", "学府路1号"),
    "care": _body("明白县暖阳示例公益服务中心", "2205", "温示例", "康宁路30号"),
    "law": _body("示例明辨律师事务所", "2206", "卞示例", "府前街60号"),
    "owners": _body("清源小区业主委员会（示例）", "2207", "邻示例", "清源路18号"),
}

KINDS = {
    "stone": ApplicantKind.BUSINESS,
    "grain": ApplicantKind.BUSINESS,
    "build": ApplicantKind.BUSINESS,
    "institute": ApplicantKind.RESEARCH,
    "care": ApplicantKind.PUBLIC_WELFARE,
    "law": ApplicantKind.LEGAL_SERVICE,
    "owners": ApplicantKind.OTHER,
}
"""All others are natural persons."""


def kind_of(key: str) -> str:
    return KINDS.get(key, ApplicantKind.PERSON)
