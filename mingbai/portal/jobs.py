"""What the portal looks at in every sweep."""

from mingbai.lib import clock
from mingbai.notifications.actions import Draft, notify_many
from mingbai.organisations.models import Role
from mingbai.organisations.queries import valid_memberships
from mingbai.portal.models import EditorialPage

NAMED = 3


def remind_of_pages() -> str:
    """Remind the county office, once a day, of editorial pages whose day to be looked over has come.

    条例第十二条：指南和目录应当及时更新；不更新的，第五十三条追究责任。
    """
    day = clock.today()
    due = EditorialPage.objects.live().filter(review_on__lte=day).order_by("review_on", "pk")
    titles = list(due.values_list("title", flat=True))
    if not titles:
        return ""
    named = "、".join(f"“{title}”" for title in titles[:NAMED])
    more = "等" if len(titles) > NAMED else ""
    text = f"有 {len(titles)} 个栏目页面到了核对日期：{named}{more}。请核对内容，改好后填写下次核对日期。"
    held = valid_memberships(day).filter(role=Role.COUNTY_OFFICE, user__is_active=True).select_related("user")
    new = notify_many(Draft(one.user, text, f"editorial:{day}", "/cms/pages/") for one in held)
    return f"提醒 {new} 人核对栏目页面" if new else ""
