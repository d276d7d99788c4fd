"""Which channels a row of the catalogue asks for, out of the words it uses.

国家标准目录“公开渠道和载体”列的固定选项，各地写法不一：这里只认词，不改目录里的原话。
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mingbai.catalogue.rules.channels import Channel as Named
from mingbai.channels.states import Channel

# The first that fits counts; a cell such as “公示栏（电子屏）” leaves the choice between both.
WORDS: tuple[tuple[str, frozenset[Channel]], ...] = (
    (r"公示栏|公开栏|公告栏|宣传栏|电子屏", frozenset({Channel.BOARD, Channel.SCREEN})),
    (r"公报", frozenset({Channel.GAZETTE})),
    (r"两微|一微|微信|微博|新媒体|客户端", frozenset({Channel.WECHAT, Channel.WEIBO, Channel.GROUP})),
    (r"入户|明白纸|现场", frozenset({Channel.LEAFLET})),
    (r"广播|电视|喇叭", frozenset({Channel.BROADCAST})),
    (r"档案馆", frozenset({Channel.ARCHIVES})),
    (r"图书馆", frozenset({Channel.LIBRARY})),
    (r"查阅", frozenset({Channel.INQUIRY, Channel.ARCHIVES, Channel.LIBRARY})),
    (r"服务中心|便民服务|服务站|服务厅|服务大厅", frozenset({Channel.HALL})),
    (r"^(?:本级)?(?:县|区|市)?(?:人民)?政府(?:门户)?网站$|^门户网站$|^官网$", frozenset({Channel.SITE})),
)


@dataclass(frozen=True)
class Asked:
    """One channel that a row asks for: any of `one_of` meets it. `name` is the row's own word."""

    name: str
    required: bool
    one_of: frozenset[Channel]

    @property
    def first(self) -> Channel:
        """What to propose where there is a choice."""
        return next(one for one in Channel if one in self.one_of)

    def met_by(self, used: Collection[str]) -> bool:
        return any(one in used for one in self.one_of)


def asked_of(channels: Iterable[Named]) -> list[Asked]:
    """In the row's order; a word that is not known means some other place, to be entered by its name."""
    return [Asked(one.name, one.required, _meaning(one.name)) for one in channels]


def _meaning(name: str) -> frozenset[Channel]:
    return next((found for words, found in WORDS if re.search(words, name)), frozenset({Channel.OTHER}))
