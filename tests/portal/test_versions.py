"""What was public before stays readable, unless it must not be."""

import pytest

from mingbai.disclosures import actions
from tests.conftest import Desk, again, complete_text
from tests.conftest import cast_again as cast
from tests.portal.conftest import Office

__all__ = ["cast"]
AFTER = "<p>请各村于每周二检查管道。</p>"


@pytest.fixture(scope="module")
def shared_office(shared_cast) -> Office:
    return Office(Desk(shared_cast), complete_text())


@pytest.fixture(scope="module")
def shared_correction(shared_office):
    return shared_office.corrected(shared_office.published(), note="检查时间更正为每周二", body=AFTER)


@pytest.fixture(scope="module")
def shared_concealment(shared_office):
    return shared_office.corrected(shared_office.published(), note="原文含个人信息", conceal=True, body=AFTER)


@pytest.fixture
def corrected(shared_correction, db):
    return again(shared_correction)


@pytest.fixture
def concealed(shared_concealment, db):
    return again(shared_concealment)


def test_versions_are_listed_with_their_notes(visitor, corrected):
    page = visitor.get(f"{corrected.get_absolute_url()}versions/").content.decode()
    assert "首次公开" in page
    assert "检查时间更正为每周二" in page
    assert f"{corrected.get_absolute_url()}compare/1/2/" in page


def test_an_old_version_shows_its_text_under_a_banner(visitor, corrected):
    page = visitor.get(f"{corrected.get_absolute_url()}versions/1/").content.decode()
    assert "历史版本" in page
    assert "每周一检查管道" in page
    assert corrected.versions.get(number=1).digest in page


def test_two_versions_are_compared_word_by_word(visitor, corrected):
    page = visitor.get(f"{corrected.get_absolute_url()}compare/2/1/").content.decode()
    assert "<del>" in page
    assert "<ins>" in page
    assert "第 1 版与第 2 版对比" in page


def test_a_changed_title_is_named_in_the_comparison(visitor, office):
    published = office.corrected(office.published(), title="改过的标题")
    page = visitor.get(f"{published.get_absolute_url()}compare/1/2/").content.decode()
    assert "<td>改过的标题</td>" in page
    assert "两版正文相同" in page


@pytest.mark.parametrize("path", ["versions/", "versions/1/", "compare/1/2/", ""])
def test_a_concealed_version_shows_only_its_note(visitor, concealed, path):
    page = visitor.get(f"{concealed.get_absolute_url()}{path}").content.decode()
    assert "每周一" not in page


def test_the_list_says_that_a_version_is_concealed_and_offers_no_link(visitor, concealed):
    page = visitor.get(f"{concealed.get_absolute_url()}versions/").content.decode()
    assert "内容不再显示" in page
    assert "/versions/1/" not in page
    assert "/compare/" not in page


@pytest.mark.parametrize("path", ["versions/", "versions/1/", "versions/2/", "compare/1/2/"])
def test_of_a_removed_text_no_version_is_left(visitor, corrected, cast, path):
    actions.remove(information=corrected, reason="误发", by=cast.approver)
    response = visitor.get(f"{corrected.get_absolute_url()}{path}")
    assert response.status_code == 410
    assert corrected.title not in response.content.decode()


@pytest.mark.parametrize("path", ["versions/", "versions/1/", "compare/1/1/"])
def test_a_draft_has_no_versions(visitor, office, path):
    assert visitor.get(f"{office.draft().get_absolute_url()}{path}").status_code == 404


@pytest.mark.parametrize("path", ["versions/9/", "compare/1/9/", f"versions/{'9' * 30}/"])
def test_a_version_that_never_was_is_not_found(visitor, corrected, path):
    assert visitor.get(f"{corrected.get_absolute_url()}{path}").status_code == 404


def test_an_old_version_names_its_organisation_after_the_code_changed(visitor, corrected, cast):
    cast.town.code = "MB99"
    cast.town.save()
    response = visitor.get(f"{corrected.get_absolute_url()}versions/1/")
    assert "青禾镇人民政府" in response.content.decode()
