"""What the product brings: the wordings, and the names that may stand in them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from mingbai.letters.rules import Key, Name, Withheld, Wording, combinations, key_of

DATA = files("mingbai.letters") / "data"
NAMES, ENGINE = "names.toml", "engine"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def names() -> Mapping[str, Name]:
    """Every name that may stand in braces, in the order of the file."""
    found = {}
    for group, rows in _read(NAMES).items():
        for name, row in rows.items():
            sample = row.get("sample", "")
            found[name] = Name(
                name,
                row["about"],
                tuple(sample) if isinstance(sample, list) else sample,
                row.get("lines", False),
                row.get("list", False),
                group == ENGINE,
            )
    return found


@cache
def wordings() -> Mapping[Key, Wording]:
    """Every letter with its shipped wording, in the order of the kinds."""
    found: dict[Key, Wording] = {}
    for entry in DATA.iterdir():
        if entry.name.endswith(".toml") and entry.name != NAMES:
            found |= {one.key: one for one in map(_wording, _read(entry.name)["template"])}
    return {key: found[key] for key in combinations()}


def _wording(row: Mapping[str, Any]) -> Wording:
    return Wording(
        key=key_of(row["kind"], row.get("leaf", ""), row.get("variant", "")),
        title=row["title"],
        body=row["body"].strip(),
        addressee=row.get("addressee", ""),
        keeps=frozenset(row.get("keeps", ())),
        may=frozenset(row.get("may", ())),
        signed=row.get("signed", True),
    )


def samples() -> dict[str, object]:
    """A made-up value for every name that somebody gives, for previews."""
    found: dict[str, object] = {name: one.sample for name, one in names().items() if not one.engine}
    found["不予公开部分"] = [
        Withheld("合同附件二中的银行账号", "refused_third_party", "账号属于企业的商业秘密，第三方不同意公开"),
        Withheld("评标委员会的讨论记录", "refused_process", "属于评审过程中的讨论记录，尚未形成结论"),
    ]
    return found | {"条款": "《中华人民共和国政府信息公开条例》第二条"}
