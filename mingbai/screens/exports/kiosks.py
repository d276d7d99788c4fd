"""The pages of a touch screen, made alike for the site and for a folder that is read without a network."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.core.files.storage import storages
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.urls import reverse

from mingbai.disclosures.models import Attachment, Information, Validity
from mingbai.organisations.models import Kind
from mingbai.portal.policies import may_anyone_fetch
from mingbai.portal.rules.files import file_type, size_text
from mingbai.screens.exports.playlists import own_or_site
from mingbai.screens.queries import shelves
from mingbai.screens.queries.playlists import address_of
from mingbai.screens.rules import names, sorting
from mingbai.screens.rules.names import HOME, LISTS, Name, parsed, written
from mingbai.screens.rules.reading import for_kiosk
from mingbai.screens.values import Shelf, Title

STYLE, SCRIPT = "screens/kiosk.css", "screens/kiosk.js"
PER_PAGE = 6
HEADINGS = {
    "latest": "最新公开", "policy": "政策文件", "subsidy": "补贴和救助", "guide": "办事指南",
    "browse": "分类查找", "fields": "按领域查找", "units": "按单位查找", "months": "按月份查找",
    "words": "按常用词查找", "help": "怎么用",
}  # fmt: skip
OWN = {Kind.VILLAGE: "本村的事", Kind.TOWNSHIP: "本镇的事", Kind.COUNTY: "县政府的事"}
ENDED = {Validity.REPEALED: "已废止", Validity.EXPIRED: "已失效"}


class Entry(NamedTuple):
    """Something large to touch."""

    label: str
    to: str
    about: str = ""


@dataclass(frozen=True)
class Way:
    """How the pages lead to each other: by addresses of the site, or, with no `code`, by files side by side.

    `picture` gives the address of a picture by its number, "" for one that may not be shown.
    """

    picture: Callable[[int], str]
    code: str = ""

    @property
    def offline(self) -> bool:
        return not self.code

    def to(self, name: str) -> str:
        if self.offline:
            return f"{name}.html"
        return (
            reverse("kiosk", args=[self.code])
            if name == HOME
            else reverse("kiosk_page", args=[self.code, name])
        )


def public_picture(pk: int) -> str:
    """On the site pictures are fetched as on every page."""
    return reverse("file", args=[pk])


def picture_of(pk: int) -> tuple[str, bytes] | None:
    """A public picture's ending and bytes, for a folder."""
    found = Attachment.objects.select_related("information").filter(pk=pk).first()
    if found is None or not may_anyone_fetch(found):
        return None
    kind = file_type(found.public_name)
    if not kind.inline or not kind.media_type.startswith("image/"):
        return None
    with storages["public"].open(found.public_path) as content:
        return found.public_name.rpartition(".")[2].lower(), content.read()


# -- one page -----------------------------------------------------------------------------------------------


def page_of(shelf: Shelf, name: str, way: Way) -> str | None:
    """The page of that name; None when there is none, or its record is not public any more."""
    asked = parsed(name)
    if asked is None:
        return None
    if asked.kind == "r":
        return _record(shelf, int(asked.key), way)
    if asked.kind in ("index", "browse", "help"):
        return _rendered(
            shelf, way, asked, f"kiosk_{asked.kind}.html", entries=_entries(shelf, way, asked.kind)
        )
    if asked.kind in names.PLAIN:
        return _rendered(shelf, way, asked, "kiosk_choices.html", choices=_choices(shelf, way, asked.kind))
    return _list(shelf, asked, way)


def gone_page(shelf: Shelf, way: Way) -> str:
    """For a record that was taken down, and for what never was; it leads home, and not to the site."""
    return _rendered(shelf, way, Name("gone"), "kiosk_gone.html")


def _rendered(shelf: Shelf, way: Way, name: Name, template: str, **context: Any) -> str:
    place = shelf.place
    facts = {
        "shelf": shelf,
        "place": place,
        "telephone": place.telephone or place.organisation.telephone,
        "heading": context.pop("heading", "") or _heading(shelf, name),
        "at_home": name.kind == HOME,
        "offline": way.offline,
        "home": way.to(HOME),
        "back": context.pop("back", "") or way.to(HOME),
        "idle": settings.KIOSK_IDLE_SECONDS,
        "style": own_or_site(STYLE, way.offline),
        "script": own_or_site(SCRIPT, way.offline),
    }
    return render_to_string(f"screens/{template}", facts | context)


def _heading(shelf: Shelf, name: Name) -> str:
    if name.kind == "own":
        return OWN.get(Kind(shelf.place.organisation.kind), "本单位的事")
    return HEADINGS.get(name.kind, shelf.place.name)


