"""Two people of the county office, two published documents, and an issue with them."""

from types import SimpleNamespace

import pytest

from mingbai.catalogue.models import Genre
from mingbai.gazette import actions
from mingbai.gazette.models import Issue
from mingbai.lib import clock
from mingbai.organisations.models import Role
from tests.conftest import _person
from tests.portal.conftest import office, visitor

__all__ = ["office", "visitor"]

TABLE = (
    "<table><caption>补贴标准</caption><tbody><tr><td>序号</td><td>户主</td><td>金额（元）</td></tr>"
    + "".join(f"<tr><td>{n}</td><td>𠮷㐂</td><td>{n * 100}</td></tr>" for n in range(1, 40))
    + "</tbody></table>"
)
BODY = f"<p>各村民委员会：</p><h2>一、补贴对象</h2><p>全镇农户都在内，共 39 户。</p>{TABLE}<p>特此通知。</p>"


@pytest.fixture
def issuer(cast):
    """A colleague who has no hand in the editing."""
    return _person("office2", "县核", cast.county, Role.COUNTY_OFFICE)


@pytest.fixture
def texts(office) -> list:
    """One is a policy document by its genre, the other a notice that prints a rule."""
    second = {
        "title": "青禾镇人民政府关于印发养殖补贴办法的通知",
        "document_number": "青政发〔2026〕13号",
        "body": BODY,
    }
    return [office.published(genre=Genre.objects.get(name="意见")), office.published(**second)]


@pytest.fixture
def press(cast, issuer):
    """Plays an issue through the office."""

    def begin(*texts, **given) -> Issue:
        number = Issue.objects.count() + 1
        values = {"year": 2026, "number": number, "total_number": number, "planned_on": clock.today()}
        issue = actions.open_issue(organisation=cast.county, by=cast.county_office, **{**values, **given})
        for text in texts:
            actions.put_in(issue=issue, information=text, by=cast.county_office)
        return issue

    def frozen(*texts, **given) -> Issue:
        issue = actions.freeze(issue=begin(*texts, **given), by=cast.county_office)
        actions.make_copy(issue=issue)
        return issue

    def issued(*texts, **given) -> Issue:
        return actions.issue_out(issue=frozen(*texts, **given), by=issuer)

    return SimpleNamespace(begin=begin, frozen=frozen, issued=issued)
