"""The stored papers of a request in the order of the file, each opened only when its turn comes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from mingbai.foi.models import FoiRequest, Letter, Part, SealedFile
from mingbai.foi.queries import content_of
from mingbai.foi.states import LetterState
from mingbai.letters.kinds import Kind as LetterKind
from mingbai.remedies.models import Case, CaseFile
from mingbai.remedies.queries.cases import of_request
from mingbai.remedies.rules.days import day_of

ANSWERS = (LetterKind.ANSWER, LetterKind.CORRECTION_ANSWER)
APPLICATION, IDENTITY, LETTERS, OPINIONS, SEPARATION, ANSWER, OTHERS = (
    "01_申请材料", "02_身份证明", "03_程序文书", "04_征求意见", "05_区分处理", "06_答复和送达", "07_其他材料",
)  # fmt: skip
REMEDIES = "08_复议诉讼"


@dataclass(frozen=True)
class Paper:
    """One stored file. `read` gives its bytes; `gone` says in Chinese why there are none."""

    section: str
    title: str
    on: date | None
    name: str
    size: int
    digest: str
    read: Callable[[], bytes]
    gone: str = ""


def papers(request: FoiRequest, with_identity: bool) -> list[Paper]:
    """All papers of a request and of the cases about it; every file of the request exactly once."""
    files = {one.pk: one for one in request.files.all()}
    if not with_identity:
        files = {pk: one for pk, one in files.items() if one.kind != SealedFile.Kind.IDENTITY}
    placed: list[Paper] = []
    for title, section, file, on in _placed(request):
        known = files.pop(file.pk, None)
        if known is not None:
            placed.append(_paper(known, section, title, on))
    placed += [_paper(one, _section(one), one.get_kind_display(), None) for one in files.values()]
    # The sort is stable: within a section papers stay in the order in which they came.
    found = sorted(placed, key=lambda one: one.section)
    return found + [one for case in of_request(request) for one in _of_case(case)]


def _placed(request: FoiRequest) -> Iterator[tuple[str, str, SealedFile, date | None]]:
    """The files whose place is known from what they belong to: letters with their proofs, then parts."""
    letters = request.letters.exclude(state__in=(LetterState.DRAFT,)).select_related("word", "pdf", "proof")
    for letter in letters.order_by("signed_at", "pk"):
        section = ANSWER if letter.kind in ANSWERS else LETTERS
        yield from _of_letter(letter, section)
    for part in request.parts.select_related("source", "released"):
        yield from _of_part(part)


def _of_letter(letter: Letter, section: str) -> Iterator[tuple[str, str, SealedFile, date | None]]:
    title = f"{letter.get_kind_display()}{letter.number}"
    if letter.state == LetterState.DROPPED:
        title = f"{title}（没有使用）"
    on = letter.sent_on or (day_of(letter.signed_at) if letter.signed_at else None)
    for file, what in ((letter.pdf, ""), (letter.word, ""), (letter.proof, " 送达凭证")):
        if file is not None:
            yield f"{title}{what}", section, file, letter.proof_on if what else on


def _of_part(part: Part) -> Iterator[tuple[str, str, SealedFile, date | None]]:
    for file, what in ((part.source, "原件"), (part.released, "提供给申请人的文件")):
        if file is not None:
            yield f"{part.label} {what}", SEPARATION, file, None


def _section(file: SealedFile) -> str:
    return {
        SealedFile.Kind.IDENTITY: IDENTITY,
        SealedFile.Kind.APPLICATION: APPLICATION,
        SealedFile.Kind.CLARIFIED: APPLICATION,
        SealedFile.Kind.OPINION: OPINIONS,
        SealedFile.Kind.DELIVERY: ANSWER,
        SealedFile.Kind.RELEASED: SEPARATION,
        SealedFile.Kind.SOURCE: SEPARATION,
    }.get(SealedFile.Kind(file.kind), OTHERS)


def _paper(file: SealedFile, section: str, title: str, on: date | None) -> Paper:
    gone = f"{file.deleted_at:%Y-%m-%d} 已按规定删除" if file.deleted_at else ""
    day = on or day_of(file.added_at)
    return Paper(section, title, day, file.name, file.size, file.digest, lambda: content_of(file), gone)


def _of_case(case: Case) -> Iterator[Paper]:
    section = f"{REMEDIES}_{case.get_kind_display()}_{case.case_number}"
    for file in case.files.all():
        yield _of_file(file, section)


def _of_file(file: CaseFile, section: str) -> Paper:
    gone = f"{file.dropped_at:%Y-%m-%d} 撤下：{file.dropped_reason}" if file.dropped_at else ""
    title = f"{file.get_kind_display()} {file.title}"
    return Paper(section, title, file.on, file.name, file.size, file.digest, lambda: content_of(file), gone)
