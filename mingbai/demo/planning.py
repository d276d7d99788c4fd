"""The county's plan of the year, taken in, checked, confirmed and worked on; and one that still waits."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from mingbai.demo.book import Book
from mingbai.demo.settling import morning
from mingbai.demo.stories import DemoAttachment
from mingbai.demo.word import write_attachment
from mingbai.duties import actions as duties
from mingbai.duties.models import Duty, Instance
from mingbai.lib import clock
from mingbai.plans import actions as plans
from mingbai.plans.models import Plan, PlanTask
from mingbai.plans.states import TaskState

LINES = (
    "为把全年政务公开工作分解到单位、落实到时间，制定本方案。",
    "一、公开群众最关心的事",
    "（一）每季度公布一次惠农补贴发放情况，写明补贴名称、户数和金额。（县财政局牵头，各乡镇人民政府配合）",
    "（二）每季度公布一次饮用水水质监测结果。（县卫生健康局牵头，县自来水公司配合）",
    "（三）8月底前公布调整后的低保标准和办事指南。（县民政局牵头）",
    "（四）4月底前公布地质灾害防范名册和值守电话。（县自然资源局牵头，各乡镇人民政府配合）",
    "（五）10月底前公布公租房房源和配租结果。（县住房保障中心牵头，县财政局配合）",
    "二、把政策讲明白",
    "（一）各乡镇人民政府主要负责人每年解读重要政策不少于2次。（各乡镇人民政府牵头）",
    "（二）每年开展网上民意征集不少于1次，并公布采纳情况。（县财政局、县民政局牵头）",
    "（三）11月底前编印群众常问问题手册，印发不少于500册。（县政府办牵头，县政府各部门配合）",
    "三、把基层公开做实",
    "（一）全年举办政府开放日不少于2次。（县民政局、县卫生健康局牵头）",
    "（二）每年至少举办1次政务公开培训。（各乡镇人民政府牵头）",
    "（三）6月底前完成村务公开栏检修，公开栏要防雨、防晒、看得清。（青禾镇人民政府、柳渡镇人民政府牵头）",
    "（四）每季度由村务监督委员会核对一次公开内容，签字后张贴。（各村民委员会牵头）",
    "四、把责任落实到人",
    "（一）每季度督促检查一次，并通报结果。（县政府牵头）",
    "（二）主要负责人每年至少听取1次政务公开工作汇报。（各乡镇人民政府牵头）",
    "（三）公开前必须审查，不得公开未经审查的信息。（县政府各部门牵头）",
    "（四）12月底前完成全年公开材料归档。（县政府办牵头）",
)

WAITING = (
    "为做好全镇明年的政务公开工作，现作如下安排，请各村、各站所提出意见。",
    "一、主要任务",
    "（一）每月5日前张贴上月村级收支。（各村民委员会牵头）",
    "（二）3月底前公布惠农补贴项目清单和申领办法。（青禾镇农业综合服务中心牵头，各村民委员会配合）",
    "（三）每半年举办1次办事大厅开放日。（青禾镇便民服务中心牵头）",
    "（四）6月底前更新办事指南，每个事项配一张明白纸。（青禾镇便民服务中心、镇社会事务办牵头）",
    "（五）每季度检查一次公开栏。（镇党政办牵头）",
)

OWNERS = {
    "一、（一）": "yuanshumin",
    "一、（三）": "liuxiaohe",
    "一、（四）": "qinfangtian",
    "二、（三）": "xuqingtong",
    "四、（四）": "xuqingtong",
}
"""Number of the task → who answers for it."""


@dataclass(frozen=True)
class Proven:
    """What `place` showed for a task; `key` is the period it was for, as a part of the key ("" where it is
    owed once); `month` and `day` are those of the ledger's year on which it was done."""

    path: str
    place: str
    key: str
    month: int
    day: int
    what: str


