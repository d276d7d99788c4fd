"""The questions that lead to one of the 21 outcomes, asked in the order in which they rule each other out."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingbai.letters.kinds import Variant
from mingbai.letters.rules.outcomes import Leaf

FIRST = "what"


@dataclass(frozen=True)
class Option:
    """One answer: leads to the question `to`, or, when `to` is "", to the outcome."""

    words: str
    to: str = ""
    leaf: str = ""
    variant: str = ""


@dataclass(frozen=True)
class Question:
    """`help` says in plain words what the law asks here."""

    key: str
    text: str
    help: str
    options: tuple[Option, ...]


def _leads(words: str, leaf: Leaf, variant: str = "") -> Option:
    return Option(words, "", leaf, variant)


_QUESTIONS = (
    Question(
        "what",
        "申请人要的是什么？",
        "只有要政府信息的，才按条例答复公不公开。第三十九条：信访、投诉、举报不作为信息公开申请处理，"
        "告诉他走哪条路；要公开出版物的，告诉他在哪里能拿到。",
        (
            Option("要某一份政府信息", "before"),
            _leads("其实是信访、投诉、举报", Leaf.NOT_PROCESSED_PETITION),
            _leads("要报纸、政府公报这类公开出版物", Leaf.NOT_PROCESSED_PUBLICATION),
            _leads("要本机关确认，或者重新出具他已经拿到的信息", Leaf.NOT_PROCESSED_REISSUE),
        ),
    ),
    Question(
        "before",
        "同一个人以前申请过同样的内容，而且已经答复过吗？",
        "第三十六条第六项：已经答复过、又重复申请的，告知不予重复处理。"
        "第三十五条：数量、频次明显超过合理范围的，先请他说明理由，理由不合理的才可以不处理。",
        (
            Option("没有", "mine"),
            _leads("有，这次是重复申请", Leaf.NOT_PROCESSED_REPEATED),
            _leads("反复大量申请，请他说明了理由，理由不合理", Leaf.NOT_PROCESSED_EXCESSIVE),
        ),
    ),
    Question(
        "mine",
        "这份信息归本机关公开吗？",
        "第十条：自己制作的由制作机关公开，从公民和企业取得的由保存机关公开。不归本机关的，说明理由；"
        "能确定归谁的，告诉申请人那个机关的名称和联系方式（第三十六条第五项）。",
        (
            Option("归本机关", "query"),
            _leads("归别的机关", Leaf.NOT_HELD, Variant.OTHER_ORGAN),
            _leads("补正以后还是看不出要什么", Leaf.NOT_HELD_UNCLEAR),
        ),
    ),
    Question(
        "query",
        "法律、行政法规对查这类信息另有规定吗？",
        "第三十六条第七项：工商登记、不动产登记等资料，按专门的规定去查。",
        (
            Option("没有", "have"),
            _leads("有，应当按专门的规定查询", Leaf.REFUSED_ADMINISTRATIVE_QUERY),
        ),
    ),
    Question(
        "have",
        "本机关找得到这份信息吗？",
        "没有的，答复前必须认真查找，把在哪里查、谁查的、怎么查的记下来。"
        "第三十八条：需要另外加工、分析现有信息的，可以不提供。",
        (
            Option("找到了", "public"),
            _leads("查找过了，没有", Leaf.NOT_HELD, Variant.NOT_FOUND),
            _leads("没有现成的，要另外制作、加工、分析", Leaf.NOT_EXISTING_NEEDS_PROCESSING),
        ),
    ),
    Question(
        "public",
        "这份信息已经主动公开了吗？",
        "第三十六条第一项：已经公开的，告诉他在哪里看、怎么拿。",
        (
            _leads("已经公开", Leaf.GRANTED, Variant.ALREADY_PUBLIC),
            Option("没有公开过", "limits"),
        ),
    ),
    Question(
        "limits",
        "里面有不能公开的内容吗？",
        "第十四、十五、十六条列明了不公开的情形，其他的都应当公开。"
        "第三十七条：能分开的，只遮住不能公开的部分，其余的照样提供。",
        (
            Option("没有，可以全部给他", "when"),
            _leads("有一部分不能公开", Leaf.PARTLY_GRANTED),
            Option("全部都不能公开", "ground"),
        ),
    ),
    Question(
        "when",
        "什么时候给他？",
        "第三十六条第二项：可以随答复一起提供，也可以告诉他获取的方式、途径和时间。",
        (
            _leads("随答复书一起给", Leaf.GRANTED, Variant.PROVIDED),
            _leads("另外约时间给", Leaf.GRANTED, Variant.PROVIDED_AT_TIME),
        ),
    ),
    Question(
        "ground",
        "按哪一条不能公开？",
        "只能从下面选。规章不能作为“法律、行政法规禁止公开”的依据。"
        "第三方不同意公开的，本机关认为不公开会对公共利益造成重大影响的，仍然应当公开（第十五条）。",
        (
            _leads("国家秘密（第十四条）", Leaf.REFUSED_STATE_SECRET),
            _leads("法律、行政法规明确禁止公开（第十四条）", Leaf.REFUSED_BY_LAW),
            _leads("公开会危及国家安全、公共安全、经济安全、社会稳定（第十四条）", Leaf.REFUSED_SECURITY),
            _leads("商业秘密、个人隐私，公开会损害第三方（第十五条）", Leaf.REFUSED_THIRD_PARTY),
            _leads("人事、后勤、内部工作流程（第十六条第一款）", Leaf.REFUSED_INTERNAL),
            _leads("讨论记录、过程稿、磋商信函、请示报告（第十六条第二款）", Leaf.REFUSED_PROCESS),
            _leads("行政执法案卷（第十六条第二款）", Leaf.REFUSED_ENFORCEMENT_FILE),
        ),
    ),
)

QUESTIONS: Mapping[str, Question] = {one.key: one for one in _QUESTIONS}


def question(key: str) -> Question:
    """The question with that key; the first one for a key that there is not."""
    return QUESTIONS.get(key, QUESTIONS[FIRST])
