"""A document as lines, the form in which all fields are recognised."""

import re
from dataclasses import dataclass

from mingbai.documents.content import Block, Paragraph, Table

ROWS_AT_ENDS = 12  # a red head or a printing line may be a table; a list of households is not
HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９：（）［］．，－／Ｏ　\xa0\u2002\u2003\u2009\u3000",
    "0123456789:()[].,-/O      ",
)
SPACES = re.compile(r"\s+")
CHINESE_GAP = re.compile(
    r"(?<=[\u3007\u4e00-\u9fff《》〈〉“”（）])\s+(?=[\u3007\u4e00-\u9fff《》〈〉“”（）\d])|(?<=\d)\s+(?=[\u4e00-\u9fff])"
)
LONGEST_PAGE_MARK = 20
RULE_SIGNS = "─━—―_＿═=-－~～*＊·.… "
RULE = re.compile(r"[\s─━—―_＿═=\-－~～*＊·.…]{3,}")
PAGE = re.compile(r"[-—－–\s]*\d{1,4}[-—－–\s]*|第\s*\d+\s*页.*")
ORGANISATION = re.compile(
    r"[\u4e00-\u9fff（）()·]{1,38}(?:政府|办公室|办公厅|委员会|局|厅|部|委|办|中心|站|所|院|校|学|公司|集团|党委|党组|支部|"
    r"工委|总工会|团委|妇联|小组|指挥部|专班|大队|支队|法院|检察院|合作社|联社|协会|会|处|科|社区|街道|股|室|馆|队|园|组)"
)
# longer runs mean no more, and would cost the patterns below quadratic time
LONG_RUN = re.compile(r"([\s.．…·─━—_-]{60})[\s.．…·─━—_-]+")
LONG_LINE = 300
SEAL = re.compile(r"[（(]\s*(?:盖章|印章|公章|章)\s*[）)]")


@dataclass(frozen=True, slots=True)
class Line:
    """`position` is that of its block; a row of a table has its cells joined by spaces."""

    text: str
    position: int
    align: str = ""
    outline: int | None = None
    role: str = ""
    in_table: bool = False


def lines_of(blocks: list[Block]) -> list[Line]:
    """Paragraphs split at their line breaks, and the rows at both ends of each table."""
    lines = []
    for position, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            for text in block.text.split("\n"):
                if len(text) > LONG_LINE:
                    text = LONG_RUN.sub(r"\1", text)
                if text := text.strip():
                    lines.append(Line(text, position, block.align, block.outline, block.role))
        elif isinstance(block, Table):
            rows = block.rows
            if len(rows) > 2 * ROWS_AT_ENDS:
                rows = (*rows[:ROWS_AT_ENDS], *rows[-ROWS_AT_ENDS:])
            for row in rows:
                text = " ".join(" ".join(cell.split()) for cell in row if cell.strip())
                if text:
                    lines.append(Line(text, position, in_table=True))
    return lines


def half_width(text: str) -> str:
    """Digits, brackets and spaces in their ASCII forms; the length does not change."""
    return text.translate(HALF_WIDTH)


def without_spaces(text: str) -> str:
    return SPACES.sub("", text)


def closed_up(text: str) -> str:
    """Spaces between Chinese characters, which only spread a line, taken out."""
    return CHINESE_GAP.sub("", text).strip()


def is_rule(text: str) -> bool:
    """A drawn line or a page number."""
    if len(text) > LONGEST_PAGE_MARK and text[0] not in RULE_SIGNS:
        return False
    return bool(RULE.fullmatch(text) or PAGE.fullmatch(text))


def organisation_in(text: str) -> str | None:
    """The name of an organisation, when the line is nothing else."""
    name = without_spaces(SEAL.sub("", text))
    return name if ORGANISATION.fullmatch(name) else None
