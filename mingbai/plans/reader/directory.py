"""The organisations a plan's units are matched with: names now and before, kinds and the tree."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

COUNTY, DEPARTMENT, TOWNSHIP, STATION, VILLAGE, ENTERPRISE = (
    *("county", "department", "township", "station", "village", "enterprise"),
)
_EACH = r"(?:各|全[县市区镇乡]各?|县[直级]各?|县(?:人民)?政府各|[本我][县镇乡]各?)"
_BOTH = r"(?:乡镇街道|乡镇|镇乡|镇街道|镇街|街镇)"
_SEAT = r"(?:(?:人民)?政府|党委|街道办事处|办事处|街道)*"
_VILLAGES = r"(?:村|村居|村社区|社区|居|村民?委员?会|居民?委员?会)+(?:委员?会|两委)?"
_OFFICES = r"(?:部门单位|部门和单位|工作部门|部门|委办局|单位)"
# Which words stand for all organisations of a kind; 有关 and 相关 leave open which, so they match none.
_COLLECTIVE = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (TOWNSHIP, rf"(?:{_EACH}?{_BOTH}|{_EACH}(?:乡|镇|街道)){_SEAT}"),
        (VILLAGE, rf"{_EACH}?(?:行政)?{_VILLAGES}"),
        (STATION, rf"{_EACH}(?:站所|站办所|站|所|办所|七站八所)"),
        (ENTERPRISE, rf"{_EACH}?公共企事业单位"),
        (DEPARTMENT, rf"(?:{_EACH}|县委县政府各|(?:县委)?(?:人民)?政府各){_OFFICES}"),
    )
)
_SINGLE = re.compile(r"^(?:[县市区镇乡本]|我[县镇乡])?(?:人民)?政府$")
_HOLLOW = re.compile(r"有关|相关|涉及|主要|部分")
_ALIAS = re.compile(r"[（(〔\[]([^（()）]*)[）)〕\]]")
_REGION = re.compile(r"^(?:中共|中国共产党)?(?P<region>[\u4e00-\u9fff]{1,12}?(?:自治县|县|区|市|旗|州))")
_FILLER = re.compile(r"中共|人民|[和与及、·\s]")
_TAIL = re.compile(r"(?:局|办|委|部|院|会|中心|社|站|所|厅)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One organisation. `kind` is an `organisations.models.Kind`; `parent` the code above, "" at the top."""

    code: str
    name: str
    kind: str = DEPARTMENT
    parent: str = ""
    short_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.short_names, *self.former_names)


