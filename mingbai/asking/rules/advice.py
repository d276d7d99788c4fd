"""What a helpful clerk would say on reading the request over the shoulder. Advice never blocks."""

import re
from typing import NamedTuple

from mingbai.checks import personal_data


class Advice(NamedTuple):
    """A heading and what to do, in plain words."""

    key: str
    heading: str
    text: str


_ITEM = re.compile(r"^\s*(?:[（(]?[0-9０-９一二三四五六七八九十]{1,3}[）)、.．])", re.MULTILINE)
_TITLE = re.compile(r"《[^》]{2,60}》")
_NUMBER = re.compile(r"[〔\[（(【](?:19|20)[0-9]{2}[〕\]）)】]\s*第?[0-9]{1,5}\s*号")
_BESIDES = re.compile(r"另外(?!的)|此外|同时(?:还|申请|要求)|还(?:要|想要|需要|申请)")
_FEW_TITLES = 3

_PRIVATE = (
    "身份证|银行卡|银行账号|银行账户|银行流水|病历|病情|住院记录|家庭住址|手机号|电话号码|通话记录|户口本|户籍信息"
    "|婚姻登记|结婚登记|离婚登记|开房|征信|个人档案|犯罪记录|出生证明|行踪|工资卡|工资条|存款|遗嘱|收养"
)
_OTHERS = (
    "他|她|别人|他人|人家|邻居|某某|老板|同事|前夫|前妻|亲戚|同村|隔壁|村民"
    "|户主|老师|医生|领导|干部|债务人|对方"
)
_OF_OTHERS = re.compile(rf"(?:{_OTHERS})[^。；\n]{{0,12}}(?:{_PRIVATE})")
_OF_NAMED = re.compile(rf"[\u4e00-\u9fff]{{2,4}}(?<!本人)(?<!我)(?<!自己)(?<!我家)的(?:{_PRIVATE})")

_DEMAND = re.compile(
    r"(?:要求|请求|请|希望|恳请|强烈要求|必须|尽快)[^。；\n]{0,16}"
    r"(?:查处|处理|调查|解决|赔偿|补偿我|追究|严惩|撤销|纠正|答复我|给个说法|主持公道)"
)
_COMPLAINT = re.compile(
    r"我要?(?:举报|投诉|控告|上访|反映|申诉)|(?:现|特|实名)(?:举报|投诉|反映|控告)|举报人|投诉人|被举报|被投诉|上访"
)
_QUESTION = re.compile(
    r"请问|咨询一下|想咨询|怎么办理|如何办理|怎样办理|能不能|为什么|为何|什么时候能|是否合法|是不是合法|合不合法"
    r"|请解释|请说明理由|[?？]"
)
_PUBLICATION = re.compile(r"政府公报|年鉴|报纸|杂志|期刊|图书|书籍|县志|地方志|词典|教材")


def advice_on(content: str) -> tuple[Advice, ...]:
    """What is worth a second look before it is sent; empty when nothing is."""
    return tuple(say for say, applies in _RULES if applies(content))


def _several(content: str) -> bool:
    several_numbers = len(set(_NUMBER.findall(content))) > 1
    several_titles = len(set(_TITLE.findall(content))) >= _FEW_TITLES
    return (
        len(_ITEM.findall(content)) > 1 or several_numbers or several_titles or bool(_BESIDES.search(content))
    )


def _about_others(content: str) -> bool:
    return bool(_OF_OTHERS.search(content) or _OF_NAMED.search(content))


def _numbers_of_persons(content: str) -> bool:
    return any(hit.rule in ("resident_id", "bank_card") for hit in personal_data.find(content))


_RULES = (
    (
        Advice(
            "several",
            "看起来一次要了好几样东西",
            "一份申请只写一件事，查得快、答得准。几件不同的事，请分开申请：先只留一件，提交以后再申请下一件。"
            "如果它们本来就是一件事，可以不改。",
        ),
        _several,
    ),
    (
        Advice(
            "private",
            "看起来在要别人的个人情况",
            "别人的身份证号、住址、病历、银行账户这些属于个人隐私，除非本人同意或者关系重大公共利益，一般不能公开"
            "（条例第十五条）。如果要的是您自己的情况，请写明“本人”。",
        ),
        _about_others,
    ),
    (
        Advice(
            "numbers",
            "内容里有身份证号或者银行卡号",
            "这里不用写号码，办理的人多，写了容易泄露。请把号码删去；您自己的证件号码在“身份证明”那一页填。",
        ),
        _numbers_of_persons,
    ),
    (
        Advice(
            "complaint",
            "看起来是投诉、举报或者信访",
            "信访、投诉、举报不作为政府信息公开申请办理（条例第三十九条），提交到这里反而耽误。请到信访部门或者打"
            " 12345 反映。如果要的是一份文件、一份名单或者一份记录，请只写要哪一份。",
        ),
        lambda content: bool(_DEMAND.search(content) or _COMPLAINT.search(content)),
    ),
    (
        Advice(
            "question",
            "看起来是在咨询问题",
            "这里提供的是已有的文件和记录，不解答问题（条例第三十九条）。"
            "想咨询的，打单位的电话或者 12345 更快。如果问题的答案在某份文件里，请写要哪份文件。",
        ),
        lambda content: bool(_QUESTION.search(content)),
    ),
    (
        Advice(
            "publication",
            "看起来要的是公开出版的东西",
            "公报、年鉴、报刊、书籍这类公开出版物，不作为政府信息公开申请办理，单位会告诉您到哪里看（条例第三十九条）。"
            "一般在公共图书馆、档案馆就能查阅。",
        ),
        lambda content: bool(_PUBLICATION.search(content)),
    ),
)
