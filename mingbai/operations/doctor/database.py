"""Is the database there, up to date and well set."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from mingbai.ledger.queries import last_event, verify_last
from mingbai.operations.doctor.findings import Finding, bad, ok, warn
from mingbai.operations.rules import CHAIN_DEPTH

OLDEST_POSTGRES = 130_000


def reachable() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as problem:
        reason = str(problem).strip().split("\n", 1)[0]
        return bad(
            f"连不上数据库：{reason}",
            "检查数据库是否已启动（systemctl status postgresql）、DATABASE_URL 是否正确。",
        )
    return ok(f"能连上（{connection.vendor}）")


def migrated() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return bad(f"有 {len(missing)} 项表结构还没有更新。", "运行 mingbai setup，再重新启动网站程序。")
    return ok("表结构是最新的")


def well_set() -> Finding:
    return _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> Finding:
    if str(_value("PRAGMA journal_mode")).lower() != "wal":
        return warn(
            "SQLite 没有用 WAL 方式，写的时候不能读。", "检查数据目录所在的磁盘；网络磁盘不能放 SQLite。"
        )
    if settings.REDIS_URL:
        return warn("SQLite 只适合一台服务器。", "多台服务器请改用 PostgreSQL。")
    return ok("SQLite 用 WAL 方式；只有一台服务器时够用")


def _postgresql() -> Finding:
    if int(_value("SHOW server_version_num")) < OLDEST_POSTGRES:
        return bad("PostgreSQL 版本太旧。", "升级到 13 或更新的版本。")
    if str(_value("SHOW server_encoding")) != "UTF8":
        return bad("数据库的编码不是 UTF8。", "新建一个 UTF8 的数据库，把备份恢复进去。")
    if str(_value("SHOW fsync")) == "off":
        return bad(
            "数据库关闭了 fsync，断电会丢失数据。", "在 postgresql.conf 里写 fsync = on，重新启动数据库。"
        )
    return ok("PostgreSQL 设置正常")


def _value(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def replica() -> Finding:
    if "replica" not in connections.databases:
        return ok("没有设置只读的从库（不是必须的）")
    try:
        with connections["replica"].cursor() as cursor:
            cursor.execute("SELECT sequence FROM ledger_chainhead WHERE id = 1")
            row = cursor.fetchone()
    except DatabaseError:
        return warn("从库连不上，查询都由主库回答。", "检查从库服务器；网站不受影响。")
    behind = last_event() - (row[0] if row else 0)
    if behind > 0:
        return warn(f"从库比主库少 {behind} 件操作记录。", "过一分钟再看；一直少的，检查从库的复制。")
    return ok("从库与主库一致")


def chain() -> Finding:
    report = verify_last(CHAIN_DEPTH)
    if report.broken_at is not None:
        return bad(
            f"操作记录被改动过：{report.reason}。",
            "保护现场，不要重启；报告审计管理员，运行 mingbai verify。",
        )
    return ok(f"最近 {report.events} 件操作记录相符（全部核对用 mingbai verify）")
