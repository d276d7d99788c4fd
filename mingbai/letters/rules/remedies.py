"""The two texts that tell of remedies (救济告知), and which one an answer carries."""

from collections.abc import Sequence
from dataclasses import dataclass

from mingbai.letters.rules.outcomes import REVIEW_FIRST, outcome
from mingbai.letters.rules.values import Withheld


@dataclass(frozen=True)
class Periods:
    """Within what time, in words: 60日, 6个月; see the limits review.apply and lawsuit.direct."""

    review: str
    court: str


@dataclass(frozen=True)
class Whereto:
    """Who takes the review and the suit; `online` is the address for a review, "" where there is none."""

    review: str
    court: str = ""
    online: str = ""


def needs_court(leaf: str) -> bool:
    """Whether the text names a court: not where all that was decided must go to review first.

    Of a partly granted answer the granted part can always be taken to court.
    """
    return leaf == "" or outcome(leaf).remedy != REVIEW_FIRST


def remedies(
    leaf: str, paper: str, periods: Periods, to: Whereto, parts: Sequence[Withheld] = ()
) -> tuple[str, ...]:
    """The paragraphs on remedies of a `paper` (本答复书); `leaf` is "" for papers that are no answer."""
    first = [number for number, part in enumerate(parts, 1) if outcome(part.leaf).remedy == REVIEW_FIRST]
    if leaf and outcome(leaf).remedy == REVIEW_FIRST:
        found = [review_first(f"如对{paper}不服", paper, periods, to)]
    elif first:
        places = "" if len(parts) == len(first) else f"第{'、'.join(map(str, first))}项"
        found = [
            review_first(f"如对{paper}中不予公开的内容{places}不服", paper, periods, to),
            either(f"如对{paper}的其他内容不服", paper, periods, to),
        ]
    else:
        found = [either(f"如对{paper}不服", paper, periods, to)]
    if to.online:
        # 行政复议法第二十二条：通过互联网渠道送达行政行为决定的，应当同时提供提交复议申请书的互联网渠道。
        found.append(f"也可以通过互联网提交行政复议申请书，渠道：{to.online}。")
    return tuple(found)


def review_first(who: str, paper: str, periods: Periods, to: Whereto) -> str:
    """Text A. 行政复议法第二十三条第一款第四项：不予公开的，应当先申请行政复议。"""
    return (
        f"{who}，应当先申请行政复议：可以自收到{paper}之日起{periods.review}内向{to.review}申请行政复议。"
        "依照《中华人民共和国行政复议法》第二十三条第一款第四项，未经行政复议，不能直接向人民法院提起行政诉讼；"
        "对行政复议决定不服的，可以再依法向人民法院提起行政诉讼。"
    )


def either(who: str, paper: str, periods: Periods, to: Whereto) -> str:
    """Text B."""
    return (
        f"{who}，可以自收到{paper}之日起{periods.review}内向{to.review}申请行政复议，"
        f"也可以自收到{paper}之日起{periods.court}内依法向{to.court}提起行政诉讼。"
    )
