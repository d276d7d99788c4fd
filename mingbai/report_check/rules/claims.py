"""What the prose says of the year's figures, against the tables."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mingbai.report_check.findings import ERROR, WARNING, Finding
from mingbai.report_check.form import four, three
from mingbai.report_check.form.cells import Number, name_of, number, total
from mingbai.report_check.report import Report
from mingbai.report_check.rules.prose import Sentence, count_of, sentences_of
from mingbai.report_check.wording import cell_words

N = r"(?P<n>\d+|[一二两三四五六七八九十零]{1,3})\s*(?:余)?(?:件|条|宗|份|个|起|例|项)(?!次|以上)"
ASKED = r"(?:政府信息公开|信息公开|依申请公开)(?:的)?(?:政府信息)?(?:公开)?"
# Numbers of a part, of somebody else, or of another year say nothing of the total.
_PARTIAL = re.compile(
    r"其中|网上|网络|网站|平台(?:提交|收到)|线上|邮寄|信函|邮件|传真|当面|现场|窗口|口头|微信|电话|自然人|法人|企业|"
    r"比上年|比去年|同比|环比|增长|增加|减少|下降|上升|去年|上一年度|分别|各(?:县|区|镇|乡|部门|单位|街道)|转办|主动公开"
)
_SCOPE = re.compile(r"(?:全[省市县区州]|各级|市级|县级|区级|镇级|省级|市本级|区本级|县本级|本级)")
_NEGATIVE = r"(?:未|没有|无|暂未|尚未)(?:有)?"


@dataclass(frozen=True, slots=True)
class Claim:
    """`cell` is where the sums of `figures` stand; a sentence is right when it names any of them."""

    cell: str
    pattern: re.Pattern[str]
    figures: Callable[[Report], list[Number]]
    severity: str = ERROR
    words: str = ""
    """What the figure is called where the cell's name is not enough."""


def _three(*keys: str) -> Callable[[Report], Number]:
    return lambda report: total(report.tables.three[key][three.TOTAL] for key in keys)


def _group(prefix: str) -> Callable[[Report], list[Number]]:
    return lambda report: [
        total(row[three.TOTAL] for key, row in report.tables.three.items() if key.startswith(prefix))
    ]


def _received(report: Report) -> list[Number]:
    """New requests; some offices count those carried over too."""
    return [_three(three.NEW)(report), _three(three.NEW, three.CARRIED)(report)]


def _done(report: Report) -> list[Number]:
    """All that was closed; some leave out what was not dealt with any more (（六）)."""
    other = _group("三6")(report)[0]
    return [_three(three.DONE)(report), _three(three.DONE)(report) - other]


def _reviews(report: Report) -> list[Number]:
    return [number(report.tables.four[four.position("行政复议", "总计")])]


def _suits(report: Report) -> list[Number]:
    one = number(report.tables.four[four.position("未经复议直接起诉", "总计")])
    other = number(report.tables.four[four.position("复议后起诉", "总计")])
    return [one + other, one, other]


def _disputes(report: Report) -> list[Number]:
    return [_reviews(report)[0] + _suits(report)[0]]


def _made(report: Report) -> list[Number]:
    return [number(report.tables.two["行政规范性文件"][0])]


def _cell(key: str) -> str:
    return name_of("three", key, "总计")


def _of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(re.sub(r"\?P<n>", f"?P<n{at}>", one) for at, one in enumerate(patterns)))