PROVEN = (
    Proven("一、（一）", "finance", "Q1", 3, 27, "公布第一季度惠农补贴发放情况"),
    Proven("一、（一）", "finance", "Q2", 6, 25, "公布第二季度惠农补贴发放情况"),
    Proven("一、（一）", "finance", "Q3", 10, 12, "公布第三季度惠农补贴发放情况"),
    Proven("一、（二）", "health", "Q1", 3, 30, "公布第一季度饮用水水质监测结果"),
    Proven("一、（二）", "health", "Q2", 6, 29, "公布第二季度饮用水水质监测结果"),
    Proven("一、（三）", "civil", "", 8, 6, "公布新的低保标准和办事指南"),
    Proven("一、（四）", "land", "", 5, 18, "名册补充两处隐患点以后公布"),
    Proven("三、（三）", "qinghe", "", 6, 18, "全镇公开栏检修完毕，更换雨棚2处"),
    Proven("三、（三）", "liudu", "", 7, 9, "全镇公开栏检修完毕，重做1处"),
)
"""Some in time, some late; what is missing here stays missing or open."""


def play(book: Book) -> None:
    """Taken in and checked by 许青桐 in the first weeks of the year, confirmed by 沈芷园, worked on since."""
    taken_on = book.on(2, 24)
    title = f"明白县{taken_on.year}年政务公开重点任务分解方案"
    with clock.at(morning(taken_on)):
        plan = _take_in(book, "office", title, LINES)
        _correct(book, plan)
    with clock.at(morning(taken_on + timedelta(days=2))):
        plans.confirm(plan=plan, by=book.office)
        for path, username in OWNERS.items():
            plans.set_owner(task=_task(plan, path), by=book.office, owner=book.person(username))
        duties.choose_evidence(task=_task(plan, "三、（四）"), by=book.office, evidence_kind="village:posted")
    for one in sorted(PROVEN, key=lambda one: (one.month, one.day)):
        if book.on(one.month, one.day) <= book.today:
            _prove(book, plan, one)
    wait_on = book.today - timedelta(days=3)
    with clock.at(morning(wait_on)):
        later = f"青禾镇{wait_on.year + 1}年政务公开工作安排（征求意见稿）"
        _take_in(book, "qinghe", later, WAITING)


def _take_in(book: Book, place: str, title: str, lines: tuple[str, ...]) -> Plan:
    file, name = BytesIO(), f"{title}.docx"
    write_attachment(DemoAttachment("plan", place, name, title, lines)).save(file)
    return plans.take_in(
        organisation=book.places[place],
        by=book.one_of(place, "drafter"),
        data=file.getvalue(),
        filename=name,
    )


def _correct(book: Book, plan: Plan) -> None:
    """What a person does with the proposals: a unit outside the county's own, a unit too many, no task."""
    by = book.person("xuqingtong")
    plans.assign_unit(plan=plan, by=by, printed="县住房保障中心", organisations=[book.places["office"]])
    plans.correct(task=_task(plan, "二、（三）"), by=by, support_text=[])
    plans.correct(
        task=_task(plan, "一、（四）"),
        by=by,
        support_text=["青禾镇人民政府", "柳渡镇人民政府", "云岫乡人民政府"],
    )
    plans.drop(task=_task(plan, "四、（三）"), by=by, reason="是一贯的工作要求，不是一件可以办结的事")
    for task in plan.tasks.filter(checked_at=None, state=TaskState.PROPOSED):
        plans.check(task=task, by=by)


def _task(plan: Plan, path: str) -> PlanTask:
    return plan.tasks.get(path=path)


def _prove(book: Book, plan: Plan, one: Proven) -> None:
    day, place = book.on(one.month, one.day), book.places[one.place]
    with clock.at(morning(day)):
        duties.refresh_duties(Duty.objects.filter(task__plan=plan, organisation=place))
        rows = Instance.objects.filter(duty__task=_task(plan, one.path), organisation=place)
        duties.prove(
            instance=rows.get(key__contains=one.key),
            by=book.one_of(one.place, "drafter"),
            what=one.what,
            done_on=day,
        )
