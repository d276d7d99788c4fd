"""The sentences the machine begins sections one, five and six with. What only people know it asks for."""

from collections.abc import Mapping
from typing import Any

ASK = "【请补充："
"""Begins a place that a person must fill in; a report that still holds one is not signed."""


def asked(text: str) -> list[str]:
    """What a text still asks for, such as 改进措施."""
    return [part.split("】")[0] for part in text.split(ASK)[1:]]


def _ask(what: str) -> str:
    return f"{ASK}{what}】"


def overall(year: int, n: Mapping[str, Any], is_government: bool) -> str:
    """Section one. `n` has the numbers by key, see `queries.sections`.

    总体情况：主动公开、依申请公开、政府信息管理、平台建设、监督保障；
    各级政府还要写考核、社会评议和责任追究结果（第五十条第四项）。
    """
    found = [
        f"（一）主动公开。{year}年通过政府信息公开平台主动公开政府信息{n['records']}条，"
        f"其中政策解读{n['interpretations']}条。{_documents(n)}",
        f"（二）依申请公开。{year}年新收政府信息公开申请{n['new']}件，上年结转{n['carried']}件。"
        f"{_done(n)}结转下年度继续办理{n['left']}件。{_disputes(n)}",
        f"（三）政府信息管理。{_in_force(n)}",
        f"（四）平台建设。年底在用的政务新媒体账号{n['accounts']}个，本年新开设{n['accounts_opened']}个，"
        f"关停{n['accounts_closed']}个。",
        f"（五）监督保障。开展政务公开培训{n['training']}次，主要领导听取政务公开工作汇报{n['heard']}次，"
        f"督促检查{n['visits']}次。督查评估发现问题{n['findings']}个，已了结{n['findings_settled']}个。",
    ]
    if is_government:
        found.append(
            f"（六）考核、社会评议和责任追究。已有结果的政务公开考核{n['rounds']}次。"
            f"{_ask('社会评议和责任追究的结果')}"
        )
    return "\n".join(found)


def _documents(n: Mapping[str, Any]) -> str:
    return "" if n["made"] is None else f"制发行政规范性文件{n['made']}件。"


def _in_force(n: Mapping[str, Any]) -> str:
    if n["in_force"] is None:
        return f"{_ask('政府信息管理情况')}"
    return f"年底现行有效行政规范性文件{n['in_force']}件，本年废止、宣布失效{n['ended']}件。"


def _done(n: Mapping[str, Any]) -> str:
    if not n["done"]:
        return "本年度没有办结的申请。"
    parts = (
        ("予以公开", n["granted"]),
        ("部分公开", n["partly"]),
        ("不予公开", n["refused"]),
        ("无法提供", n["not_held"]),
        ("不予处理", n["not_processed"]),
        ("其他处理", n["other"]),
    )
    some = "、".join(f"{label}{number}件" for label, number in parts if number)
    return f"本年度办结{n['done']}件，其中{some}。"


def _disputes(n: Mapping[str, Any]) -> str:
    if not n["reviews"] and not n["suits"]:
        return "没有因政府信息公开引起的行政复议、行政诉讼。"
    return f"因政府信息公开引起的行政复议{n['reviews']}件、行政诉讼{n['suits']}件。"


def problems(n: Mapping[str, Any]) -> str:
    """Section five: what the ledger shows, and the place for what only people know."""
    found = []
    if n["missing"]:
        found.append(f"台账里没有完成的公开事项{n['missing']}项次")
    if n["late"]:
        found.append(f"逾期完成的公开事项{n['late']}项次")
    if n["late_answers"]:
        found.append(f"超过期限答复的申请{n['late_answers']}件")
    if open_findings := n["findings"] - n["findings_settled"]:
        found.append(f"督查评估发现、还没有了结的问题{open_findings}个")
    listed = f"{'，'.join(found)}。" if found else ""
    better = _ask("改进措施和上年度问题的整改情况")
    return f"存在的主要问题：{listed}{_ask('存在的主要问题')}\n改进情况：{better}"


def others(n: Mapping[str, Any]) -> str:
    """Section six. 信息处理费收取情况写在这里。"""
    if n["fees"]:
        charged = f"本年度收取政府信息公开信息处理费{n['fees']}元，涉及申请{n['fee_notices']}件。"
    else:
        charged = "本年度没有收取政府信息公开信息处理费。"
    return f"{charged}\n没有其他需要报告的事项。"
