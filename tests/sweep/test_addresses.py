"""Every address of the product, ours and the framework's, asked for by everybody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from mingbai.annual import actions as annual
from mingbai.catalogue.models import CatalogueItem
from mingbai.columns.actions import load_columns
from mingbai.columns.models import Column
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.duties import actions as duties
from mingbai.duties.models import Instance
from mingbai.evaluation import actions as evaluation
from mingbai.foi.values import Upload
from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.plans import actions as plans
from mingbai.promises import actions as promises
from mingbai.registers import actions as registers
from mingbai.reports import actions as reports
from mingbai.reviews.queries import open_state
from mingbai.timelimits.periods import period_of
from mingbai.villages import actions as villages
from tests.foi.making import NAME, TELEPHONE, entered
from tests.plans.making import make_plan
from tests.sweep.archive import archive_arguments
from tests.sweep.book import book_arguments
from tests.sweep.casework import OF_REQUEST
from tests.sweep.channels import channels_arguments
from tests.sweep.columns import browsing_arguments
from tests.sweep.feedback import feedback_arguments
from tests.sweep.forwarding import forwarding_arguments
from tests.sweep.gazette import gazette_arguments
from tests.sweep.households import household_arguments
from tests.sweep.loudspeakers import loudspeakers_arguments
from tests.sweep.onsite import onsite_arguments
from tests.sweep.outbox import outbox_arguments
from tests.sweep.printing import printing_arguments
from tests.sweep.remedies import remedy_arguments
from tests.sweep.screens import screen_arguments
from tests.sweep.syndication import syndication_arguments
from tests.sweep.table import ACCOUNTS, EVERYBODY, READERS, WHO
from tests.sweep.tracing import tracing_arguments


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    pattern: URLPattern


def addresses() -> list[Address]:
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, prefix: str, namespaces: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, route, inner)
        else:
            yield Address(":".join((*namespaces, entry.name or "")), route, entry)


def is_of(address: Address, prefix: str) -> bool:
    return address.route.startswith(prefix)


def test_no_address_is_missing_from_the_table():
    ours = [a for a in addresses() if not is_of(a, "cms/") and not is_of(a, "accounts/")]
    assert sorted({a.name for a in ours} - set(WHO)) == []
    assert {a.name for a in addresses() if is_of(a, "accounts/")} == ACCOUNTS


def test_no_address_of_signing_in_breaks_for_anybody(clients, arguments):
    for address in addresses():
        if is_of(address, "accounts/"):
            for name, client in clients.items():
                assert client.get(url_of(address, arguments)).status_code < 500, (address.route, name)


def test_the_table_names_no_address_that_is_gone():
    assert sorted(set(WHO) - {a.name for a in addresses()}) == []


@pytest.fixture
def register_rows(cast) -> dict:
    """One row of each register of 青禾镇, as the argument of the addresses about it."""
    by, town, day = cast.drafter, cast.town, date(2026, 3, 2)
    rows = {
        "activity": registers.add_activity(
            by=by, organisation=town, kind="training", held_on=date(2099, 1, 1), title="培训"
        ),
        "contact": registers.add_contact(
            by=by, organisation=town, kind="staff", user=by, name="丁拟", valid_from=day, filed_on=day
        ),
        "group": registers.add_group(by=by, organisation=town, name="领导小组", valid_from=day),
        "account": registers.open_account(
            by=by, organisation=town, platform="wechat", name="青禾发布", opened_on=day
        ),
    }
    verbs = {
        "activity": ("", "-correct", "-hold", "-cancel", "-proof"),
        "contact": ("-edit", "-succeed", "-end", "-receive"),
        "group": ("", "-edit", "-end", "-proof"),
        "account": ("", "-change", "-close", "-seen", "-proof"),
    }
    found = {f"registers:{kind}{verb}": {"pk": rows[kind].pk} for kind in rows for verb in verbs[kind]}
    return {
        **found,
        "registers:member-new": {"pk": rows["group"].pk},
        "registers:step-file": {"pk": rows["account"].steps.get().pk},
        "registers:step-receive": {"pk": rows["account"].steps.get().pk},
        "registers:activity-new": {"kind": "training"},
        "registers:kind-edit": {"key": "training"},
    }


@pytest.fixture
def village_rows(cast) -> dict:
    """The sheet that 柳湾村 has begun for this month, and a promise of 青禾镇."""
    key = period_of("month", clock.today()).key
    sheet = villages.start_sheet(village=cast.village, period_key=key, by=cast.reporter)
    promise = promises.add(
        by=cast.drafter,
        organisation=cast.town,
        year=2026,
        number=1,
        title="硬化村道",
        responsible=[cast.town],
        target_text="硬化村道12公里",
        due_on=date(2026, 12, 31),
    )
    about_sheet = "sheet edit template upload sign post close correct record print proof".split()
    about_promise = "promise edit confirm settle change cancel report".split()
    return {
        **{f"villages:{one}": {"pk": sheet.pk, "number": 1} for one in about_sheet},
        **{f"promises:{one}": {"pk": promise.pk} for one in about_promise},
        "villages:village": {"pk": cast.village.pk},
        "villages:objection": {"pk": cast.village.pk, "key": key},
    }


@pytest.fixture
def ledger_lines(cast) -> dict:
    """A line of 青禾镇's ledger."""
    duties.load_quotas()
    duties.refresh()
    line = {"pk": Instance.objects.filter(organisation=cast.town).first().pk}
    return {f"duties:{one}": line for one in ("line", "prove", "exempt")} | {
        "duties:quota": {"key": "training"},
        # Numbers of papers that are not there.
        **{f"duties:{one}": {"pk": 0} for one in ("take-back", "decide", "exemption-end", "task-evidence")},
    }


