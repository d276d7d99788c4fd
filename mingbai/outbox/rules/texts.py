"""The texts for groups and Weibo, made of the one record. A person looks at them before they go out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mingbai.documents.official.values import Block, Table
from mingbai.outbox.rules.counting import MEDIUM, SHORT, WEIBO_LIMIT, wechat_length, weibo_length
from mingbai.outbox.rules.cutting import shorten

LEAST_BODY = 12
"""What is left for the body must hold at least so much, else the title stands alone."""

LONGEST_ADDRESSEES = 60


@dataclass(frozen=True)
class Facts:
    """What every text is made of. `address` is the short address, which survives corrections.

    `note` says, in a correction, what was put right; "" in a first text.
    """

    title: str
    issuer: str
    body: str
    address: str
    telephone: str = ""
    note: str = ""

    @property
    def heading(self) -> str:
        return f"更正：{self.title}" if self.note else self.title

    @property
    def contact(self) -> str:
        return f"{self.issuer} {self.telephone}".strip()

    @property
    def text(self) -> str:
        return f"{put_right(self.note)}\n{self.body}" if self.note else self.body

    @property
    def gist(self) -> str:
        """The text without the line that only says to whom it is addressed (各村民委员会：)."""
        first, _, rest = self.body.strip().partition("\n")
        body = (
            rest if rest and first.endswith(("：", ":")) and len(first) <= LONGEST_ADDRESSEES else self.body
        )
        return f"{put_right(self.note)}\n{body}" if self.note else body


def body_of(blocks: Iterable[Block]) -> str:
    """The body as plain lines; a row of a table is one line."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            lines += [_row(row) for row in ([block.titles] if block.titles else []) + list(block.rows)]
        else:
            lines.append(block.text)
    return "\n".join(line for line in lines if line)


def _row(row: Iterable[object]) -> str:
    return "　".join(str(one).replace("\n", " ") for one in row if str(one).strip())


def put_right(note: str) -> str:
    return f"更正说明：{note.strip().rstrip('。')}。以前发的不再有效，以这一条为准。"


def group_texts(facts: Facts) -> dict[str, str]:
    """The short, the longer and the full text for village groups."""
    return {
        "short": group_text(facts, SHORT),
        "medium": group_text(facts, MEDIUM),
        "full": "\n".join((f"【{facts.heading}】", facts.text.strip(), *_tail(facts, full=True))),
    }


def group_text(facts: Facts, limit: int) -> str:
    """At most `limit` as WeChat counts, ending with the short address and the contact."""
    endings = ("\n".join(_tail(facts, full=full)) for full in (True, False))
    return _fitted(facts, limit, wechat_length, "\n", [*endings, f"全文：{facts.address}"])


def weibo_text(facts: Facts, limit: int = WEIBO_LIMIT) -> str:
    """At most 140 Chinese characters as Weibo counts, with the address.

    Texts that come through the interface must not hold #topics#; @ would call somebody by name.
    """
    whole = Facts(
        title=_harmless(facts.title),
        issuer=_harmless(facts.issuer),
        body=_harmless(replace(facts, note="").gist).replace("\n", " "),
        address=facts.address,
        telephone=facts.telephone,
        note=_harmless(facts.note),
    )
    endings = [f"全文：{facts.address} 咨询：{whole.contact}", f"全文：{facts.address}"]
    return _fitted(whole, limit, weibo_length, " ", endings)


def withdrawal_text(facts: Facts, day: str) -> str:
    """What to say in a group, where nothing can be taken back, when the record is not public any more."""
    return (
        f"【说明】{day}在本群发的《{facts.title}》已经撤回，请不要再转发，也不要再按它办理。"
        f"\n情况说明：{facts.address}\n咨询：{facts.contact}"
    )


def _harmless(text: str) -> str:
    return text.replace("#", "＃").replace("@", "＠")


def _tail(facts: Facts, *, full: bool) -> list[str]:
    contact = facts.contact if full else facts.telephone or facts.issuer
    return [f"全文：{facts.address}", *([f"咨询：{contact}"] if contact else [])]


def _fitted(facts: Facts, limit: int, length: Callable[[str], int], joint: str, endings: list[str]) -> str:
    """Heading, as much of the body as fits, and the fullest ending that leaves room for the heading.

    ValueError where not even the address fits.
    """
    needed = min(length(f"【{facts.heading}】{joint}"), limit // 2)
    fitting = [one for one in endings if length(one) <= limit]
    if not fitting:
        raise ValueError("the address alone is longer than the limit")
    tail = next((one for one in fitting if length(one) + needed <= limit), fitting[-1])
    heading = _heading(facts.heading, limit - length(joint + tail), length)
    if not heading:
        return tail
    room = limit - length(heading + joint + joint + tail)
    body = shorten(facts.gist, room, length) if room >= LEAST_BODY else ""
    # Halves of characters round up where texts are joined, so the sum is looked at once more.
    whole = joint.join(one for one in (heading, body, tail) if one)
    return whole if length(whole) <= limit else joint.join((heading, tail))


def _heading(title: str, room: int, length: Callable[[str], int]) -> str:
    cut = shorten(title, room - length("【】"), length) if room > length("【】") else ""
    return f"【{cut}】" if cut else ""
