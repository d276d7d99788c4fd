"""Texts for the benchmarks: real chapters of statutes by path, else generated ones of the same length."""

import gzip
import json
import os
import random
from pathlib import Path

from django.conf import settings

WORDS = (
    "公开", "政府", "信息", "群众", "补贴", "发放", "办理", "申请", "审核", "公示", "期限", "工作日", "乡镇",
    "村民", "资金", "项目", "监督", "通知", "规定", "保障", "服务", "供水", "道路", "养老", "医疗", "教育",
)  # fmt: skip


def chapters(limit: int | None = None) -> list[tuple[str, str]]:
    """(title, text) pairs; at most `limit`."""
    folder = Path(os.environ.get("MINGBAI_SHARED", settings.BASE_DIR.parent / "shared"))
    path = folder / "data" / "law_chapters.jsonl.gz"
    if not path.exists():
        return generated(limit or 16_167)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(row["title"], row["text"]) for row in rows[:limit]]


def generated(count: int, characters: int = 1_240) -> list[tuple[str, str]]:
    choice = random.Random(20261121).choice
    texts = []
    for number in range(count):
        text = ""
        while len(text) < characters:
            text += choice(WORDS) + choice(("", "", "，", "。\n\n"))
        texts.append((f"第{number}号{choice(WORDS)}{choice(WORDS)}办法", text))
    return texts
