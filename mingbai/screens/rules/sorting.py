"""Which entry of a touch screen a record stands under."""

from mingbai.screens.values import Title

SUBSIDY_FIELDS = frozenset(
    ("shenongbutie", "shehuijiuzhu", "fupin", "jiuzai", "weifanggaizao", "yanglaofuwu", "baozhangzhufang")
)
SUBSIDY_WORDS = ("补贴", "补助", "低保", "最低生活", "救助", "特困", "抚恤", "慰问", "奖补", "救灾", "补偿")
GUIDE_GENRES = frozenset(("办事指南",))
GUIDE_WORDS = ("指南", "怎么办", "怎样办", "如何办", "流程", "须知", "申请表", "明白纸", "问答")
WORDS = (
    "低保", "医保", "养老", "残疾", "补贴", "救助", "宅基地", "土地", "征地", "建房", "危房", "种粮", "农机",
    "饮水", "供水", "道路", "学校", "入学", "看病", "接种", "就业", "培训", "退役", "招标", "预算", "决算",
    "选举", "低收入", "环境", "垃圾", "安全", "防火", "公示",
)  # fmt: skip
"""What people come to ask about, to be touched instead of typed; only those that find something are shown."""


def is_subsidy(title: Title) -> bool:
    return title.field in SUBSIDY_FIELDS or any(word in title.title for word in SUBSIDY_WORDS)


def is_guide(title: Title) -> bool:
    return title.genre in GUIDE_GENRES or any(word in title.title for word in GUIDE_WORDS)


def holds_word(title: Title, word: str) -> bool:
    return word in title.words