@pytest.fixture
def evaluation_rows(cast) -> dict:
    """A finding that 青禾镇 was told of, its sheet in a round, and its self-check; no sample, no circular."""
    by, county, town = cast.county_office, cast.county, cast.town
    finding = evaluation.add_finding(
        by=by, inspector=county, organisation=town, source="other", what="公开栏没有更新"
    )
    notice = evaluation.notify_findings(by=by, inspector=county, findings=[finding])[0]
    scheme = evaluation.create_scheme(by=by, organisation=county, title="考核", year=2026)
    indicator = evaluation.add_indicator(
        by=by, scheme=scheme, name="公开栏", weight=Decimal(10), rule={"kind": "manual"}
    )
    evaluation.use_scheme(by=by, scheme=scheme)
    round_ = evaluation.open_round(
        by=by, scheme=scheme, title="考核", period_key="2026", organisations=[town], self_until=clock.today()
    )
    sheet = round_.sheets.get()
    form = evaluation.start_selfcheck(by=cast.drafter, organisation=town, year=clock.today().year)
    about = [
        (finding, "finding finding-answer finding-object finding-recheck finding-decide finding-drop"),
        (notice, "notice"),
        (scheme, "scheme indicator-new scheme-use scheme-retire round-new"),
        (indicator, "indicator indicator-end"),
        (round_, "round round-export round-differences round-compute round-close-self round-review"),
        (round_, "round-freeze round-publish round-circular"),
        (sheet, "sheet sheet-submit"),
        (sheet.lines.get(), "line-self line-score line-exclude line-object"),
        (form, "selfcheck selfcheck-return selfcheck-receive"),
    ]
    found = {f"evaluation:{name}": {"pk": row.pk} for row, names in about for name in names.split()}
    number = {"key": "duties.late", "organisation": town.pk, "period": "2026"}
    return found | {"evaluation:number": number}


@pytest.fixture
def report_rows(cast, evaluation_rows) -> dict:
    """A draft report of 青禾镇 on its plan; no circular."""
    plan = make_plan(cast.town, cast.drafter, [{"path": "一、", "lead_text": ["青禾镇人民政府"]}])
    plan.tasks.update(checked_at=clock.now(), checked_by=cast.drafter)
    plans.confirm(plan=plan, by=cast.drafter)
    report = reports.begin(by=cast.drafter, plan=plan, organisation=cast.town)
    about = "report word excel head regenerate fix renew hand-over".split()
    return {
        **{f"reports:{one}": {"pk": report.pk} for one in about},
        **{f"reports:{one}": {"pk": report.parts.first().pk} for one in ("part", "accept")},
        **{f"reports:{one}-word": evaluation_rows[f"evaluation:{one}"] for one in ("notice", "selfcheck")},
        "reports:circular-word": {"pk": 0},
    }


@pytest.fixture
def request_rows(cast) -> dict:
    """A request that 青禾镇's officer has taken at the counter, with its paper; nothing else was done yet."""
    row = entered(cast, submitted_on=clock.today(), original=Upload("申请表.pdf", b"%PDF-1.4 sweep"))
    about = {"pk": row.pk, "number": row.files.get().pk, "kind": "register_sheet", "leaf": "granted"}
    return {
        **dict.fromkeys(OF_REQUEST, about),
        "casework:letter-new": {**about, "kind": "clarification"},
        "casework:letter-file": {**about, "ending": "pdf"},
        # Lines of the log count from 1 as files do: one that is not there.
        "casework:strike": {**about, "number": 0},
        "casework:enter-way": {"way": "counter"},
        "casework:office": {"pk": cast.town.pk},
        "casework:behind": {"pk": cast.town.pk, "what": "received"},
    }


