"""The fixed cast, and what every test of the product stands on.

青禾镇 has a drafter, a checker, a secrecy reviewer and an approver; 临河镇 is the next town,
where the stranger drafts. The citizen is nobody who signed in.
"""

import os
import shutil
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from unittest import TestCase

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.db import connection, transaction
from hypothesis import HealthCheck
from hypothesis import settings as examples
from playwright.sync_api import sync_playwright

from mingbai.accounts.models import User
from mingbai.catalogue.models import CatalogueItem, Genre, Theme
from mingbai.disclosures import actions
from mingbai.disclosures.models import Information
from mingbai.organisations.models import Kind, Membership, Organisation, Role
from mingbai.reviews.actions import SecrecyOpinion
from mingbai.reviews.models import Step
from mingbai.reviews.queries import open_state, step_of
from mingbai.shell import counters
from tests import kept
from tests.first_day import load

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MAY_BE_MISSING = {
    "browser": (BROWSER is not None, "Chromium"),
    "libreoffice": (shutil.which("soffice") is not None, "LibreOffice"),
    "nginx": (shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None, "nginx"),
    "redis": (bool(os.environ.get("TEST_REDIS_URL")), "Redis (TEST_REDIS_URL)"),
}


# A busy machine is no failure: no test is judged by how long it took.
examples.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("any_machine")

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium():
    """One headless Chromium for all browser tests of a process."""
    # Playwright runs an event loop in the test's thread; Django's guard does not know that it is harmless.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}

LONG = ("tests/sweep/", "tests/demo/test_loading.py", "tests/casework/test_every_verb.py")
"""What takes longest goes first, so that no worker is left with it when the others have finished."""


def _empties_tables(item) -> bool:
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction")) or bool(
        {"live_server", "transactional_db"} & set(item.fixturenames)
    )


def _touches_database(item) -> bool:
    """Nothing else can: pytest-django refuses every query of a test that asks for none of these."""
    is_test_case = item.cls is not None and issubclass(item.cls, TestCase)
    asks = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames)
    return is_test_case or bool(asks)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    postgres = connection.vendor == "postgresql"
    for item in items:
        if _empties_tables(item):
            item.add_marker("live")
        if not _touches_database(item):
            item.add_marker("database_free")
        for mark, (present, what) in MAY_BE_MISSING.items():
            if item.get_closest_marker(mark) and not present:
                item.add_marker(pytest.mark.skip(reason=f"{what} is not installed here"))
        if item.get_closest_marker("postgres") and not postgres:
            item.add_marker(pytest.mark.skip(reason="runs when DATABASE_URL is PostgreSQL"))


def pytest_sessionfinish(session, exitstatus):
    """Where everything is said to be there, a test skipped for a missing program is a failure."""
    if not os.environ.get("MINGBAI_REQUIRE_ALL"):
        return
    missing = [what for present, what in MAY_BE_MISSING.values() if not present]
    if missing and not hasattr(session.config, "workerinput"):
        print(f"\nMINGBAI_REQUIRE_ALL is set, but missing: {', '.join(missing)}")
        session.exitstatus = 1


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    with django_db_blocker.unblock():
        before = kept.set_up(load)
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(before, verbosity=0)


@pytest.fixture
def standard(db) -> None:
    """The packaged catalogue and the default review, again where a live-server test emptied the tables."""
    if not Theme.objects.exists():
        load()


def keep_files_in(folder: Path) -> None:
    for name in ("default", "public"):
        settings.STORAGES[name]["OPTIONS"]["location"] = str(folder / name)
    storages._storages.clear()


@pytest.fixture(scope="module")
def shared_rows(django_db_setup, django_db_blocker, tmp_path_factory):
    """For fixtures of a whole file: what they write stands for all its tests, whose own writing is undone.

    What takes long to make is made once so. A test gets such a row anew from the database. Not for files with
    tests that commit.
    """
    folder = tmp_path_factory.mktemp("shared")
    keep_files_in(folder)
    with django_db_blocker.unblock(), transaction.atomic():
        if not Theme.objects.exists():
            load()
        yield folder
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def files_in_a_temporary_folder(request, tmp_path):
    shared = "shared_rows" in request.fixturenames
    keep_files_in(request.getfixturevalue("shared_rows") if shared else tmp_path)
    settings.STORED_PAGES = ""  # tests of kept pages switch it on
    settings.API_BULK_DIR = tmp_path / "bulk"
    settings.API_PER_MINUTE = settings.API_BULK_PER_MINUTE = 0  # tests of limits set them
    yield


@pytest.fixture
def shared() -> Path:
    """The folder of shared inputs; tests that read it are skipped where it is absent."""
    path = Path(os.environ.get("MINGBAI_SHARED", settings.BASE_DIR.parent / "shared"))
    if not path.is_dir():
        pytest.skip("no shared folder here (MINGBAI_SHARED)")
    return path


@dataclass
class Cast:
    """The people and places of the tests."""

    county: Organisation
    town: Organisation
    village: Organisation
    next_town: Organisation
    drafter: User
    second_drafter: User
    checker: User
    secrecy: User
    approver: User
    foi_officer: User
    reporter: User
    stranger: User
    county_office: User
    auditor: User
    system_admin: User
    security_admin: User
    audit_admin: User
    organisation_admin: User


