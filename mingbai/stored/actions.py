"""Changes, and the pages that must follow them.

A change writes, in its own transaction, which pages have to be made anew; one of them that may not be
read any longer loses its file right after the commit. Making pages is left to a process of its own, so
that no visitor and no clerk waits for it. Whatever a stop leaves half done, the sweep finds again.
"""

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import F

from mingbai.lib import clock
from mingbai.stored import dropping, making, queries, release, store
from mingbai.stored.depending import Noted
from mingbai.stored.models import Change, Dependency, Page, Recipe, Tick

logger = logging.getLogger(__name__)
DAILY = ("today", "statistics")
BATCH = 500


@transaction.atomic
def touch(*, keys: Iterable[str] = (), urgent: Iterable[str] = ()) -> int:
    """Say, inside the transaction of a change, what of the public site changed; the number of the change.

    Pages that show `keys` are made anew and stay readable until then. Of pages that show `urgent` no copy
    stays: their files go right after the commit.
    """
    if not store.is_on():
        return 0
    now_urgent, plain = set(urgent), set(keys) - set(urgent)
    number = _tick()
    at = clock.now()
    Change.objects.bulk_create(
        [Change(number=number, key=key, urgent=True, at=at) for key in sorted(now_urgent)]
        + [Change(number=number, key=key, at=at) for key in sorted(plain)]
    )
    if plain:
        queries.showing(plain).update(wanted_at=at)
    if now_urgent:
        _hide(list(queries.showing(now_urgent).values_list("pk", "path")))
    return number


def _tick() -> int:
    """The next number; the row is held until the transaction ends."""
    if not Tick.objects.filter(pk=1).update(number=F("number") + 1):
        Tick.objects.get_or_create(pk=1)
        Tick.objects.filter(pk=1).update(number=F("number") + 1)
    return Tick.objects.values_list("number", flat=True).get(pk=1)


def _hide(pages: list[tuple[int, str]]) -> None:
    at = clock.now()
    for start in range(0, len(pages), BATCH):
        numbers = [pk for pk, _ in pages[start : start + BATCH]]
        Page.objects.filter(pk__in=numbers).update(stored_at=None, wanted_at=at)
    # What cannot be deleted now is tried again by the process that makes pages, and by the sweep.
    transaction.on_commit(partial(_drop, [path for _, path in pages]), robust=True)


def _drop(paths: list[str]) -> None:
    for path in paths:
        store.drop(path)
    dropping.tell(paths)


# -- making -----------------------------------------------------------------------------------------------


def renew(path: str) -> bool:
    """Make the page of that address anew and keep it; False when there is nothing to keep any more.

    The row is committed before the file appears, and whether something changed meanwhile is asked after
    it: so a change either finds the row, or is found here. The page waits until all of that is done, and
    goes on waiting when somebody else asked for it in between.
    """
    before = queries.number_now()
    made = making.make(path)
    if made is None:
        _forget(path)
        return False
    page = _noted(path, made.kind, before, made.noted)
    digest = store.write(path, made.kind, made.content)
    late, urgent = queries.missed(page)
    if urgent:
        with transaction.atomic():
            _hide([(page.pk, path)])
    elif not late:
        Page.objects.filter(pk=page.pk, wanted_at=page.wanted_at).update(wanted_at=None, digest=digest)
    return True


@transaction.atomic
def _noted(path: str, kind: str, seen: int, noted: Noted) -> Page:
    values = {
        "kind": kind,
        "seen": seen,
        "stored_at": clock.now(),
        "wanted_at": clock.now(),
        "recipe": _recipe(noted.templates),
    }
    page, fresh = Page.objects.update_or_create(path=path, defaults=values)
    known = set() if fresh else set(page.dependencies.values_list("key", flat=True))
    if gone := known - noted.keys:
        page.dependencies.filter(key__in=gone).delete()
    Dependency.objects.bulk_create(
        [Dependency(page=page, key=key) for key in sorted(noted.keys - known)], ignore_conflicts=True
    )
    return page


def _recipe(templates: set[str]) -> Recipe:
    names = sorted(templates)
    digest = hashlib.sha256(json.dumps(names).encode()).hexdigest()
    return Recipe.objects.get_or_create(digest=digest, defaults={"templates": names})[0]


def _forget(path: str) -> None:
    Page.objects.filter(path=path).delete()
    _drop([path])


@dataclass
class Renewed:
    made: int = 0
    gone: int = 0
    failed: int = 0


def renew_waiting(most: int = BATCH) -> Renewed:
    """Make what is waiting and what was asked for, at most so many; a page that fails waits on."""
    done = Renewed()
    if not store.is_on():
        return done
    for path in dict.fromkeys([*queries.wanted(most), *store.wishes(most)]):
        _renew_one(path, done)
    return done


def _renew_one(path: str, done: Renewed) -> None:
    try:
        if not Page.objects.filter(path=path, stored_at__isnull=False).exists():
            store.drop(path)
        kept = renew(path)
    except making.Broken as problem:
        # Later than the others, so that one broken page does not keep them waiting.
        Page.objects.filter(path=path).update(wanted_at=clock.now())
        logger.warning("A page could not be made: %s", problem)
        done.failed += 1
    else:
        done.made, done.gone = done.made + kept, done.gone + (not kept)


def build(paths: Iterable[str]) -> Renewed:
    """Make those of the pages that are not kept yet."""
    done = Renewed()
    for path in paths:
        if store.is_storable(path) and store.find(path) is None:
            _renew_one(path, done)
    return done


# -- what nobody may have noticed ---------------------------------------------------------------------------


def sweep() -> str:
    """A round of every minute: new day, new templates, what a stop left behind, then what waits."""
    if not store.is_on():
        return ""
    tell_of_the_day()
    tell_of_the_release()
    _mark_what_is_behind()
    _drop(list(Page.objects.filter(stored_at=None).values_list("path", flat=True)[:BATCH]))
    Change.objects.filter(at__lt=clock.now() - 6 * queries.REMEMBERED).delete()
    done = renew_waiting()
    return f"更新网页 {done.made} 个" if done.made else ""


@transaction.atomic
def _mark_what_is_behind() -> None:
    _hold()
    _hide(list(queries.behind(urgent=True).values_list("pk", "path")))
    queries.behind(urgent=False).update(wanted_at=clock.now())


def _hold() -> None:
    """Wait until no verb is changing pages: two that mark many of them at once could block each other."""
    list(Tick.objects.select_for_update().filter(pk=1))


@transaction.atomic
def tell_of_the_day() -> None:
    """A new day has begun for the pages that compare with it."""
    today = clock.today()
    Tick.objects.get_or_create(pk=1)
    if Tick.objects.filter(pk=1).exclude(day=today).update(day=today):
        touch(keys=DAILY)


@transaction.atomic
def tell_of_the_release() -> None:
    """The product itself changed: every page for new code, and for a template those made of it."""
    Tick.objects.get_or_create(pk=1)
    row = Tick.objects.get(pk=1)
    code, templates = release.of_code(), release.of_templates()
    if (row.code, row.templates) == (code, templates):
        return
    Tick.objects.filter(pk=1).update(code=code, templates=templates)
    if row.code != code:
        touch(keys=[queries.EVERYTHING])
        return
    names = {name for name, digest in templates.items() if row.templates.get(name) != digest}
    names |= row.templates.keys() - templates.keys()
    recipes = [one.pk for one in Recipe.objects.all() if names.intersection(one.templates)]
    Page.objects.filter(recipe__in=recipes).update(wanted_at=clock.now())
