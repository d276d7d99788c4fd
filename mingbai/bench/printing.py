"""Sheets for boards: seconds and memory a sheet beside WeasyPrint and typst alone; 320 villages' month."""

import gc
import io
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from html import escape
from importlib.util import find_spec
from pathlib import Path

import typst
from django.core.management import call_command

from mingbai.accounts.models import User
from mingbai.bench.rows import public_record
from mingbai.bench.samples import chapters
from mingbai.channels.models import Place, Posting
from mingbai.disclosures.models import Information
from mingbai.documents.official.blocks import blocks_of
from mingbai.lib import clock
from mingbai.organisations.models import Kind, Organisation
from mingbai.printing import actions
from mingbai.printing.exports.pictures import page_count
from mingbai.printing.exports.sheets import draw
from mingbai.printing.states import WITH_FILE
from mingbai.printing.values import Sheet

ROUNDS = 5
SHEETS = int(os.environ.get("MINGBAI_BENCH_SHEETS", "60"))
VILLAGES = int(os.environ.get("MINGBAI_BENCH_VILLAGES", "320"))
OWN, COMMON = 6, 6
"""Notices of each village's own in the month, and of the township and county that hang everywhere."""
GOAL = 0.15
ON = date(2026, 5, 1)


def measure() -> dict:
    bodies = [_body(number) for number in range(SHEETS)]
    ours = [_ours(body, number) for number, body in enumerate(bodies)]
    draw([ours[0]], on=ON)  # typefaces are looked for once
    loaded = _memory()
    mine, pages = _per_page(lambda: [page_count(draw([one], on=ON)) for one in ours])
    grown = _memory() - loaded
    alone, _ = _per_page(lambda: [page_count(_typst_alone(body)) for body in bodies])
    found: dict[str, object] = {
        "sheets": pages,
        "cpu_seconds_a_sheet": round(mine, 4),
        "goal_cpu_seconds_a_sheet": GOAL,
        "memory_mb_with_typefaces": loaded,
        "memory_mb_grown_over_all": grown,
        "typst_alone_cpu_seconds_a_sheet": round(alone, 4),
        "weasyprint": _weasyprint(bodies),
    }
    return found | {"month": _month()}


def _per_page(work: Callable[[], list[int]]) -> tuple[float, int]:
    """CPU seconds a page, the median of the rounds, and how many pages there are."""
    spent, pages = [], 0
    for _ in range(ROUNDS):
        gc.collect()
        begun = time.process_time()
        pages = sum(work())
        spent.append((time.process_time() - begun) / pages)
    return statistics.median(spent), pages


def _memory() -> int:
    """The most that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _body(number: int) -> str:
    """A page of text; every third with a table of forty households."""
    if not _texts:
        _texts.extend(text for _, text in chapters(60))
    text = _texts[number % len(_texts)][:600]
    body = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    return body if number % 3 else body + _households(number)


_texts: list[str] = []


def _households(seed: int) -> str:
    drawn = random.Random(seed)
    cells = ((at, f"王某{at}", f"第{at % 8 + 1}组", f"{drawn.randint(100, 9999)}.00") for at in range(1, 41))
    rows = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in cells)
    head = "<tr><th>序号</th><th>户主</th><th>组别</th><th>金额（元）</th></tr>"
    return f"<table>{head}{rows}</table>"


def _ours(body: str, number: int) -> Sheet:
    return Sheet(
        heading="测速村村民委员会公示",
        title=f"关于第{number}批补贴发放情况的公示",
        blocks=blocks_of(body),
        facts=(("索引号", f"BENCH/{number}"),),
        from_on=ON,
        until=ON + timedelta(days=7),
        signed=["测速村村民委员会"],
        signed_on=ON,
        address=f"https://www.example.gov.cn/q/{number}/",
        scan="手机扫码，看最新内容",
        contact="咨询电话：0999-5550101",
    )


def _typst_alone(body: str) -> bytes:
    """The same words without heading, code and measured tables: what the engine itself takes."""
    lines = ['#set page(paper: "a4")', '#set text(font: "Noto Serif CJK SC", size: 16pt, lang: "zh")']
    for block in blocks_of(body):
        if hasattr(block, "text"):
            lines.append(f"#par({_quoted(block.text)})")
        else:
            cells = ",".join(_quoted(str(cell)) for row in block.rows for cell in row)
            lines.append(f"#table(columns: 4, {cells})")
    made = typst.compile("\n".join(lines).encode(), font_paths=_fonts(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def _fonts() -> typst.Fonts:
    if not _kept:
        _kept.append(typst.Fonts(include_system_fonts=True, include_embedded_fonts=False))
    return _kept[0]


_kept: list[typst.Fonts] = []


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _weasyprint(bodies: list[str]) -> object:
    """In a process of its own, so that its memory is its own; fewer sheets, since it takes long."""
    if find_spec("weasyprint") is None:
        return "skipped: not installed"
    with tempfile.TemporaryDirectory() as folder:
        for number, body in enumerate(bodies[:12]):
            (Path(folder) / f"{number}.html").write_text(_page(body), encoding="utf-8")
        done = subprocess.run([sys.executable, "-c", WEASY, folder], capture_output=True, text=True)
    if done.returncode:
        return f"skipped: {done.stderr.strip().splitlines()[-1][:200]}"
    seconds, memory, pages = done.stdout.split()
    return {"cpu_seconds_a_sheet": round(float(seconds), 3), "memory_mb": int(memory), "sheets": int(pages)}


def _page(body: str) -> str:
    style = "@page{size:A4}body{font:16pt/1.6 'Noto Serif CJK SC'}td,th{border:1px solid}table{width:100%}"
    return f"<!doctype html><meta charset=utf-8><style>{style}</style><h1>公示</h1>{body}"


WEASY = """
import io, resource, statistics, sys, time
from pathlib import Path
import pypdfium2
from weasyprint import HTML
files = sorted(Path(sys.argv[1]).iterdir())
HTML(files[0]).write_pdf()
spent, pages = [], 0
for _ in range(3):
    begun = time.process_time()
    pages = sum(len(pypdfium2.PdfDocument(HTML(one).write_pdf())) for one in files)
    spent.append((time.process_time() - begun) / pages)