@pytest.fixture
def annual_rows(cast) -> dict:
    """青禾镇's annual report of last year, just begun."""
    report = annual.begin(organisation=cast.town, year=clock.today().year - 1, by=cast.drafter)
    about = """report section accept regenerate figures submit recall send-back sign reopen hand-over hand-in
    below below-table remind cover word pdf excel json""".split()
    return {f"annual:{name}": {"pk": report.pk, "number": 1, "organisation": 0} for name in about} | {
        "annual:cell": {"pk": report.pk, "name": "three.一_新收.总计"}
    }


@pytest.fixture
def arguments(
    cast, content, desk, village_rows, register_rows, ledger_lines, evaluation_rows, report_rows, request_rows,
    annual_rows,
):  # fmt: skip
    """A record in review with a file, as the argument of every address about 青禾镇."""
    information = actions.create(organisation=cast.town, by=cast.drafter, **content)
    file = actions.attach(information=information, by=cast.drafter, data="说明".encode(), filename="说明.txt")
    information.refresh_from_db()
    actions.submit(information=information, by=cast.drafter)
    information.refresh_from_db()
    revision = information.latest_revision_id
    people = {"pk": cast.drafter.pk}
    plan = make_plan(cast.town, cast.drafter, [{"path": "一、"}])
    load_columns()
    return {
        "*": {"pk": information.pk, "number": 1, "first": 1, "second": 1, "old": revision, "new": revision},
        **ledger_lines,
        **evaluation_rows,
        **report_rows,
        **annual_rows,
        **remedy_arguments(cast),
        **request_rows,
        **{f"letters:{one}": {"pk": cast.town.pk, "key": "receipt"} for one in
           ("edit", "history", "restore", "word", "pdf")},
        # A reminder that is nobody's: 青禾镇 was told of its finding.
        "notifications:read": {"pk": 0},
        "file": {"pk": file.pk},
        "file_named": {"pk": file.pk, "name": "any.txt"},
        "look": {"name": "elder"},
        "api:v1:organisation": {"code": cast.town.code},
        "desk:file": {"pk": file.pk},
        "desk:original": {"pk": file.pk},
        "desk:review": {"state": open_state(information).pk},
        **browsing_arguments(CatalogueItem.objects.first().pk, Column.objects.get(slug="notices").pk),
        "catalogue:row": {"pk": information.catalogue_item_id},
        "catalogue:own": {"pk": cast.town.pk},
        "catalogue:adopt": {"pk": cast.town.pk},
        "wagtail_serve": {"0": "nothing-here/"},
        **archive_arguments(cast),
        **book_arguments(cast),
        **feedback_arguments(cast),
        **household_arguments(cast),
        **gazette_arguments(cast),
        **channels_arguments(cast),
        **printing_arguments(cast),
        **onsite_arguments(),
        **loudspeakers_arguments(),
        **forwarding_arguments(),
        **outbox_arguments(cast),
        **syndication_arguments(cast),
        **screen_arguments(cast),
        **tracing_arguments(cast),
        "timelimits:year": {"year": 2026},
        "timelimits:limit": {"key": "proactive"},
        "timelimits:change": {"key": "proactive"},
        **{f"plans:{name}": {"pk": plan.pk} for name in
           ("plan", "export", "original", "check", "units", "confirm", "close", "cancel", "add")},
        **{f"plans:{name}": {"pk": plan.tasks.get().pk} for name in
           ("task", "split", "drop", "restore", "owner")},
        **{f"desk:person{verb}": people for verb in
           ("", "-reset", "-unlock", "-deactivate", "-activate", "-second-factor")},
        "desk:membership-end": {"pk": cast.checker.memberships.get().pk},
        **register_rows,
        **village_rows,
        **{f"desk:organisation-{verb}": {"pk": cast.town.pk} for verb in ("edit", "rename", "merge", "close")},
    }  # fmt: skip


CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")
GROUP = re.compile(r"\((?:\?P<\w+>|\?:)?(?:[^()]|\([^()]*\))*\)[+*?]?")


def url_of(address: Address, arguments: dict) -> str:
    """The address with every argument filled in: the record's own numbers, else 1."""
    given = arguments.get(address.name, arguments["*"])
    route = GROUP.sub("nothing-here/" if address.name == "wagtail_serve" else "1", address.route)
    route = CONVERTED.sub(lambda found: str(given.get(found[1], 1)), route)
    return "/" + route.replace("^", "").replace("$", "").replace("\\", "")