def _hired(**jobs: tuple[str, str, Organisation, Role]) -> dict[str, User]:
    """These people in their jobs, each given as user name, full name, place and role; two queries for all."""
    people = {key: User(username=job[0], full_name=job[1]) for key, job in jobs.items()}
    User.objects.bulk_create(people.values())
    Membership.objects.bulk_create(
        Membership(user=people[key], organisation=place, role=role, valid_from=date(2020, 1, 1))
        for key, (_, _, place, role) in jobs.items()
    )
    return people


def _person(username: str, full_name: str, organisation: Organisation, role: Role) -> User:
    return _hired(one=(username, full_name, organisation, role))["one"]


@pytest.fixture
def cast(standard) -> Cast:
    return engaged()


@pytest.fixture(scope="module")
def shared_cast(shared_rows) -> Cast:
    """The cast of a whole file. For its tests: `from tests.conftest import cast_again as cast`."""
    return engaged()


@pytest.fixture
def cast_again(shared_cast, db) -> Cast:
    return Cast(**{field.name: again(getattr(shared_cast, field.name)) for field in fields(Cast)})


def again(row):
    """The same row as the database has it: nothing that an earlier test did to it is left."""
    return type(row)._default_manager.get(pk=row.pk)


@pytest.fixture
def notice(desk, content) -> Information:
    """A complete text of 青禾镇 that is public."""
    return desk.published(**content)


@pytest.fixture(scope="module")
def shared_notice(shared_cast) -> Information:
    """The `notice` of a whole file. For its tests: `from tests.conftest import notice_again as notice`."""
    return Desk(shared_cast).published(**complete_text())


@pytest.fixture
def notice_again(shared_notice, db) -> Information:
    return again(shared_notice)


def engaged() -> Cast:
    county = Organisation.add_root(code="MB00", kind=Kind.COUNTY, name="明白县人民政府", slug="county")
    town = county.add_child(
        code="MB10", kind=Kind.TOWNSHIP, name="青禾镇人民政府", slug="qinghe", telephone="0999-5550101"
    )
    next_town = county.add_child(code="MB20", kind=Kind.TOWNSHIP, name="临河镇人民政府", slug="linhe")
    village = town.add_child(code="MB11", kind=Kind.VILLAGE, name="柳湾村村民委员会", slug="liuwan")
    return Cast(
        county=county,
        town=town,
        village=village,
        next_town=next_town,
        **_hired(
            drafter=("drafter", "丁拟", town, Role.DRAFTER),
            second_drafter=("drafter2", "丁二", town, Role.DRAFTER),
            checker=("checker", "沈核", town, Role.CHECKER),
            secrecy=("secrecy", "鲍密", town, Role.SECRECY_REVIEWER),
            approver=("approver", "钱发", town, Role.APPROVER),
            foi_officer=("foiofficer", "易经办", town, Role.FOI_OFFICER),
            reporter=("reporter", "柳报", village, Role.REPORTER),
            stranger=("stranger", "林外", next_town, Role.DRAFTER),
            county_office=("office", "县公", county, Role.COUNTY_OFFICE),
            auditor=("auditor", "申计", county, Role.AUDITOR),
            system_admin=("sysadmin", "习统", county, Role.SYSTEM_ADMIN),
            security_admin=("secadmin", "安全", county, Role.SECURITY_ADMIN),
            audit_admin=("auditadmin", "宋审", county, Role.AUDIT_ADMIN),
            organisation_admin=("orgadmin", "单管", town, Role.ORGANISATION_ADMIN),
        ),
    )


@pytest.fixture
def uncounted_menu(monkeypatch) -> None:
    """The menu without its numbers, which are half the work of a refusal; for walks over thousands of pages."""
    monkeypatch.setattr(counters, "_counters", {})


@pytest.fixture
def content(standard) -> dict:
    return complete_text()


def complete_text() -> dict:
    """A complete text that passes the checks."""
    return {
        "title": "青禾镇人民政府关于做好冬季供水保障工作的通知",
        "document_number": "青政发〔2026〕12号",
        "written_on": date(2026, 11, 2),
        "theme": Theme.objects.get(parent=None, name="综合政务"),
        "genre": Genre.objects.get(name="通知"),
        "catalogue_item": CatalogueItem.objects.first(),
        "openness": "proactive",
        "body": "<p>各村民委员会：</p><p>为保障冬季供水，请各村于每周一检查管道。</p>",
    }


class Desk:
    """Plays a record through the office with the right people."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def approve_all(self, information: Information) -> Information:
        """Let every open step be approved by the person whose step it is."""
        people = {
            Step.CHECK: self.cast.checker,
            Step.SECRECY: self.cast.secrecy,
            Step.APPROVE: self.cast.approver,
        }
        while state := open_state(information):
            step = step_of(state)
            opinion = SecrecyOpinion("publishable", "逐项核对") if step == Step.SECRECY else None
            actions.approve(
                information=information, by=people[step], digest=information.digest, opinion=opinion
            )
            information.refresh_from_db()
        return information

    def approved(self, **content) -> Information:
        information = actions.create(organisation=self.cast.town, by=self.cast.drafter, **content)
        actions.submit(information=information, by=self.cast.drafter)
        information.refresh_from_db()
        return self.approve_all(information)

    def published(self, **content) -> Information:
        return actions.publish(information=self.approved(**content), by=self.cast.approver)


@pytest.fixture
def desk(cast) -> Desk:
    return Desk(cast)