@dataclass(frozen=True)
class Directory:
    """All organisations that count today, in the tree's order."""

    units: tuple[Unit, ...] = ()

    def match(self, printed: str, issuer: str | None = None) -> tuple[str, ...]:
        """The codes a unit as printed stands for: one, many for a collective word, none when unknown.

        `issuer` is the name of the organisation whose plan it is: its own villages are meant by 各村.
        """
        plain = "".join(printed.split())
        home = self._home(issuer)
        if _SINGLE.match(plain) and (found := self._government(plain, home)):
            return found
        for form in _forms(plain):
            if codes := self._exact.get(self._key(form)):
                return codes if len(codes) == 1 else self._nearest(codes, home)
        if kind := _collective(plain):
            own = kind in (VILLAGE, STATION) or (kind == DEPARTMENT and plain[0] in "各本我全")
            return tuple(unit.code for unit in self._below(home if own else "") if unit.kind == kind)
        return self._shortened(plain)

    @cached_property
    def _regions(self) -> tuple[str, ...]:
        """明白县 and 明白, longest first."""
        full = {found["region"] for unit in self.units if (found := _REGION.match(unit.name))}
        named = {unit.name.removesuffix("人民政府") for unit in self.units if unit.kind == COUNTY}
        every = full | named | {name[:-1] for name in named if len(name) > 2}
        return tuple(sorted(every, key=len, reverse=True))

    @cached_property
    def _exact(self) -> dict[str, tuple[str, ...]]:
        """Codes by name; a full name goes before a short one, and that before a former one."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        names = {unit.code: unit.name for unit in self.units}
        for rank in range(3):
            taken = set(found)
            for unit in self.units:
                listed = ((unit.name,), unit.short_names, unit.former_names)[rank]
                local = (_local(name, names.get(unit.parent, "")) for name in listed)
                for key in {self._key(name) for name in (*listed, *local)} - taken - {""}:
                    found[key][unit.code] = None
        return {key: tuple(codes) for key, codes in found.items()}

    def _key(self, name: str) -> str:
        """A name without county, 县, 人民 and the like; 办公室 is 办, 委员会 委."""
        plain = "".join(name.split()).replace("(", "（").replace(")", "）").removeprefix("中共")
        for region in self._regions:
            if plain.startswith(region) and len(plain) > len(region) + 1:
                plain = plain.removeprefix(region)
                break
        plain = re.sub(
            r"^(?:我县|[县市区本])?(?:委(?=[\u4e00-\u9fff]{2}))?(?=[\u4e00-\u9fff]{2})(?!区)", "", plain
        )
        plain = plain.replace("办公室", "办").replace("委员会", "委").replace("人民政府", "政府")
        return _FILLER.sub("", plain)

    def _home(self, issuer: str | None) -> str:
        codes = self._exact.get(self._key(issuer), ()) if issuer else ()
        return codes[0] if len(codes) == 1 else ""

    def _government(self, plain: str, home: str) -> tuple[str, ...]:
        """县政府, 镇政府 or 政府: the county, or whoever issued the plan."""
        units = {unit.code: unit for unit in self.units}
        if plain[0] in "镇乡":
            return (home,) if home and units[home].kind == TOWNSHIP else ()
        return tuple(unit.code for unit in self.units if unit.kind == COUNTY)[:1]

    def _below(self, home: str) -> Iterator[Unit]:
        """The units under `home`, when it is a township; else all."""
        parents = {unit.code: unit.parent for unit in self.units}
        is_town = any(unit.code == home and unit.kind == TOWNSHIP for unit in self.units)
        for unit in self.units:
            code = unit.code
            while is_town and code and code != home:
                code = parents.get(code, "")
            if code:
                yield unit

    def _nearest(self, codes: Sequence[str], home: str) -> tuple[str, ...]:
        """Of several that bear one name the one below `home`; none when that leaves it open."""
        below = {unit.code for unit in self._below(home)} if home else set()
        near = tuple(code for code in codes if code in below)
        return near if len(near) == 1 else ()

    def _shortened(self, plain: str) -> tuple[str, ...]:
        """教体局 for 教育体育局: same beginning and end, the signs between in order, and only one fits."""
        short = self._key(_ALIAS.sub("", plain))
        if not 3 <= len(short) <= 8 or not _TAIL.search(short):
            return ()
        fits = {
            unit.code
            for unit in self.units
            if unit.kind in (DEPARTMENT, ENTERPRISE)
            for name in (self._key(known) for known in unit.names)
            if name[:1] == short[0] and name[-1:] == short[-1] and _in_order(short, name)
        }
        return tuple(fits) if len(fits) == 1 else ()


def _local(name: str, parent: str) -> str:
    """东村 for 清河镇东村, as its own township writes it; "" when the name does not begin so."""
    seat = re.sub(r"(?:人民政府|街道办事处|办事处)$", "", parent)
    return name.removeprefix(seat) if seat and name.startswith(seat) and len(name) > len(seat) + 1 else ""


def _forms(plain: str) -> Iterator[str]:
    """As printed, without the alias in brackets, and the alias itself."""
    yield plain
    bare = _ALIAS.sub("", plain)
    if bare != plain:
        yield bare
        yield from (alias for alias in _ALIAS.findall(plain) if len(alias) > 2)


def _collective(plain: str) -> str | None:
    joined = re.sub(r"[（()）、/]", "", plain)
    if _HOLLOW.search(joined):
        return None
    return next((kind for kind, pattern in _COLLECTIVE if pattern.fullmatch(joined)), None)


def _in_order(short: str, name: str) -> bool:
    signs = iter(name)
    return all(sign in signs for sign in short)
