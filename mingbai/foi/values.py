"""What comes in with a request, as values that are checked before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mingbai.foi.rules import codes
from mingbai.foi.rules.delivery import DeliveryWay
from mingbai.foi.states import ApplicantKind, FormWanted, Kind
from mingbai.lib.text import file_name, one_line, storable

LONGEST_CONTENT = 5_000
LARGEST_FILE = 10 * 1024 * 1024
MOST_FILES = 5
MOST_PEOPLE = 20
SHORTEST_NUMBER = 7
"""Digits of a telephone number; a landline without its area code has seven or eight."""

ELECTRONIC = (DeliveryWay.ONLINE, DeliveryWay.EMAIL)
SIGNATURES: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "heic": (b"ftypheic", b"ftypheix", b"ftypmif1"),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "ofd": (b"PK\x03\x04",),
    "doc": (b"\xd0\xcf\x11\xe0",),
    "wps": (b"\xd0\xcf\x11\xe0",),
}
"""Endings that are taken, and how such a file begins (within its first 16 bytes)."""


@dataclass(frozen=True)
class Upload:
    """A file as it was handed in."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Person:
    """One applicant. Never printed: `repr` shows nothing of the person."""

    name: str = field(repr=False)
    telephone: str = field(default="", repr=False)
    contact_person: str = field(default="", repr=False)
    identity_kind: str = field(default="", repr=False)
    identity_number: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    postcode: str = field(default="", repr=False)


@dataclass(frozen=True)
class Asked:
    """A request as article 29 has it: who, what, in which form. There is no purpose."""

    applicant_kind: str
    people: tuple[Person, ...] = field(repr=False)
    content: str = field(repr=False)
    form_wanted: str
    delivery_wanted: str
    kind: str = Kind.INFORMATION
    document_number: str = ""
    proofs: tuple[Upload, ...] = field(default=(), repr=False)


def checked(asked: Asked, online: bool) -> Asked:
    """`asked` as it may be stored; ValidationError by field. Online, a telephone is needed for the query."""
    problems: dict[str, list[str]] = {}

    def wrong(name: str, words: str) -> None:
        problems.setdefault(name, []).append(words)

    content = storable(asked.content).strip()
    if not content:
        wrong("content", "请写明需要什么政府信息：名称、文号，或者能让工作人员找到它的描述。")
    if len(content) > LONGEST_CONTENT:
        wrong("content", f"内容太长，最多 {LONGEST_CONTENT} 字。请只写需要的信息，其他材料可以作为附件。")
    for name, value, choices in (
        ("kind", asked.kind, Kind),
        ("applicant_kind", asked.applicant_kind, ApplicantKind),
        ("form_wanted", asked.form_wanted, FormWanted),
        ("delivery_wanted", asked.delivery_wanted, DeliveryWay),
    ):
        if value not in choices.values:
            wrong(name, "请选一项。")
    if asked.form_wanted == FormWanted.PAPER and asked.delivery_wanted in ELECTRONIC:
        wrong("delivery_wanted", "纸质的要当面领取或者邮寄；想在网上收，请把形式改成电子文件。")
    if not asked.people:
        wrong("name", "请填写申请人的姓名或者名称。")
    if len(asked.people) > MOST_PEOPLE:
        wrong("name", f"共同申请最多 {MOST_PEOPLE} 人。人数更多的，请推选代表提出。")
    for name, words in _wrong_people(asked, online):
        wrong(name, words)
    for words in wrong_files(asked.proofs):
        wrong("proofs", words)
    if problems:
        raise ValidationError(problems)
    return Asked(
        applicant_kind=asked.applicant_kind,
        people=tuple(_tidied(one) for one in asked.people),
        content=content,
        form_wanted=asked.form_wanted,
        delivery_wanted=asked.delivery_wanted,
        kind=asked.kind,
        document_number=one_line(asked.document_number)[:100],
        proofs=tuple(Upload(file_name(one.name), one.data) for one in asked.proofs),
    )


def _wrong_people(asked: Asked, online: bool) -> list[tuple[str, str]]:
    found = []
    for number, one in enumerate(asked.people):
        for name, words in _wrong_person(one, online and number == 0):
            found.append((name, words if len(asked.people) == 1 else f"第 {number + 1} 位申请人：{words}"))
    if asked.people:
        found += _wrong_delivery(asked.people[0], asked.delivery_wanted)
    return found


def _wrong_person(person: Person, needs_telephone: bool) -> list[tuple[str, str]]:
    found = []
    if not one_line(person.name):
        found.append(("name", "请填写姓名或者名称，与证件上的一致。"))
    elif len(one_line(person.name)) > 100:
        found.append(("name", "姓名或者名称最多 100 个字。"))
    if person.telephone or needs_telephone:
        try:
            codes.telephone_tail(person.telephone)
        except codes.WrongTelephone as wrong:
            found.append(("telephone", str(wrong)))
        if len([one for one in person.telephone if one.isdigit()]) < SHORTEST_NUMBER:
            found.append(("telephone", "电话号码不完整：手机 11 位；座机 7 到 8 位，最好带区号。"))
    if len(person.telephone) > 40:
        found.append(("telephone", "电话太长，请只写一个号码。"))
    if person.email:
        try:
            validate_email(person.email)
        except ValidationError:
            found.append(("email", "电子邮箱的写法不对，应该像 name@example.cn 这样。"))
    # 第二十九条第一项：姓名或者名称、身份证明、联系方式。
    if not (person.telephone or person.email or person.address):
        found.append(("telephone", "请至少留一种联系方式：电话、电子邮箱或者通信地址。"))
    for name, value, longest in (
        ("contact_person", person.contact_person, 50),
        ("identity_kind", person.identity_kind, 40),
        ("identity_number", person.identity_number, 60),
        ("address", person.address, 200),
        ("postcode", person.postcode, 6),
    ):
        if len(one_line(value)) > longest:
            found.append((name, f"太长，最多 {longest} 个字。"))
    return found


def _wrong_delivery(person: Person, way: str) -> list[tuple[str, str]]:
    if way == DeliveryWay.POST and not person.address.strip():
        return [("address", "要邮寄的，请填写通信地址。")]
    if way == DeliveryWay.EMAIL and not person.email.strip():
        return [("email", "要用电子邮件收的，请填写电子邮箱。")]
    return []


def wrong_files(files: Sequence[Upload]) -> list[str]:
    """What is wrong with uploaded files, as sentences."""
    found = [f"最多传 {MOST_FILES} 个文件。"] if len(files) > MOST_FILES else []
    for one in files:
        name, size = file_name(one.name), len(one.data)
        ending = name.rpartition(".")[2].lower()
        if size > LARGEST_FILE:
            found.append(f"“{name}”太大，每个文件最多 10 MB。可以用手机重新拍一张小一点的。")
        elif not size:
            found.append(f"“{name}”是空的，请重新选择。")
        elif ending not in SIGNATURES:
            found.append(f"“{name}”的格式不能收。可以传照片（jpg、png）、PDF 或者 Word 文件。")
        elif not any(mark in one.data[:16] for mark in SIGNATURES[ending]):
            found.append(f"“{name}”的内容和扩展名不符，请用原来的软件打开，另存后再传。")
    return found


def _tidied(person: Person) -> Person:
    return Person(
        name=one_line(person.name),
        telephone=one_line(person.telephone),
        contact_person=one_line(person.contact_person),
        identity_kind=one_line(person.identity_kind),
        identity_number=one_line(person.identity_number),
        email=one_line(person.email),
        address=one_line(person.address),
        postcode=one_line(person.postcode),
    )
