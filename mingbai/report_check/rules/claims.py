"""What the prose says of the year's figures, against the tables."""

import re
from collections.abc import Iterator

from mingbai.report_check.findings import ERROR, Finding
from mingbai.report_check.form import three
from mingbai.report_check.form.cells import Number, name_of
from mingbai.report_check.report import Report
from mingbai.report_check.rules.figures import (
    ABOUT_REQUESTS,
    CLAIMS,
    LOST,
    NEGATIVE,
    NONE_RECEIVED,
    RECEIVED_HERE,
    Claim,
    in_three,
    received,
    reviews,
    suits,
    total_cell,
)
from mingbai.report_check.rules.prose import Sentence, count_of, sentences_of
from mingbai.report_check.wording import cell_words

# Numbers of a part, of somebody else, or of another year say nothing of the total.
_PARTIAL = re.compile(
    r"其中|网上|网络|网站|平台(?:提交|收到)|线上|邮寄|信函|邮件|传真|当面|现场|窗口|口头|微信|电话|自然人|法人|企业|"
    r"比上年|比去年|同比|环比|增长|增加|减少|下降|上升|去年|上一年度|分别|各(?:县|区|镇|乡|部门|单位|街道)|转办|主动公开"
)
_ANYBODY = re.compile(r"公民、法人(?:和|或者?|及)?(?:其他|其它)?组织")
_SCOPE = re.compile(r"(?:全[省市县区州]|各级|市级|县级|区级|镇级|省级|市本级|区本级|县本级|本级)")
# A second number of another kind follows: the two add up.
_FURTHER = re.compile(r"\s*[,、和及][^,。;]{0,10}(?:申请|信函|纸质|网上|邮寄|信件|当面)[^,。;]{0,6}\d")


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
        here = Claim(total_cell(three.NEW), RECEIVED_HERE, received)
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
    before, behind = text[: found.start()], text[found.end() :]
    clause, after = re.split(r"[,。;]", before)[-1], re.split(r"[,。;]", behind)[0]
    said = _ANYBODY.sub("", clause + found[0] + after)
    return bool("其中" in before or _SCOPE.search(clause) or _PARTIAL.search(said) or _FURTHER.match(behind))


def _figures(claim: Claim, report: Report) -> list[Number] | None:
    """What the tables say; None where they are missing or unsure."""
    table, _, rest = claim.cell.partition(".")
    if any(one.startswith(f"{table}.") for one in report.unsure) or not getattr(report.tables, table):
        return None
    if table == "two" and (report.form != "2021" or "行政规范性文件" not in report.tables.two):
        return None
    if rest.startswith("三6") and report.form == "2019":
        return [in_three(three.OTHER_2019)(report)]
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
        found = re.search(rf"{NEGATIVE}[^\d]*", clause)
        if found is None or _SCOPE.search(clause):
            continue
        for word, cell, figures in (("行政复议", review, reviews), ("诉讼", suit, suits)):
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
