from dataclasses import asdict
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from mingbai.commands.verb import REFUSED, Outcome, Verb
from mingbai.demo import listing
from mingbai.demo.actions import Loaded, Occupied, load
from mingbai.demo.requests.moving import KEY
from mingbai.demo.requests.people import PEOPLE
from mingbai.demo.requests.playing import STORIES
from mingbai.demo.settling import PASSWORD
from mingbai.foi.rules.codes import telephone_tail
from mingbai.foi.rules.submissions import code_of
from mingbai.lib import clock

WHERE = "打开 {url} 看公众网站，{url}/desk/ 是工作台。"
WHO = (
    "以 zhouhemiao（青禾镇拟稿人）、chenlixia（审核人）、gushouren（签发人）登录，看一件信息怎样公开；"
    "以 shenzhiyuan（沈芷园，县公开办）登录，看全县一年的台账；"
    "以 wenyoujia（青禾镇依申请公开经办人）、dimingyuan（县自然资源局经办人）登录，"
    "看依申请公开和年度报告。密码都是 {password}。"
)
ASKED = "在 {url}{path} 用查询码 {code} 和电话后四位 {tail}，看申请人怎样查进度。"
HOUSEHOLD = "在 {url}{path} 用查询码 {code} 和身份证号末四位 {tail}，看一户人家怎样查自己的补贴。"
TRIED = "clarifying"
"""The request whose query code is told: its applicant has to say more clearly what is wanted."""


class Command(Verb):
    help = "装入演示县“明白县”：机构、人员和几十份处于各种状态的文件。可以重复运行"

    def run(self, **options: Any) -> Outcome:
        call_command("setup", verbosity=0, stdout=StringIO())
        try:
            loaded = load(clock.today())
        except Occupied:
            text = "库里已有别的机构，演示县只能装入空库。请换一个 DATABASE_URL 再运行。"
            return Outcome({"refused": text}, text, REFUSED)
        return Outcome(asdict(loaded) | {"password": PASSWORD}, f"{_told(loaded)}\n{_guide()}")


def _told(loaded: Loaded) -> str:
    if not loaded.documents:
        return "演示县已经装入，没有改动。"
    return (
        f"已装入明白县：机构 {loaded.organisations} 个，人员 {loaded.people} 名，文件 {loaded.documents} 份，"
        f"依申请公开申请 {loaded.requests} 件。"
    )


def _guide() -> str:
    url = settings.MINGBAI_BASE_URL
    who = PEOPLE[next(one for one in STORIES if one.key == TRIED).people[0]]
    code, path = code_of(KEY.format(TRIED)), reverse("apply_status")
    asked = ASKED.format(url=url, path=path, code=code, tail=telephone_tail(who.telephone))
    code, tail = listing.query()
    household = HOUSEHOLD.format(url=url, path=reverse("household_query"), code=code, tail=tail)
    return f"{WHERE.format(url=url)}{WHO.format(password=PASSWORD)}{asked}{household}"
