"""Must, should or must not.

The rule: the first clause of the task that holds a modal word or begins with an order decides. In it
不得 严禁 禁止 一律不 → must_not; 原则上 鼓励 探索 可 应 → should; anything else → must. An order (加强…,
设立…) is a must; 按照…, 结合…, 对… only lead up to one. 不得少于 sets a minimum and forbids nothing.
"""

import re

from mingbai.plans.reader.duty import ADVERBS, TOPIC, VERBS
from mingbai.plans.reader.masking import without_names

_MINIMUM = re.compile(r"不得(?:少于|低于|晚于|迟于|超过|高于|多于)")
_FORBID = r"不得(?![力当体到已])|严禁|禁止|一律不|不准|不允许|不可以|不应"
_SHOULD = (
    r"要(?:积极|主动|大胆)?(?:探索|鼓励|尝试)|原则上|鼓励|提倡|倡导|探索|可以|可(?=视|按|根据|结合|采取|通过|适当|参照|由|在|自行|邀请|选择|关停|对|将|以)"
    r"|(?<![相对反适响供效感回])应当?(?![用急对答邀付届变聘运])|支持有条件"
)
_MUST = (
    r"必须|务必|须(?!知)|确保|严格|坚决"
    r"|(?<!原则上)(?<![重主需纲概摘紧必将只])要(?![求点素件闻害领义道冲目紧旨务因])"
)
_LEADING_UP = r"按照|结合|围绕|聚焦|依托|利用|运用|把|将|对|充分(?!公开)|坚持|全面(?!公开)|积极|切实|探索"
_MODAL = re.compile(rf"(?P<must_not>{_FORBID})|(?P<should>{_SHOULD})|(?P<must>{_MUST})")


_ORDER = re.compile(rf"{ADVERBS}(?!{_LEADING_UP})(?:{VERBS})")
_CLAUSES = re.compile(r"[，。；;：:,！？\n]+")


def modality(text: str) -> str:
    """`must`, `should` or `must_not`."""
    plain = _MINIMUM.sub("□□□□", without_names(text))
    for clause in filter(None, (piece.strip() for piece in _CLAUSES.split(plain))):
        ordered, found = _ORDER.match(clause), _MODAL.search(clause)
        if found and not (ordered and ordered.end() <= found.start()):
            return str(found.lastgroup)
        if ordered or TOPIC.search(clause):
            return "must"
    return "must"
