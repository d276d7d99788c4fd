"""What a kind of list is: its columns, its sums, and what of each column who may see."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Type(StrEnum):
    TEXT = "text"
    NAME = "name"
    ID = "id_number"
    PHONE = "phone"
    BANK = "bank_account"
    VILLAGE = "village"
    GROUP = "group"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"


TYPES = {
    Type.TEXT: "文字",
    Type.NAME: "姓名",
    Type.ID: "身份证号",
    Type.PHONE: "电话",
    Type.BANK: "银行账号",
    Type.VILLAGE: "村（社区）",
    Type.GROUP: "组",
    Type.NUMBER: "数字",
    Type.MONEY: "金额（元）",
    Type.DATE: "日期",
    Type.CHOICE: "选项",
}


class Show(StrEnum):
    HIDE = "hide"
    MASK = "mask"
    FULL = "full"


SHOWS = {Show.HIDE: "不显示", Show.MASK: "遮住一部分", Show.FULL: "全部显示"}


class View(StrEnum):
    PUBLIC = "public"
    BOARD = "board"
    HOUSEHOLD = "household"


VIEWS = {View.PUBLIC: "网上", View.BOARD: "本村公示栏", View.HOUSEHOLD: "本户自己查"}

SENSITIVE = (Type.ID, Type.PHONE, Type.BANK)
MASKABLE = (Type.NAME, *SENSITIVE)
SUMMED = (Type.NUMBER, Type.MONEY)
LARGEST = Decimal("99999999.99")
"""No number or amount is larger: telephones, identity and account numbers do not pass for one."""

MOST_COLUMNS, MOST_OPTIONS, LONGEST_TITLE = 24, 40, 20
LIMITS = "posting."

_LIKE = {
    Type.ID: re.compile(r"身份证|证件号"),
    Type.PHONE: re.compile(r"电话|手机|联系方式"),
    Type.BANK: re.compile(r"银行|卡号|账号|帐号|存折|一卡通"),
}
_PRIVATE = re.compile(r"出生|生日|年龄|病|残疾|住址|地址|学校|民族|宗教|婚姻|死亡|怀孕|艾滋|精神")
_UNIT = re.compile(r"单位：([^，。,；]{1,4})")
_FORMULA = re.compile(r"^\s*([^=＝]+)[=＝](.+)$")


@dataclass(frozen=True)
class Column:
    """`least` and `most` bound numbers and amounts; `total`: summed per village, also after the period."""

    name: str
    type: Type
    required: bool = False
    options: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    total: bool = False
    public: Show = Show.HIDE
    board: Show = Show.HIDE
    household: Show = Show.FULL
    hint: str = ""

    @property
    def label(self) -> str:
        """The name with the unit, as whoever reads a list sees it; of numbers the hint says which."""
        found = _UNIT.search(self.hint)
        unit = "元" if self.type == Type.MONEY else found[1] if found and self.type == Type.NUMBER else ""
        return f"{self.name}（{unit}）" if unit and unit not in self.name else self.name

    def shown_in(self, view: View) -> Show:
        return {View.PUBLIC: self.public, View.BOARD: self.board, View.HOUSEHOLD: self.household}[view]


@dataclass(frozen=True)
class Check:
    """`target` must equal the parts added up or multiplied, rounded to its two places."""

    target: str
    parts: tuple[str, ...]
    product: bool = False

    def __str__(self) -> str:
        return f"{self.target} = {(' × ' if self.product else ' + ').join(self.parts)}"


@dataclass(frozen=True)
class Definition:
    """`limit` is the key of the time a list hangs; `names_basis` the law that wants whole names on the board.

    `several`: a household may have more than one line, as long as an option differs.
    """

    columns: tuple[Column, ...]
    checks: tuple[Check, ...] = ()
    limit: str = "posting.village_subsidy"
    names_basis: str = ""
    basis: str = ""
    several: bool = False

    def of_type(self, type_: Type) -> Column:
        return next(one for one in self.columns if one.type == type_)

    @property
    def group(self) -> Column | None:
        return next((one for one in self.columns if one.type == Type.GROUP), None)

    @property
    def summed(self) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.total)

    def column(self, name: str) -> Column | None:
        return next((one for one in self.columns if one.name == name), None)

    def once(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """What no two lines of a list may have in common."""
        same = [one.name for one in self.columns if self.several and one.type == Type.CHOICE]
        return (values[self.of_type(Type.ID).name], *(values.get(name, "") for name in same))

    def seen(self, view: View) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.shown_in(view) != Show.HIDE)


def as_json(definition: Definition) -> dict[str, Any]:
    return {
        "limit": definition.limit,
        "names_basis": definition.names_basis,
        "basis": definition.basis,
        "several": definition.several,
        "checks": [str(one) for one in definition.checks],
        "columns": [_column_json(one) for one in definition.columns],
    }


def _column_json(one: Column) -> dict[str, Any]:
    return {
        "name": one.name,
        "type": one.type.value,
        "required": one.required,
        "options": list(one.options),
        "least": None if one.least is None else str(one.least),
        "most": None if one.most is None else str(one.most),
        "total": one.total,
        "public": one.public.value,
        "board": one.board.value,
        "household": one.household.value,
        "hint": one.hint,
    }


def of_json(found: Mapping[str, Any]) -> Definition:
    """ValueError, in Chinese where a person wrote it, for what is no definition."""
    return Definition(
        columns=tuple(_column_of(one) for one in found["columns"]),
        checks=tuple(check_of(one) for one in found.get("checks", ())),
        limit=found.get("limit", "posting.village_subsidy"),
        names_basis=found.get("names_basis", ""),
        basis=found.get("basis", ""),
        several=bool(found.get("several")),
    )


def _column_of(found: Mapping[str, Any]) -> Column:
    least, most = found.get("least"), found.get("most")
    return Column(
        name=found["name"],
        type=Type(found["type"]),
        required=bool(found.get("required")),
        options=tuple(found.get("options", ())),
        least=None if least is None else Decimal(str(least)),
        most=None if most is None else Decimal(str(most)),
        total=bool(found.get("total")),
        public=Show(found.get("public", Show.HIDE)),
        board=Show(found.get("board", Show.HIDE)),
        household=Show(found.get("household", Show.FULL)),
        hint=found.get("hint", ""),
    )


def check_of(line: str) -> Check:
    """A line such as 补贴金额 = 补贴面积 × 补贴标准; ValueError in Chinese."""
    wrong = f"“{line}”看不懂，请写成“补贴金额 = 补贴面积 × 补贴标准”或者“合计 = 甲 + 乙”。"
    found = _FORMULA.match(line)
    if not found:
        raise ValueError(wrong)
    added, multiplied = re.split(r"[+＋]", found[2]), re.split(r"[×*xX✕]", found[2])
    if len(added) > 1 and len(multiplied) > 1:
        raise ValueError(f"“{line}”里加法和乘法不能混在一起，请分两行写，中间结果另设一列。")
    parts = tuple(one.strip() for one in (multiplied if len(multiplied) > 1 else added))
    if len(parts) < 2 or not all(parts) or not found[1].strip():
        raise ValueError(wrong)
    return Check(found[1].strip(), parts, product=len(multiplied) > 1)


# -- what may not be defined --------------------------------------------------------------------------------


def problems(definition: Definition, limits: Iterable[str]) -> list[str]:
    """Why this cannot be a kind of list, in Chinese; nothing when it can."""
    found = [*_of_all(definition, set(limits))]
    for one in definition.columns:
        found += [f"“{one.name}”：{words}" for words in (*_of_column(one), *_of_views(one, definition))]
    for check in definition.checks:
        found += _of_check(check, definition)
    return found


def _of_all(definition: Definition, limits: set[str]) -> Iterable[str]:
    columns, names = definition.columns, [one.name for one in definition.columns]
    if len(columns) > MOST_COLUMNS:
        yield f"最多 {MOST_COLUMNS} 列。"
    if len(set(names)) != len(names):
        yield "有两列名称相同，请改一个名称。"
    for type_ in (Type.NAME, Type.ID, Type.VILLAGE):
        same = [one for one in columns if one.type == type_]
        if len(same) != 1 or not same[0].required:
            yield f"要有一列、只能有一列类型是“{TYPES[type_]}”，并且必填：查重、查询、分村都要用。"
    if sum(one.type == Type.GROUP for one in columns) > 1:
        yield "“组”只能有一列。"
    if definition.limit not in limits:
        yield "请选一种公示时限。"


def _of_column(one: Column) -> Iterable[str]:
    if not 0 < len(one.name) <= LONGEST_TITLE or one.name[0] in "=+-@'":
        yield f"列名要有 1 到 {LONGEST_TITLE} 个字，不能用 = + - @ ' 开头。"
    if one.type == Type.CHOICE and not 2 <= len(set(one.options)) == len(one.options) <= MOST_OPTIONS:
        yield f"选项要有 2 到 {MOST_OPTIONS} 个，不能重复，用顿号隔开。"
    if any("," in option or '"' in option or not 0 < len(option) <= 30 for option in one.options):
        yield "每个选项 1 到 30 个字，不能有半角逗号和引号。"
    for like, words in _LIKE.items():
        if words.search(one.name) and one.type != like:
            yield f"列名像是{TYPES[like]}，请把类型选成“{TYPES[like]}”，系统才会遮住。"
    bounds = [bound for bound in (one.least, one.most) if bound is not None]
    if bounds and one.type not in SUMMED:
        yield "只有数字和金额可以写最小、最大。"
    if any(abs(bound) > LARGEST for bound in bounds) or (len(bounds) == 2 and bounds[0] > bounds[1]):
        yield f"最小不能大于最大，都不能超过 {LARGEST}。"
    if one.total and one.type not in SUMMED:
        yield "只有数字和金额可以算合计。"


def _of_views(one: Column, definition: Definition) -> Iterable[str]:
    for view in (View.PUBLIC, View.BOARD):
        show = one.shown_in(view)
        if one.type in SENSITIVE and show == Show.FULL:
            yield (
                f"{TYPES[one.type]}不能在{VIEWS[view]}全部显示，"
                "只能不显示或者遮住一部分（条例第十五条，个人隐私）。"
            )
        if one.type not in SENSITIVE and _PRIVATE.search(one.name) and show != Show.HIDE:
            yield f"这一列涉及个人隐私，不能在{VIEWS[view]}显示。"
        if one.type == Type.VILLAGE and show != Show.FULL:
            yield f"村名要在{VIEWS[view]}显示，名单按村分开。"
    if one.type == Type.NAME and one.public == Show.FULL:
        yield "姓名在网上只能遮住一部分：网上的名单谁都能抄走，公示期过了也收不回来。"
    if one.type == Type.NAME and one.board == Show.FULL and not definition.names_basis.strip():
        yield "要在公示栏写全名的，请在“写全名的依据”里写明哪部法规第几条；没有规定的选“遮住一部分”。"
    if one.type == Type.BANK and one.household == Show.FULL:
        yield "银行账号在本户查询里也只能遮住一部分，本户看末四位就能核对。"
    for view in View:
        if one.shown_in(view) == Show.MASK and one.type not in MASKABLE:
            yield f"只有姓名、身份证号、电话、银行账号能“遮住一部分”，{VIEWS[view]}请选不显示或者全部显示。"


def _of_check(check: Check, definition: Definition) -> Iterable[str]:
    for name in (check.target, *check.parts):
        column = definition.column(name)
        if column is None:
            yield f"核对“{check}”里的“{name}”不是列名。"
        elif column.type not in SUMMED:
            yield f"核对“{check}”里的“{name}”不是数字或者金额。"
