"""A record that is out, an account, a group, and texts made of it."""

from datetime import timedelta

import pytest

from mingbai.channels import actions as channels
from mingbai.disclosures import actions as disclosures
from mingbai.lib import clock
from mingbai.outbox import actions
from mingbai.outbox.values import Outlet
from mingbai.registers import actions as registers
from tests.conftest import cast_again as cast

__all__ = ["cast"]

CHANGED = "<p>各村民委员会：</p><p>为保障冬季供水，请各村于每周五检查管道。</p>"


class Office:
    """青禾镇 with its accounts and the group of 柳湾村."""

    def __init__(self, cast, desk, record):
        self.cast, self.desk, self.record = cast, desk, record
        opened = clock.today() - timedelta(days=100)
        account = {"by": cast.drafter, "organisation": cast.town, "opened_on": opened}
        self.wechat = registers.open_account(
            platform="wechat", name="青禾发布", account_id="gh_qinghe", **account
        )
        self.weibo = registers.open_account(platform="weibo", name="青禾微博", account_id="1001", **account)
        self.group = actions.open_group(organisation=cast.village, name="柳湾村民群", by=cast.reporter)

    def text(self, kind, by=None, confirmed=True, note="", **edits):
        by = by or self.cast.drafter
        values = actions.proposed(self.record, kind, note) | edits
        made = actions.make_text(information=self.record, kind=kind, values=values, by=by, note=note)
        return channels.confirm(rendering=made, by=by) if confirmed else made

    def prepared(self, of, by=None, **edits):
        outlet = Outlet(of)
        by = by or self.cast.drafter
        rendering = self.text(outlet.kind, by, **edits)
        variant = "short" if outlet.kind == "group" else ""
        return actions.prepare(
            information=self.record, outlet=outlet, rendering=rendering, by=by, variant=variant
        )

    def queued(self, of, **edits):
        return actions.queue(message=self.prepared(of, **edits), by=self.cast.drafter)

    def out(self, of):
        message = self.queued(of)
        return actions.confirm(message=message, by=self.cast.drafter, url="https://mp.weixin.qq.com/s/abc")

    def correct(self, body=CHANGED):
        content = {"body": body}
        self.record.refresh_from_db()
        base = self.record.latest_revision_id
        disclosures.edit(information=self.record, by=self.cast.drafter, base=base, **content)
        self.record.refresh_from_db()
        disclosures.submit(information=self.record, by=self.cast.drafter, change_note="检查日由周一改为周五")
        self.record.refresh_from_db()
        disclosures.publish(information=self.desk.approve_all(self.record), by=self.cast.approver)
        self.record.refresh_from_db()

    def withdraw(self):
        disclosures.withdraw(information=self.record, by=self.cast.approver, reason="内容有误")
        self.record.refresh_from_db()


@pytest.fixture
def office(cast, desk, notice_again):
    return Office(cast, desk, notice_again)
