"""Keeping the words of a record for screens."""

from collections.abc import Sequence

from mingbai.accounts.models import User
from mingbai.channels import actions as channels
from mingbai.channels.models import Rendering
from mingbai.channels.states import RenderingKind
from mingbai.disclosures.models import Information
from mingbai.lib.text import one_line
from mingbai.screens.actions.recording import refuse, refuse_personal_data
from mingbai.screens.queries.places import draft_of
from mingbai.screens.rules.slides import LONGEST, LONGEST_LINE, LONGEST_TITLE, MOST_LINES, SHORTEST


def keep_text(
    *, information: Information, by: User, title: str, lines: Sequence[str], seconds: int | None = None
) -> Rendering:
    """The draft of the present version with these words: the person's own, changed, or a new one.

    The verbs of `channels` require the right and write the trail; a confirmed picture is never changed.
    """
    words = [one_line(line) for line in lines if one_line(line)]
    content = {"title": one_line(title), "lines": words, "seconds": seconds}
    _check(content["title"], words, seconds)
    refuse_personal_data("lines", [str(content["title"]), *words], information.organisation)
    draft = draft_of(information, by)
    if draft is not None:
        return channels.change(rendering=draft, content=content, by=by)
    return channels.keep(information=information, kind=RenderingKind.SCREEN, content=content, by=by)


def _check(title: object, lines: Sequence[str], seconds: int | None) -> None:
    if not title or len(str(title)) > LONGEST_TITLE:
        refuse("title", f"标题要写，最多 {LONGEST_TITLE} 字。")
    if not 1 <= len(lines) <= MOST_LINES:
        refuse("lines", f"写 1 到 {MOST_LINES} 句，一句一行；现在有 {len(lines)} 句。")
    if long := [line for line in lines if len(line) > LONGEST_LINE]:
        refuse("lines", f"“{long[0][:20]}……”有 {len(long[0])} 字，一句最多 {LONGEST_LINE} 字。")
    if seconds is not None and not SHORTEST <= seconds <= LONGEST:
        refuse("seconds", f"每页停留 {SHORTEST} 到 {LONGEST} 秒。")
