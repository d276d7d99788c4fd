"""Word files read per second, beside mammoth on the same files."""

import io
import os
import statistics
import time
from collections.abc import Callable

import mammoth
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from mingbai.bench.samples import chapters
from mingbai.documents.reading import read

PAGES = (2, 5, 10, 20, 30)
CHARACTERS_A_PAGE = 600
ROUNDS = 5


def measure() -> dict:
    files = [_file(pages) for pages in PAGES for _ in range(4)]
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_rate(lambda data: read(data, "a.docx"), files))
        theirs.append(_rate(lambda data: mammoth.convert_to_html(io.BytesIO(data)), files[::4]))
    rate, baseline = statistics.median(ours), statistics.median(theirs)
    return {
        "cores": os.cpu_count(),
        "files": len(files),
        "pages": list(PAGES),
        "read_per_second": round(rate, 1),
        "mammoth_per_second": round(baseline, 2),
        "ratio": round(rate / baseline, 1),
        "goal_ratio": 50,
    }


def _rate(work: Callable[[bytes], object], files: list[bytes]) -> float:
    start = time.perf_counter()
    for data in files:
        work(data)
    return len(files) / (time.perf_counter() - start)


def _file(pages: int) -> bytes:
    """A document as offices write them: headings, paragraphs, and a table every few pages."""
    document = Document()
    title, text = chapters(1)[0]
    document.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
    lines = [line.strip() for _, chapter in chapters(60) for line in chapter.split("\n") if line.strip()]
    written = 0
    for number, line in enumerate(lines * 5):
        paragraph = document.add_paragraph(f"{number}. ")
        for at in range(0, len(line), 40):
            paragraph.add_run(line[at : at + 40]).bold = at == 0
        written += len(line)
        if number % 60 == 30:
            table = document.add_table(rows=8, cols=5)
            for row in table.rows:
                for cell in row.cells:
                    cell.text = line[:8]
        if written > pages * CHARACTERS_A_PAGE:
            break
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