print(statistics.median(spent), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, pages)
"""


def _month() -> dict[str, object]:
    """A county's boards for one month: half of it, a stop, and the rest."""
    call_command("setup", stdout=io.StringIO())
    county = _county()
    before, cpu, begun = _memory(), time.process_time(), time.perf_counter()
    round_ = actions.begin(organisation=county, month="2026-05", by=None)
    first = actions.work(round_=round_, seconds=20)
    rest = actions.work(round_=round_)
    jobs = list(round_.jobs.all())
    sheets = sum(one.sheets for one in jobs)
    spent = time.process_time() - cpu
    return {
        "villages": len(jobs),
        "done": sum(one.state in WITH_FILE for one in jobs),
        "drawn_in_the_first_turn": first.done,
        "drawn_after_it": rest.done,
        "sheets": sheets,
        "seconds": round(time.perf_counter() - begun, 1),
        "cpu_seconds": round(spent, 1),
        "cpu_seconds_a_sheet": round(spent / sheets, 4),
        "memory_mb_grown": _memory() - before,
        "mb_of_files": round(sum(one.file.size for one in jobs) / 1e6, 1),
    }


def _county() -> Organisation:
    county = Organisation.add_root(code="PRINT", kind=Kind.COUNTY, name="测速县人民政府", slug="print")
    towns = [
        county.add_child(code=f"PRINT{at}", kind=Kind.TOWNSHIP, name=f"测速{at}镇人民政府", slug=f"print{at}")
        for at in range(1 + VILLAGES // 20)
    ]
    user = User.objects.create(username="bench-printer", full_name="打印")
    common = _records(county, COMMON, 0)
    for number in range(VILLAGES):
        village = towns[number % len(towns)].add_child(
            code=f"PRINTV{number}", kind=Kind.VILLAGE, name=f"测速{number}村", slug=f"printv{number}"
        )
        _hang(village, [*common, *_records(village, OWN, number)], user, number)
    return county


def _records(organisation: Organisation, number: int, seed: int) -> list[Information]:
    now = clock.now()
    return Information.objects.bulk_create(
        public_record(
            now,
            index_number=f"{organisation.code}/{at}",
            title=f"{organisation.name}第{at}号公示",
            body=_body(seed * OWN + at),
            organisation=organisation,
            issuer_name=organisation.name,
            public_digest=f"{organisation.pk:032d}{at:032d}",
        )
        for at in range(number)
    )


def _hang(village: Organisation, records: list[Information], user: User, number: int) -> None:
    board = Place.objects.create(
        code=f"B{number}", kind="board", organisation=village, name="村口公示栏", sheets=12, opened_on=ON
    )
    Posting.objects.bulk_create(
        Posting(
            information=one,
            version_number=1,
            version_digest=one.public_digest,
            title=one.title,
            channel="board",
            place=board,
            organisation=village,
            planned_on=ON + timedelta(days=3),
            until=ON + timedelta(days=13),
            planned_by=user,
            planned_at=clock.now(),
        )
        for one in records
    )
