"""Is what runs by itself done in time."""

from django.conf import settings

from mingbai.lib import clock
from mingbai.notifications.models import Delivery, DeliveryState
from mingbai.operations import queries
from mingbai.operations.doctor.findings import Finding, bad, ok, warn
from mingbai.operations.models import Task
from mingbai.operations.rules import DELIVERY_LATE, PAGES_LATE, SWEEP_LATE
from mingbai.operations.wording import ago
from mingbai.stored.queries import waiting
from mingbai.timelimits.queries import calendar

START_SWEEP = "运行 systemctl restart mingbai-sweep；看日志用 journalctl -u mingbai-sweep。"
START_PAGES = "运行 systemctl restart mingbai-pages；看日志用 journalctl -u mingbai-pages。"
NOTICE_MONTH = 11  # the State Council arranges the next year's holidays in the first days of November


def sweep() -> Finding:
    beat = queries.last(Task.SWEEP)
    if beat is None:
        return bad("每分钟的办理（mingbai sweep）从来没有运行过，定时发布和提醒不会办。", START_SWEEP)
    if clock.now() - beat.at > SWEEP_LATE:
        return bad(f"每分钟的办理（mingbai sweep）{ago(beat.at)}停了。", START_SWEEP)
    return ok(f"每分钟的办理{ago(beat.at)}运行过")


def publications() -> Finding:
    overdue = queries.overdue_count()
    if overdue:
        return bad(
            f"有 {overdue} 条信息到了定时发布的时间还没有发布。",
            "运行 mingbai sweep，它会说明每一条为什么没有发布。",
        )
    return ok("没有到时间而没有发布的信息")


def deliveries() -> Finding:
    late = Delivery.objects.filter(
        state=DeliveryState.QUEUED, tries=0, next_at__lt=clock.now() - DELIVERY_LATE
    ).count()
    failed = Delivery.objects.filter(
        state=DeliveryState.FAILED, taken_at__gt=clock.now() - 96 * DELIVERY_LATE
    ).count()
    if late:
        return bad(f"有 {late} 条提醒等了 15 分钟以上还没有发送。", START_SWEEP)
    if failed:
        return warn(
            f"最近一天有 {failed} 条提醒没有发出（站内提醒还在）。", "检查电子邮件设置（EMAIL_URL）。"
        )
    return ok("没有积压的提醒")


def pages() -> Finding:
    if not settings.STORED_PAGES:
        return warn(
            "没有开启网页存储（STORED_PAGES 是空的），网站停了就看不到网页。", "去掉 STORED_PAGES= 这一行。"
        )
    number, since = waiting()
    if since and clock.now() - since > PAGES_LATE:
        return bad(f"有 {number} 个网页等着更新，最早的从{ago(since)}等起。", START_PAGES)
    return ok(f"网页更新及时（现有 {number} 个等着更新）")


def holidays() -> Finding:
    today = clock.today()
    known = calendar().years
    if today.year not in known:
        return bad(
            f"没有录入{today.year}年的放假安排，期限按预计计算。", "在“工作日历”里录入国务院办公厅的通知。"
        )
    if today.month >= NOTICE_MONTH and today.year + 1 not in known:
        return warn(
            f"还没有录入{today.year + 1}年的放假安排，明年的期限按预计计算。",
            "通知一般在11月公布；公布后在“工作日历”里录入。",
        )
    return ok(f"放假安排录入到{max(known)}年")
