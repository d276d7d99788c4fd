"""Tables for Excel: the ledger of findings, a sample with its population, the matrix of a round."""

from collections.abc import Iterable

from mingbai.evaluation.models import Finding, Inspection
from mingbai.evaluation.queries.rounds import SheetResult
from mingbai.lib.tables import Sheet, to_workbook

LEDGER = ("一级指标", "二级指标", "评价标准", "问题明细", "整改结果")
ABOUT = ("责任单位", "程度", "来源", "发现日期", "整改期限", "状态", "通知文号")


def findings_workbook(findings: Iterable[Finding]) -> bytes:
    """The five columns that counties use for the rectification ledger, then what else is known."""
    return to_workbook([Sheet("整改台账", (*LEDGER, *ABOUT), map(_finding, findings))])


def _finding(finding: Finding) -> tuple[str, ...]:
    indicator = finding.indicator
    top = indicator.parent.name if indicator and indicator.parent else finding.get_source_display()
    steps = "\n".join(
        f"{step.at:%Y-%m-%d} {step.get_verb_display()}：{step.text}" for step in finding.steps.all()
    )
    return (
        top,
        indicator.name if indicator else finding.topic,
        finding.standard,
        finding.what,
        steps or finding.get_state_display(),
        finding.organisation.name,
        finding.get_severity_display(),
        finding.get_source_display(),
        finding.found_on.isoformat(),
        finding.due_on.isoformat() if finding.due_on else "",
        finding.get_state_display(),
        finding.notice.number if finding.notice else "",
    )


def inspection_workbook(inspection: Inspection) -> bytes:
    """How it was drawn, what was drawn, and all from which it was drawn."""
    items = inspection.items.select_related("information", "organisation", "checked_by")
    sample = [
        (
            one.number,
            one.organisation.name,
            one.stratum,
            one.information.index_number,
            one.information.title,
            str(one.checked_by or "未检查"),
            one.findings.count(),
            one.digest,
        )
        for one in items
    ]
    facts = [
        ("名称", inspection.title),
        ("种子", inspection.seed),
        ("排序方法", "按 SHA-256（种子|信息编号）从小到大，每组取前若干条"),
        ("总体条数", inspection.population_size),
        ("总体摘要", inspection.population_digest),
    ]
    return to_workbook(
        [
            Sheet("抽取办法", ("项目", "内容"), facts),
            Sheet(
                "样本",
                ("序号", "单位", "组", "索引号", "标题", "检查人", "问题数", "抽取时摘要"),
                sample,
            ),
            Sheet("总体", ("信息编号", "组", "摘要"), inspection.population.members),
        ]
    )


def round_workbook(results: list[SheetResult]) -> bytes:
    """The matrix, and every line with its number and deductions."""
    names = list(dict.fromkeys(line.name for one in results for line in one.lines))
    matrix = []
    for one in results:
        by_name = {line.name: line.shown for line in one.lines}
        cells = [by_name.get(name, "") for name in names]
        matrix.append((one.kind_label, one.place or "", one.name, one.points or "无数据", *cells, one.how))
    lines = [
        (
            one.name,
            line.name,
            line.weight,
            line.measured if line.measure else "",
            line.shown,
            "；".join(f"{text}，扣{points}分" for text, points in line.deductions),
            line.note,
            line.excluded,
        )
        for one in results
        for line in one.lines
    ]
    return to_workbook(
        [
            Sheet("汇总", ("类别", "名次", "单位", "总分", *names, "折算说明"), matrix),
            Sheet(
                "明细",
                ("单位", "指标", "分值", "取数", "得分", "扣分", "评分说明", "不参与的理由"),
                lines,
            ),
        ]
    )
