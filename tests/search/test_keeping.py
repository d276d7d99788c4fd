"""The county office's part: words that mean the same, and what found nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from mingbai.ledger.models import Event
from mingbai.lib import clock
from mingbai.lib.verdict import Denied
from mingbai.search import actions
from mingbai.search.actions import missing
from mingbai.search.models import MissedWord, SynonymGroup
from mingbai.search.queries.keeping import missed_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast):
    client = Client()
    client.force_login(cast.county_office, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_county_adds_changes_and_gives_up_a_group_and_the_trail_has_it(cast):
    by = cast.county_office
    group = actions.add_synonyms(by=by, words=["路灯", "亮化"])
    actions.change_synonyms(by=by, group=group, words=["路灯", "亮化", "照明灯"], note="路灯科")
    actions.retire_synonyms(by=by, group=group)
    actions.retire_synonyms(by=by, group=group)

    verbs = list(Event.objects.filter(verb__startswith="synonym.").values_list("verb", flat=True))
    assert verbs == ["synonym.add", "synonym.change", "synonym.retire"]
    group.refresh_from_db()
    assert (group.words, group.active) == (["路灯", "亮化", "照明灯"], False)


def test_the_setup_never_brings_back_what_the_county_changed(cast):
    actions.load_synonyms()
    group = SynonymGroup.objects.get(packaged="低保")
    actions.retire_synonyms(by=cast.county_office, group=group)
    other = SynonymGroup.objects.get(packaged="社保")
    actions.change_synonyms(by=cast.county_office, group=other, words=["社保", "社会保险费"])

    assert actions.load_synonyms() == 0
    assert not SynonymGroup.objects.get(packaged="低保").active
    assert SynonymGroup.objects.get(packaged="社保").words == ["社保", "社会保险费"]


def test_nobody_else_changes_synonyms(cast):
    with pytest.raises(Denied):
        actions.add_synonyms(by=cast.drafter, words=["路灯", "亮化"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["路灯"], "至少写两个"),
        (["路灯", "路灯"], "至少写两个"),
        (["路灯", "灯"], "2 到 20 个字"),
        (["路灯", "公共 照明"], "标点或者空格"),
        (["路灯", "，，"], "标点或者空格"),
        ([f"词语{n}" for n in range(13)], "最多 12 个词"),
        (["低保", "生活补助"], "已经在"),
    ],
)
def test_what_is_no_group_is_refused_in_words(cast, words, said):
    SynonymGroup.objects.create(words=["低保", "最低生活保障"])
    with pytest.raises(ValidationError, match=said):
        actions.add_synonyms(by=cast.county_office, words=words)
    assert SynonymGroup.objects.count() == 1


def test_the_page_lists_finds_and_changes_groups(office):
    actions.load_synonyms()
    page = office.get("/desk/search/?q=五保").content.decode()
    assert "特困、特困供养" in page and "社保" not in page

    group = SynonymGroup.objects.get(packaged="特困")
    assert "五保供养" in office.get(f"/desk/search/{group.pk}/").content.decode()
    office.post(f"/desk/search/{group.pk}/", {"words": "特困\n五保"})
    office.post(f"/desk/search/{group.pk}/retire/")
    group.refresh_from_db()
    assert (group.words, group.active) == (["特困", "五保"], False)


def test_a_wrong_group_keeps_what_was_typed(office):
    answer = office.post("/desk/search/add/", {"words": "路灯"})
    assert answer.status_code == 422
    assert "至少写两个不同的词" in answer.content.decode() and "路灯" in answer.content.decode()
    assert office.post("/desk/search/add/", {"words": "\0"}).status_code == 422


def test_words_that_found_nothing_are_counted_and_lead_to_a_synonym(office):
    for _ in range(3):
        actions.count_missed(words="路燈")
    actions.count_missed(words="挖掘机")

    page = office.get("/desk/search/missed/").content.decode()
    assert page.index("路燈") < page.index("挖掘机")
    assert "路燈" in office.get("/desk/search/add/", {"word": "路燈"}).content.decode()


def test_long_words_and_floods_are_not_counted(monkeypatch):
    monkeypatch.setattr(missing, "MOST_A_DAY", 2)

    counted = [actions.count_missed(words=one) for one in ("甲" * 31, "！", "甲乙", "乙丙", "丙丁", "甲乙")]

    assert counted == [False, False, True, True, False, True]


def test_words_are_forgotten_after_ninety_days():
    today = clock.today()
    MissedWord.objects.create(word="旧词", day=today - timedelta(days=91))
    MissedWord.objects.create(word="新词", day=today - timedelta(days=90))

    assert "1 条" in actions.forget_missed()
    assert list(missed_words(200).values_list("word", flat=True)) == ["新词"]
