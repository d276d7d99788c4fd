"""Writing a script and changing its words; channels keeps it with the version it was made of."""

from typing import Any

from mingbai.accounts.models import User
from mingbai.channels import actions as channels
from mingbai.channels.models import Rendering
from mingbai.disclosures.models import Information
from mingbai.lib.text import storable
from mingbai.lib.verdict import require
from mingbai.loudspeakers.actions.recording import refuse
from mingbai.loudspeakers.policies import may_write
from mingbai.loudspeakers.queries import SCRIPT, customs_of, readings, source_of
from mingbai.loudspeakers.rules.scripts import FASTEST, SLOWEST, Variant, characters, compose, minutes
from mingbai.organisations.models import Organisation

LONGEST = 20_000


def write_script(*, information: Information, variant: str, station: Organisation, by: User) -> Rendering:
    """A draft in the words of a station, to be looked at and edited."""
    require(may_write(by, information, station))
    if variant not in Variant.values:
        refuse("variant", "请选择长短。")
    customs = customs_of(station)
    made = compose(source_of(information, customs.table_rows), customs.frame, variant, readings())
    if len(made.text) > LONGEST:
        refuse("variant", f"全文超过 {LONGEST} 字，不适合广播。请选“一般”或者“简短”。")
    content = _content(made.text, customs.per_minute)
    content |= {"variant": variant, "left_out": made.left_out, "station": station.code}
    return channels.keep(information=information, kind=SCRIPT, content=content, by=by)


def change_script(*, rendering: Rendering, text: str, by: User, per_minute: int = 0) -> Rendering:
    """Replace the words of a draft."""
    words = "\n".join(line.strip() for line in storable(text).splitlines() if line.strip())
    if not characters(words):
        refuse("text", "请填写播出的内容。")
    if len(words) > LONGEST:
        refuse("text", f"最多 {LONGEST} 字，请写短一些。")
    pace = per_minute or rendering.content.get("per_minute", 0)
    if not SLOWEST <= pace <= FASTEST:
        refuse("per_minute", f"每分钟 {SLOWEST} 到 {FASTEST} 字。")
    return channels.change(rendering=rendering, content=rendering.content | _content(words, pace), by=by)


def _content(text: str, per_minute: int) -> dict[str, Any]:
    return {"text": text, "per_minute": per_minute, "minutes": minutes(text, per_minute)}
