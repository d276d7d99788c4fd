"""Everything of a touch screen as files that lie side by side and open without a network."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string

from mingbai.disclosures.models import Information
from mingbai.disclosures.queries import listed
from mingbai.lib import digests
from mingbai.screens.exports.kiosks import SCRIPT, STYLE, Way, every_name, page_of, picture_of, record_page
from mingbai.screens.exports.packing import packed, with_sums
from mingbai.screens.exports.playlists import beside, content_of
from mingbai.screens.rules.reading import pictures_in
from mingbai.screens.values import Shelf

FORMAT, MANIFEST = "mingbai-kiosk/1", "kiosk.json"
AT_ONCE = 100
LISTED_AS_GONE = 1000
STATES = {"withdrawn": "已撤回公开", "removed": "已撤下", "merged": "已并入其他信息"}
NOT_NEWEST, NO_LONGER = "不在最新的信息之列", "不再公开"


def files_of(shelf: Shelf, removed: Iterable[dict[str, str]] = ()) -> dict[str, bytes]:
    """Names and contents of the whole folder, the manifest and the sums among them."""
    found, records = _records(shelf)
    there = tuple(one for one in shelf.titles if f"r-{one.pk}.html" in found)
    shelf = replace(shelf, titles=there)  # without what was taken down since the titles were read
    way = Way(lambda pk: "")
    for name in every_name(shelf):
        if (page := page_of(shelf, name, way)) is not None:
            found[f"{name}.html"] = page.encode()
    found |= {beside(one): content_of(one) for one in (STYLE, SCRIPT)}
    found["说明.txt"] = render_to_string("screens/kiosk.txt", {"shelf": shelf}).encode()
    manifest = _manifest(shelf, records, list(removed))
    found[MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    return with_sums(found)


def _records(shelf: Shelf) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """The pages of the records with their pictures, and a line of the manifest for each."""
    found: dict[str, bytes] = {}
    lines = []
    numbers = [one.pk for one in shelf.titles]
    for start in range(0, len(numbers), AT_ONCE):
        texts = listed().in_bulk(numbers[start : start + AT_ONCE])
        for pk in (one for one in numbers[start : start + AT_ONCE] if one in texts):
            text, name = texts[pk], f"r-{pk}.html"
            pictures = _pictures(text)
            found |= {file: data for file, data in pictures.values()}
            found[name] = record_page(shelf, text, _way_to(pictures)).encode()
            lines.append(_line(text, name))
    return found, lines


def _way_to(pictures: dict[int, tuple[str, bytes]]) -> Way:
    files = {number: file for number, (file, _) in pictures.items()}
    return Way(lambda number: files.get(number, ""))


def _line(text: Information, name: str) -> dict[str, Any]:
    facts = {"index_number": text.index_number, "title": text.title, "file": name}
    return facts | {"version": text.public_number, "digest": text.public_digest}


def _pictures(text: Information) -> dict[int, tuple[str, bytes]]:
    found = ((pk, picture_of(pk)) for pk in pictures_in(text.body))
    return {pk: (f"p-{pk}.{picture[0]}", picture[1]) for pk, picture in found if picture is not None}


def _manifest(shelf: Shelf, records: list[dict[str, Any]], removed: list[dict[str, str]]) -> dict[str, Any]:
    place = shelf.place
    return {
        "format": FORMAT,
        "place": {"code": place.code, "name": place.name, "organisation": place.organisation.name},
        "made_at": shelf.made_at.isoformat(),
        "valid_until": shelf.valid_until.isoformat(),
        "digest": digests.of_value([one["digest"] for one in records]),
        "records": records,
        "removed": removed,
    }


def removed_since(before: dict[str, Any], shelf: Shelf) -> list[dict[str, str]]:
    """What stood in the folder (as its manifest says) and does not any more, and why.

    Only index numbers are told: a title may be the very reason for which a text was withdrawn.
    """
    there = {str(one.get("index_number")) for one in before.get("records", [])}
    known = {str(one.get("index_number")): one for one in before.get("removed", [])}
    here = set(
        Information.objects.filter(pk__in=[one.pk for one in shelf.titles]).values_list(
            "index_number", flat=True
        )
    )
    gone = sorted((there | set(known)) - here)
    public = set(listed().filter(index_number__in=gone).values_list("index_number", flat=True))
    status = dict(Information.objects.filter(index_number__in=gone).values_list("index_number", "status"))
    today = shelf.made_at.date().isoformat()
    found = []
    for number in gone:
        reason = NOT_NEWEST if number in public else STATES.get(status.get(number, ""), NO_LONGER)
        since = known[number].get("on", today) if known.get(number, {}).get("reason") == reason else today
        found.append({"index_number": number, "reason": reason, "on": since})
    return found[-LISTED_AS_GONE:]


def archive(shelf: Shelf) -> bytes:
    """The folder as a ZIP, to be carried to a machine without a network."""
    return packed(files_of(shelf), shelf.made_at)