CLAIMS = (
    Claim(
        _cell(three.NEW),
        _of(
            rf"(?:新?收到|受理|接收|新收|新增|接到)(?:的)?(?:各类|有效|公民[^,。]{{0,16}}提[出交]的?)?{ASKED}(?:事项)?申请(?:书|件|事项)?"
            rf"(?:共|共计|总数|数量)?(?:为|:)?{N}",
            rf"(?:新?收到|受理)(?:政府信息|信息)?依申请公开(?:事项|申请|件|办理事项|政府信息申请)?(?:共|共计)?{N}",
            rf"(?:新?收到|受理)公民、法人(?:和|或者?|及)(?:其他|其它)组织(?:提[出交])?(?:的)?{ASKED}申请(?:共|共计)?{N}",
            rf"(?:共|累计|全年)(?:新?收到|受理)(?:的)?{N}{ASKED}申请",
        ),
        _received,
    ),
    Claim(
        _cell(three.CARRIED),
        _of(rf"(?:上年度?|上一年度?|去年)(?:度)?结转(?:的)?(?:[^,。;\d]{{0,12}})?{N}"),
        lambda report: [_three(three.CARRIED)(report)],
    ),
    Claim(
        _cell(three.LEFT),
        _of(
            rf"结转(?:至|到|下)?(?:下|次|明)一?年度?(?:继续)?(?:办理|答复)?(?:的)?(?:[^,。;\d]{{0,8}})?{N}",
            rf"结转(?:至|到)?20\d\d年度?(?:继续)?(?:办理|答复)?(?:的)?{N}",
        ),
        lambda report: [_three(three.LEFT)(report)],
    ),
    Claim(
        _cell(three.DONE),
        _of(
            rf"(?:办结|办理完毕|办理办结)(?:了)?(?:{ASKED}申请|申请)?(?:共|共计)?{N}",
            rf"(?:共|全年|累计)(?:办理)?答复(?:{ASKED}申请|申请)?{N}",
        ),
        _done,
        WARNING,
    ),
    Claim(_cell("三1_予以公开"), _of(rf"(?<!部分)(?<!不)予以公开(?:的)?(?:共)?{N}"), _group("三1_予以公开")),
    Claim(_cell("三2_部分公开"), _of(rf"(?:予以)?部分公开(?:的)?(?:共)?{N}"), _group("三2_部分公开")),
    Claim("three.三3.总计", _of(rf"不予公开(?:的)?(?:共)?{N}"), _group("三3")),
    Claim("three.三4.总计", _of(rf"无法提供(?:的)?(?:共)?{N}"), _group("三4")),
    Claim("three.三5.总计", _of(rf"不予处理(?:的)?(?:共)?{N}"), _group("三5")),
    Claim("three.三6.总计", _of(rf"其他处理(?:的)?(?:共)?{N}"), _group("三6")),
    Claim(
        name_of("four", "行政复议", "总计"),
        _of(
            rf"(?:政府信息公开|信息公开)[^,。;\d]{{0,14}}行政复议(?:申请|案件|案)?(?:共|共计|为)?{N}",
            rf"(?:申请|提起|引起|引发)(?:的)?行政复议(?:申请|案件|案)?(?:共|共计)?{N}",
        ),
        _reviews,
    ),
    Claim(
        name_of("four", "行政复议", "总计"),
        _of(rf"行政复议(?:案件|案)?[、和及,](?:提起)?(?:行政)?诉讼(?:案件|案)?(?:共|共计|合计|总计)?{N}"),
        _disputes,
        words="表四行政复议和行政诉讼的总计相加",
    ),
    Claim(
        name_of("four", "未经复议直接起诉", "总计"),
        _of(
            rf"(?:政府信息公开|信息公开)(?:(?!复议)[^,。;\d]){{0,14}}行政诉讼(?:案件|案)?(?:共|共计|为)?{N}",
            rf"(?<![、和及])(?:提起|引起|引发)(?:的)?行政诉讼(?:案件|案)?(?:共|共计)?{N}",
            rf"行政复议\s*\d+\s*(?:件|起|宗|例)[,、和](?:行政)?诉讼(?:案件|案)?{N}",
        ),
        _suits,
    ),
    Claim(
        name_of("two", "行政规范性文件", "本年制发件数"),
        _of(rf"(?:制发|制定|印发|出台)(?:的|了)?(?:行政)?规范性文件(?:共|共计)?{N}"),
        _made,
        WARNING,
    ),
)
# In a paragraph on requests the word alone is enough.
RECEIVED_HERE = re.compile(
    rf"(?:共|全年|累计|年度?|镇|局|县|区|办)(?:共)?(?:新?收到|受理)(?:的)?(?:群众|公众)?申请(?:共)?{N}"
)
ABOUT_REQUESTS = re.compile(r"依申请公开|信息公开申请")
NONE_RECEIVED = re.compile(
    rf"{_NEGATIVE}(?:收到|接到|受理)(?:过|任何)?(?:公民[^,。]{{0,16}})?(?:有关)?"
    rf"(?:{ASKED}|依申请公开)[^,。;\d]{{0,10}}(?:申请|事项|件)"
)
LOST = re.compile(r"败诉|纠正|纠错|撤销|违法|变更|应诉不力|责任")


