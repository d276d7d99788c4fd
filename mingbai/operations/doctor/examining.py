"""All checks in their order. A check that fails itself is a finding and stops no other."""

import logging
from collections.abc import Iterator
from typing import NamedTuple

from mingbai.operations.doctor import database, machine, safety, work
from mingbai.operations.doctor.findings import Check, Finding, Level, bad

logger = logging.getLogger(__name__)


class Item(NamedTuple):
    """One check: `asks_tables` when it can say nothing without the database."""

    key: str
    name: str
    check: Check
    asks_tables: bool = False


FIRST = Item("database", "数据库", database.reachable)
ITEMS = (
    Item("migrations", "表结构", database.migrated, True),
    Item("database_settings", "数据库设置", database.well_set, True),
    Item("replica", "从库", database.replica, True),
    Item("sweep", "定时办理", work.sweep, True),
    Item("publications", "定时发布", work.publications, True),
    Item("deliveries", "提醒发送", work.deliveries, True),
    Item("pages", "网页更新", work.pages, True),
    Item("calendar", "工作日历", work.holidays, True),
    Item("ledger", "操作记录", database.chain, True),
    Item("backup", "备份", safety.backup, True),
    Item("mirror", "网站副本", safety.mirror, True),
    Item("keys", "密钥", safety.keys),
    Item("debug", "调试", safety.debug),
    Item("address", "网站地址", safety.address),
    Item("files", "文件存放", machine.files),
    Item("disk", "磁盘", machine.disk),
    Item("cache", "Redis", machine.memory),
    Item("mail", "电子邮件", machine.mail),
    Item("fonts", "中文字体", machine.fonts),
    Item("office", "旧格式转换", machine.office),
)


class Examined(NamedTuple):
    key: str
    name: str
    finding: Finding


def examine() -> list[Examined]:
    """How everything stands, in the order of the checks."""
    return list(_examined())


def _examined() -> Iterator[Examined]:
    first = _run(FIRST)
    yield Examined(FIRST.key, FIRST.name, first)
    for item in ITEMS:
        if first.level == Level.OK or not item.asks_tables:
            yield Examined(item.key, item.name, _run(item))


def _run(item: Item) -> Finding:
    try:
        return item.check()
    except Exception as problem:
        logger.exception("The check %s failed", item.key)
        return bad(
            f"这一项没有查成（{type(problem).__name__}）。",
            "看日志；多半是表结构没有更新，先运行 mingbai setup。",
        )


def worst(found: list[Examined]) -> Level:
    levels = [one.finding.level for one in found]
    return next((level for level in (Level.BAD, Level.WARN) if level in levels), Level.OK)


def summary(level: Level) -> str:
    return {
        Level.OK: "一切正常。",
        Level.WARN: "能正常使用；有几项请抽空处理。",
        Level.BAD: "有的地方出了问题，请马上处理。",
    }[level]
