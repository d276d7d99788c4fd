"""Run apart from the tests: changes what is public, and is killed at each step in turn.

python -m tests.stored.killing; DATABASE_URL, MINGBAI_DATA and STORED_PAGES say where. Prints JSON:
{step: [problems]}, where a problem is a file that shows what it must not, or lacks what it must have.
"""

import json
import os
import signal
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.settings")
django.setup()

from django.db import connections

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.disclosures import actions as records
from mingbai.disclosures.actions import publishing, reading_back
from mingbai.disclosures.models import Information
from mingbai.disclosures.states import Status
from mingbai.organisations.models import Kind, Membership, Organisation, Role
from mingbai.reviews.actions import SecrecyOpinion
from mingbai.reviews.models import Step
from mingbai.reviews.queries import open_state, step_of
from mingbai.stored import actions as pages
from mingbai.stored import queries, store

LISTS = ("/", "/organisations/county/")
# Where the process ends: (module, name of the function before whose call, which call it is).
STEPS = {
    "inside the transaction": (publishing.followers, "tell", 1),
    "after the commit, before files go": (store, "drop", 1),
    "between two files": (store, "drop", 2),
    "before reading back": (reading_back, "ask", 1),
    "before a page is made": (pages.making, "make", 1),
    "before its row": (pages, "_noted", 1),
    "before its file": (store, "write", 1),
    "before the twin": (store, "_put", 2),
    "before the last look": (queries, "missed", 1),
    "between two pages": (pages.making, "make", 2),
}


def people() -> dict[str, User]:
    county = Organisation.add_root(code="K", kind=Kind.COUNTY, name="明白县人民政府", slug="county")
    found = {}
    for role in (Role.DRAFTER, Role.CHECKER, Role.SECRECY_REVIEWER, Role.APPROVER):
        found[role] = User.objects.create(username=role.value, full_name=role.label)
        Membership.objects.create(
            user=found[role], organisation=county, role=role, valid_from=date(2020, 1, 1)
        )
    return found


def approved(by: dict[str, User], title: str) -> Information:
    text = records.create(
        organisation=Organisation.objects.get(code="K"),
        by=by[Role.DRAFTER],
        title=title,
        body="<p>请各单位认真落实。</p>",
        written_on=date(2026, 11, 2),
        openness="proactive",
        theme=Theme.objects.get(parent=None, name="综合政务"),
        genre=Genre.objects.get(name="通知"),
        catalogue_item=CatalogueItem.objects.first(),
    )
    records.submit(information=text, by=by[Role.DRAFTER])
    deciders = {Step.CHECK: Role.CHECKER, Step.SECRECY: Role.SECRECY_REVIEWER, Step.APPROVE: Role.APPROVER}
    while state := open_state(Information.objects.get(pk=text.pk)):
        text.refresh_from_db()
        step = step_of(state)
        opinion = SecrecyOpinion("publishable", "逐项核对") if step == Step.SECRECY else None
        records.approve(information=text, by=by[deciders[step]], digest=text.digest, opinion=opinion)
    return Information.objects.get(pk=text.pk)


def in_a_child(step: str, change: Callable[[], object]) -> bool:
    """Do the change and make its pages, killed at `step`; whether it was."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _arm(*STEPS[step])
        change()
        pages.renew_waiting()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _arm(module: object, name: str, call: int) -> None:
    real, calls = getattr(module, name), []

    def deadly(*arguments, **named):
        calls.append(1)
        if len(calls) == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)

    setattr(module, name, deadly)


def shows(title: str) -> set[str]:
    found = ((path, file) for path, file in store.every() if file.suffix == ".html")
    return {path for path, file in found if title in file.read_text()}


def problems_of_publication(step: str, by: dict[str, User]) -> Iterator[str]:
    title = f"明白县人民政府关于发布的通知（{step}）"
    text = approved(by, title)
    pages.build(LISTS)
    killed = in_a_child(step, lambda: records.publish(information=text, by=by[Role.APPROVER]))
    if not killed and step != "between two files":
        yield "was not killed"
    public = Information.objects.get(pk=text.pk).status == Status.PUBLISHED
    if not public and shows(title):
        yield f"shows what was never published: {shows(title)}"
    records.sweep()
    pages.sweep()
    lacking = (
        {*LISTS} - shows(title) if Information.objects.get(pk=text.pk).status == Status.PUBLISHED else set()
    )
    yield from (f"lacks it after the sweep: {path}" for path in sorted(lacking))


def problems_of_takedown(step: str, by: dict[str, User]) -> Iterator[str]:
    title = f"明白县人民政府关于撤下的通知（{step}）"
    text = records.publish(information=approved(by, title), by=by[Role.APPROVER])
    pages.build([*LISTS, text.get_absolute_url()])
    pages.renew_waiting()
    if shows(title) != {*LISTS, text.get_absolute_url()}:
        yield "was not shown everywhere before"
    in_a_child(step, lambda: records.remove(information=text, reason="发错了", by=by[Role.APPROVER]))
    gone = Information.objects.get(pk=text.pk).status == Status.REMOVED
    records.sweep()
    pages.sweep()
    if gone and shows(title):
        yield f"still shown after the sweep: {sorted(shows(title))}"
    if not gone:
        records.remove(information=Information.objects.get(pk=text.pk), reason="发错了", by=by[Role.APPROVER])


def main() -> None:
    Path(store.root()).mkdir(parents=True, exist_ok=True)
    by = people()
    found = {}
    for step in STEPS:
        found[step] = [*problems_of_publication(step, by), *problems_of_takedown(step, by)]
    print(json.dumps(found, ensure_ascii=False))


main()
