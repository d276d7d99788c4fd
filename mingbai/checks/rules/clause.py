"""The clause on publicity that a policy document must carry.

制定出台涉及公共利益、公众权益的政策文件，要在文中设定适当的章节或条款，对相关信息公开的责任主体、
公开内容方式与时限、解读回应等作出明确规定。
"""

import re

from mingbai.checks.findings import ASK
from mingbai.checks.rules.marks import Mark

_PUBLISH = "(?:公开|公布|公示|发布)"
PARTS = {
    "公开主体": re.compile(
        rf"由[^，。；\n]{{2,30}}{_PUBLISH}|(?:人民政府|[局委办站所院会]|单位|部门|机关|公司)[^，。；\n]{{0,16}}{_PUBLISH}"
        rf"|{_PUBLISH}[^。；\n]{{0,24}}由[^，。；\n]{{2,20}}负责|责任(?:主体|单位)"
    ),
    "公开内容": re.compile(
        rf"(?:将|对|把)[^，。；\n]{{2,60}}{_PUBLISH}|{_PUBLISH}(?:内容|事项|范围)|主动{_PUBLISH}[^，。；\n]{{2,}}|{_PUBLISH}[^，。；\n]{{0,10}}"
        r"(?:名单|结果|标准|情况|政策|文件|方案|信息|资金|本办法|本方案|本意见|本细则|条件|程序)"
        rf"|本(?:办法|方案|意见|细则|规定|通知|规划|措施)[^。；\n]{{0,40}}{_PUBLISH}"
    ),
    "公开方式": re.compile(
        r"网站|公众号|公开栏|公告栏|公示栏|宣传栏|公报|电子屏|大喇叭|广播|电视|报刊|新闻发布会|政务新媒体|微信|公开平台|公开查阅|便民服务"
    ),
    "公开时限": re.compile(
        r"[0-9０-９一二三四五六七八九十]+个?(?:工作日|日|天|个?月)(?:内|以内|前|之内)|每[年月季半][度年]?|之日起|同步|当日|及时"
        r"|[0-9]+月(?:底|[0-9]+日)前"
    ),
    "解读回应": re.compile(r"解读|政策咨询|答疑|回应"),
}
MODEL = (
    "本文件由（制定单位）自印发之日起20个工作日内，在政府网站信息公开专栏和村（社区）公开栏主动公开；"
    "（承办单位）在公开后3个工作日内发布政策解读，并对群众反映的问题及时回应，咨询电话：（办公电话）。"
)
_TOUCHES = (re.compile("公[开布示]"), re.compile("发布"))
# The rarest first: a paragraph that cannot beat the best one so far is left early.
_SEARCHED = ("解读回应", "公开方式", "公开时限", "公开主体", "公开内容")
_WINDOW = 4


def missing_parts(text: str) -> tuple[tuple[str, ...], int, int]:
    """The parts no clause names, and where the best clause stands (0, 0 when there is none).

    A clause is up to four paragraphs in a row, the first of which speaks of publishing.
    """
    best: tuple[set[str], int, int] = (set(PARTS), 0, 0)
    touch = _next(text, 0)
    absent = {name for name in _SEARCHED[:2] if touch >= 0 and not PARTS[name].search(text)}
    while touch >= 0:
        start, end, stop = _window(text, touch)
        missing = _lacking(text, start, stop, absent, len(best[0]))
        if missing is not None:
            best = (missing, start, end)
        if len(best[0]) == len(absent):
            break
        touch = _next(text, end)
    return tuple(name for name in PARTS if name in best[0]), best[1], best[2]


def _next(text: str, after: int) -> int:
    """Where publishing is spoken of next, or -1."""
    found = [m.start() for touches in _TOUCHES if (m := touches.search(text, after))]
    return min(found, default=-1)


def _window(text: str, at: int) -> tuple[int, int, int]:
    """The paragraph around `at`, and the end of the fourth that is not empty, it included."""
    start = text.rfind("\n", 0, at) + 1
    stop, ends = start, []
    for _ in range(_WINDOW):
        while text.startswith("\n", stop):
            stop += 1
        found = text.find("\n", stop)
        stop = found if found >= 0 else len(text)
        ends.append(stop)
    return start, ends[0], ends[-1]


def _lacking(text: str, start: int, stop: int, absent: set[str], most: int) -> set[str] | None:
    """The parts not named in [start, stop), or None when there are `most` of them or more."""
    missing = set(absent)
    for name in _SEARCHED:
        if len(missing) >= most:
            return None
        if name not in absent and not PARTS[name].search(text, start, stop):
            missing.add(name)
    return missing if len(missing) < most else None


def mark(text: str) -> Mark | None:
    missing, start, end = missing_parts(text)
    if not missing:
        return None
    if len(missing) >= 4:
        message = "政策文件里没有公开与解读条款。请写明由谁公开、公开什么、怎么公开、什么时候公开、谁来解读。"
        return Mark("clause", "publicity", ASK, 0, 0, message, MODEL, "、".join(missing))
    message = f"公开与解读条款不全，还缺：{'、'.join(missing)}。请补写。"
    return Mark("clause", "publicity", ASK, start, end, message, MODEL, "、".join(missing))
