"""A playlist for players: as JSON, as a page of slides, and as a ZIP for one without a network."""

import json
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static

from mingbai.lib import digests
from mingbai.screens.exports.packing import packed, with_sums
from mingbai.screens.rules.slides import size_of
from mingbai.screens.values import Item, Playlist, Slide

FORMAT = "mingbai-playlist/1"
STYLES, SCRIPT = ("screens/slides.css", "screens/screen.css"), "screens/player.js"


def as_json(playlist: Playlist) -> dict[str, Any]:
    """What a player of another make needs; times as ISO 8601 with their offset."""
    place = playlist.place
    items = [_item(one) for one in playlist.items]
    return {
        "format": FORMAT,
        "place": {
            "code": place.code,
            "name": place.name,
            "organisation": place.organisation.name,
            "telephone": place.telephone or place.organisation.telephone,
        },
        "made_at": playlist.made_at.isoformat(),
        "valid_until": playlist.valid_until.isoformat(),
        "after_valid_until": "内容已过期，不得继续播放。",
        "total_seconds": sum(one.length for one in playlist.items),
        "digest": digests.of_value([one["digest"] for one in items]),
        "items": items,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "index_number": item.index_number,
        "title": item.title,
        "pages": [list(page) for page in item.pages],
        "seconds_per_page": item.seconds,
        "publisher": item.publisher,
        "published_on": item.published_on.isoformat(),
        "ends_at": item.ends_at.isoformat() if item.ends_at else None,
        "address": item.address,
        "qr_svg": {"size": item.code.size, "path": item.code.path},
        "version": item.version,
        "version_digest": item.version_digest,
        "digest": item.digest,
    }


def slides(playlist: Playlist) -> list[Slide]:
    pages = [(item, page, part) for item in playlist.items for part, page in enumerate(item.pages, 1)]
    return [Slide(item, page, part, number) for number, (item, page, part) in enumerate(pages, 1)]


def page_of(playlist: Playlist, *, offline: bool = False, feed: str = "", heading: str = "") -> str:
    """The slides as a page; `feed` is where the player asks for news, `heading` marks what is no playing."""
    shown = slides(playlist)
    return render_to_string(
        "screens/screen.html",
        {
            "playlist": playlist,
            "place": playlist.place,
            "slides": [(one, size_of(one.item.title)) for one in shown],
            "count": len(shown),
            "offline": offline,
            "feed": feed,
            "heading": heading,
            "styles": [own_or_site(one, offline) for one in STYLES],
            "script": own_or_site(SCRIPT, offline),
        },
    )


def bundle(playlist: Playlist) -> bytes:
    """A ZIP that plays from a stick: unpack, open index.html."""
    files = {
        "index.html": page_of(playlist, offline=True).encode(),
        **{beside(one): content_of(one) for one in (*STYLES, SCRIPT)},
        "playlist.json": json.dumps(as_json(playlist), ensure_ascii=False, indent=1).encode(),
        "说明.txt": render_to_string("screens/bundle.txt", {"playlist": playlist}).encode(),
    }
    return packed(with_sums(files), playlist.made_at)


def own_or_site(name: str, offline: bool) -> str:
    """Where a page finds a static file: beside it in a folder, else on the site."""
    return beside(name) if offline else static(name)


def beside(name: str) -> str:
    return name.rpartition("/")[2]


def content_of(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()