@pytest.fixture
def clients(cast) -> dict[str, Client]:
    """Everybody of the cast before a browser of their own."""
    found = {name: Client() for name in EVERYBODY}
    for name, client in found.items():
        if name != "citizen":
            client.force_login(getattr(cast, name))
    return found


def is_open(response) -> bool:
    """Whether the page let the person in: a page, a form to correct, or a move within the desk."""
    if response.status_code in {301, 302}:
        return (
            settings.LOGIN_URL not in response["Location"] and "/accounts/login" not in response["Location"]
        )
    return response.status_code in {200, 405, 409, 422}


HANDLING = {"foi_officer", "checker", "secrecy", "approver"}
"""Those of 青禾镇 who handle requests, and so may know who asked and in which words."""


def shows_applicant(response) -> bool:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return any(mark.encode() in body for mark in (NAME, TELEPHONE, "招标文件和中标通知书"))


def test_the_numbers_beside_the_menu_break_no_page(clients, arguments):
    assert {clients[name].get("/desk/").status_code for name in EVERYBODY - {"citizen"}} == {200}


def walkers(address: Address) -> list[str]:
    """Everybody; on PostgreSQL the citizen, a stranger and one whom the page opens for.

    Who may see what does not hang on the database; whether a page's queries work there does.
    """
    if connection.vendor == "sqlite":
        return sorted(EVERYBODY)
    return sorted({"citizen", "stranger", *sorted(WHO[address.name])[:1]})


def test_every_address_opens_for_those_it_should_and_for_nobody_else(clients, arguments, uncounted_menu):
    wrong = []
    for address in addresses():
        if address.name not in WHO:
            continue
        url = url_of(address, arguments)
        for name in walkers(address):
            response = clients[name].get(url)
            expected = name in WHO[address.name]
            if name not in HANDLING and shows_applicant(response):
                wrong.append((url, name, "shows who asked for information"))
            if response.status_code >= 500 or is_open(response) != expected:
                wrong.append((url, name, response.status_code, "should open" if expected else "must not"))
    assert wrong == []


def test_no_address_of_the_cms_opens_for_anybody_but_its_editors(clients, arguments):
    wrong = []
    for address in addresses():
        if not is_of(address, "cms/"):
            continue
        url = url_of(address, arguments)
        for name in sorted(EVERYBODY - {"county_office"}):
            response = clients[name].get(url)
            harmless = address.name.split(":")[-1] in {
                "wagtailadmin_sprite",
                "wagtailadmin_javascript_catalog",
            }
            if response.status_code >= 500 or (response.status_code == 200 and not harmless):
                wrong.append((url, name, response.status_code))
    assert wrong == []


def test_the_cms_shows_no_unpublished_record_even_to_its_editors(clients, arguments):
    title = Information.objects.get().title.encode()
    client = clients["county_office"]
    for address in addresses():
        if is_of(address, "cms/"):
            response = client.get(url_of(address, arguments))
            assert response.status_code < 500, address.route
            assert title not in getattr(response, "content", b""), address.route


def test_nobody_who_may_not_read_a_record_changes_it_by_posting(clients, arguments):
    before = Information.objects.values().get()
    sent = {
        "title": "改", "body": "<p>改</p>", "reason": "改", "comment": "改", "text": "改", "base": before["latest_revision_id"],
        "digest": before["digest"], "decision": "approve", "when": "now", "confirm": "1",
    }  # fmt: skip
    events = Event.objects.filter(verb__startswith="record.").count()
    for address in addresses():
        if not is_of(address, "desk/records/") and not is_of(address, "desk/reviews/"):
            continue
        url = url_of(address, arguments)
        for name in sorted(EVERYBODY - READERS):
            assert clients[name].post(url, sent).status_code < 500, url
    assert Information.objects.values().get() == before
    assert Event.objects.filter(verb__startswith="record.").count() == events


def test_an_auditor_changes_nothing_by_posting(clients, arguments):
    before = Information.objects.values().get()
    checked = Information.objects.get().check_report.at
    events = Event.objects.count()
    for address in addresses():
        if is_of(address, "desk/records/") or is_of(address, "desk/reviews/"):
            clients["auditor"].post(url_of(address, arguments), {"base": before["latest_revision_id"]})
    assert Information.objects.values().get() == before
    assert Information.objects.get().check_report.at == checked
    assert Event.objects.count() == events