def _entries(shelf: Shelf, way: Way, kind: str) -> list[Entry]:
    if kind == "browse":
        return [Entry(HEADINGS[one], way.to(one)) for one in ("fields", "units", "months")]
    if kind != HOME:
        return []
    counted = [(one, len(shelves.chosen(shelf, one))) for one in LISTS]
    lists = [Entry(_heading(shelf, Name(one)), way.to(one), f"{count} 条") for one, count in counted if count]
    browse = Entry("分类查找", way.to("browse"), "按领域、单位、月份")
    words = Entry("按常用词查找", way.to("words"), "低保、医保、土地……")
    return [*lists, browse, words, Entry("怎么用", way.to("help"), "带走、打电话、提意见")]


def _choices(shelf: Shelf, way: Way, kind: str) -> list[Entry]:
    """What can be chosen, and how many records each holds; what holds none is not offered."""
    titles = shelf.titles
    if kind == "words":
        found = [(number, word, _with_word(titles, word)) for number, word in enumerate(sorting.WORDS)]
        return [Entry(word, way.to(f"word-{number}"), f"{n} 条") for number, word, n in found if n]
    if kind == "months":
        months = Counter(f"{one.published_on:%Y-%m}" for one in titles)
        ordered = sorted(months.items(), reverse=True)
        return [Entry(_month(key), way.to(f"month-{key}"), f"{count} 条") for key, count in ordered]
    if kind == "fields":
        pairs = Counter((one.field, one.field_name) for one in titles if one.field)
        return [Entry(name, way.to(f"field-{key}"), f"{n} 条") for (key, name), n in pairs.most_common()]
    units = Counter((one.organisation, one.organisation_name) for one in titles)
    return [Entry(name, way.to(f"unit-{pk}"), f"{n} 条") for (pk, name), n in units.most_common()]


def _with_word(titles: tuple[Title, ...], word: str) -> int:
    return sum(sorting.holds_word(one, word) for one in titles)


def _month(key: str) -> str:
    year, month = key.split("-")
    return f"{year}年{int(month)}月"


_BACK = {"field": "fields", "unit": "units", "month": "months", "word": "words"}


def _list(shelf: Shelf, name: Name, way: Way) -> str | None:
    found = shelves.chosen(shelf, name.kind, name.key)
    pages = Paginator(found, PER_PAGE)
    if name.number > pages.num_pages or (not found and name.key):
        return None
    leaf = pages.page(name.number)
    near = {"before": -1, "after": 1}
    links = {
        side: way.to(written(name._replace(number=name.number + step)))
        for side, step in near.items()
        if 1 <= name.number + step <= pages.num_pages
    }
    heading = _choice_heading(found[0], name) if name.key else ""
    lines = [
        (one, way.to(f"r-{one.pk}"), ENDED.get(Validity(one.validity)) if one.validity else "")
        for one in leaf
    ]
    back = way.to(_BACK[name.kind]) if name.kind in _BACK else ""
    return _rendered(
        shelf, way, name, "kiosk_list.html", heading=heading, lines=lines, leaf=leaf, back=back, **links
    )  # fmt: skip


def _choice_heading(first: Title, name: Name) -> str:
    return {
        "field": first.field_name,
        "unit": first.organisation_name,
        "month": f"{first.published_on:%Y年}{first.published_on.month}月",
        "word": sorting.WORDS[int(name.key)] if name.kind == "word" else "",
    }[name.kind]


def _record(shelf: Shelf, pk: int, way: Way) -> str | None:
    information = shelves.text_of(shelf, pk)
    return record_page(shelf, information, way) if information is not None else None


def record_page(shelf: Shelf, information: Information, way: Way) -> str:
    files = [
        (one.public_name, file_type(one.public_name).name, size_text(one.public_size))
        for one in shelves.file_names(information)
    ]
    return _rendered(
        shelf,
        way,
        Name("r", str(information.pk)),
        "kiosk_record.html",
        heading=information.title,
        information=information,
        body=for_kiosk(information.body, way.picture),
        ended=ENDED.get(Validity(information.validity)) if information.validity else "",
        files=files,
        address=address_of(information.pk),
    )


# -- all pages ----------------------------------------------------------------------------------------------


def every_name(shelf: Shelf) -> Iterator[str]:
    """The names of all pages but those of the records."""
    yield from (HOME, *names.PLAIN)
    way = Way(public_picture)
    lists = [Name(kind) for kind in LISTS]
    for kind in ("fields", "units", "months", "words"):
        chosen = (entry.to.removesuffix(".html") for entry in _choices(shelf, way, kind))
        lists += [name for name in map(parsed, chosen) if name is not None]
    for name in lists:
        count = len(shelves.chosen(shelf, name.kind, name.key))
        for number in range(1, max(1, -(-count // PER_PAGE)) + 1):
            yield written(name._replace(number=number))