def text_against_table(report: Report) -> Iterator[Finding]:
    """Each figure once, at the first sentence that contradicts its table."""
    told: set[str] = set()
    before = ""
    for sentence in sentences_of(report):
        if _is_about_the_year(sentence, report):
            for finding in _contradictions(sentence, before, report):
                if finding.cell not in told:
                    told.add(finding.cell)
                    yield finding
        before = sentence.text


def _contradictions(sentence: Sentence, before: str, report: Report) -> Iterator[Finding]:
    for claim in CLAIMS:
        if finding := _contradiction(claim, sentence, report):
            yield finding
    if ABOUT_REQUESTS.search(before + sentence.text):
        here = Claim(_cell(three.NEW), RECEIVED_HERE, _received)
        if finding := _contradiction(here, sentence, report):
            yield finding
    yield from _none_received(sentence, report)
    yield from _none_disputed(sentence, report)


def _is_about_the_year(sentence: Sentence, report: Report) -> bool:
    """No other year than the report's, but for the one into which requests are carried over."""
    if sentence.place in ("section.5",):
        return False
    years = {int(one) for one in re.findall(r"(20\d\d)年", sentence.text)}
    allowed = {report.year, report.year + 1} if report.year else set()
    return not report.year or years <= allowed


def _contradiction(claim: Claim, sentence: Sentence, report: Report) -> Finding | None:
    found = claim.pattern.search(sentence.text)
    if found is None or _is_partial(sentence.text, found):
        return None
    said = count_of(next(one for one in found.groupdict().values() if one is not None))
    figures = _figures(claim, report)
    if said is None or figures is None or said in figures:
        return None
    return _finding(claim.cell, figures[0], said, claim.severity, sentence, claim.words)


def _is_partial(text: str, found: re.Match[str]) -> bool:
    """Whether the clause, or what leads to it, speaks of a part or compares."""
    before = text[: found.start()]
    clause = re.split(r"[,。;]", before)[-1]
    after = re.split(r"[,。;]", text[found.end() :])[0]
    lead = "其中" in before or bool(_SCOPE.search(clause))
    following = re.match(
        r"\s*[,、和及](?:[^,。;]{0,10}(?:申请|信函|纸质|网上|邮寄|信件|当面))[^,。;]{0,6}\d",
        text[found.end() :],
    )
    return lead or bool(_PARTIAL.search(clause + found[0].split("行政复议")[0] + after)) or bool(following)


def _figures(claim: Claim, report: Report) -> list[Number] | None:
    """What the tables say; None where they are missing or unsure."""
    table, _, rest = claim.cell.partition(".")
    if any(one.startswith(f"{table}.") for one in report.unsure) or not getattr(report.tables, table):
        return None
    if table == "two" and (report.form != "2021" or "行政规范性文件" not in report.tables.two):
        return None
    if rest.startswith("三6") and report.form == "2019":
        return [_three(three.OTHER_2019)(report)]
    return claim.figures(report)


def _none_received(sentence: Sentence, report: Report) -> Iterator[Finding]:
    found = NONE_RECEIVED.search(sentence.text)
    figures = _figures(CLAIMS[0], report)
    if found and figures and figures[0] and not _is_partial(sentence.text, found):
        yield _finding(CLAIMS[0].cell, figures[0], 0, ERROR, sentence)


def _none_disputed(sentence: Sentence, report: Report) -> Iterator[Finding]:
    """没有发生行政复议、行政诉讼, where table four counts some."""
    if not re.search(r"信息公开|依申请", sentence.text) or LOST.search(sentence.text):
        return
    review, suit = name_of("four", "行政复议", "总计"), name_of("four", "未经复议直接起诉", "总计")
    for clause in re.split(r"[,。;]", sentence.text):
        found = re.search(rf"{_NEGATIVE}[^\d]*", clause)
        if found is None or _SCOPE.search(clause):
            continue
        for word, cell, figures in (("行政复议", review, _reviews), ("诉讼", suit, _suits)):
            known = _figures(Claim(cell, NONE_RECEIVED, figures), report)
            if word in found[0] and known and known[0]:
                yield _finding(cell, known[0], 0, ERROR, sentence)


def _finding(
    cell: str, expected: Number, said: int, severity: str, sentence: Sentence, words: str = ""
) -> Finding:
    words = words or cell_words(cell)
    text = (
        f"文字里写的是 {said}，{words}是 {expected}，两处不一致。请核对后改成同一个数。"
        f"原句：{sentence.excerpt}"
    )
    return Finding("text_against_table", cell, expected, said, severity, text)
