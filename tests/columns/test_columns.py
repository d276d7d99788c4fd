"""Columns of the public site: what belongs to them, and who says so."""

import pytest
from django.core.exceptions import ValidationError

from mingbai.catalogue.models import CatalogueItem, Field, Genre
from mingbai.columns import actions
from mingbai.columns.models import Column
from mingbai.columns.queries.belonging import in_menu, records_of
from mingbai.columns.rules.belonging import Rule
from mingbai.disclosures.models import Information
from mingbai.ledger.models import Event
from mingbai.lib.verdict import Denied


def column(slug: str) -> Column:
    return Column.objects.get(slug=slug)


def test_every_shipped_rule_names_what_the_catalogue_knows(columns):
    for one in Column.objects.all():
        rule = one.belonging
        assert rule, one
        assert Genre.objects.filter(name__in=rule.genres).count() == len(rule.genres)
        assert Field.objects.filter(pk__in=rule.fields).count() == len(rule.fields)


def test_loading_again_leaves_what_the_county_set(columns):
    Column.objects.filter(slug="letters").update(name="群众来信", shown=False)
    assert actions.load_columns() == {"site_columns": 0}
    assert column("letters").name == "群众来信"


def test_a_record_enters_the_columns_of_its_genre_and_field(columns, public):
    item = CatalogueItem.objects.filter(field="caizhengyujuesuan").first()
    public(genre=Genre.objects.get(name="办事指南"), catalogue_item=item)
    holding = {one.slug for one in Column.objects.all() if records_of(one).exists()}
    assert holding == {"guides", "budgets", "key-fields"}


def test_a_rule_asks_for_every_part_and_one_of_each(columns, public):
    notice, plan = Genre.objects.get(name="通知"), Genre.objects.get(name="实施方案")
    public(genre=notice, title="低保通知")
    public(genre=notice, title="供水通知")
    public(genre=plan, title="低保方案")
    one = Column(rule=Rule(genres=("通知",), words=("低保", "医保")).as_json())
    assert [text.title[:4] for text in records_of(one)] == ["低保通知"]


def test_a_column_without_a_rule_holds_nothing(columns, public):
    public()
    assert not records_of(Column(rule={})).exists()


def test_only_columns_with_records_stand_in_the_menu(columns, public, django_assert_num_queries):
    public(genre=Genre.objects.get(name="政策解读"), catalogue_item=None)
    with django_assert_num_queries(4):
        assert [one.slug for one in in_menu()] == ["interpretations"]


def change(one: Column, by, **values):
    stands = {"name": one.name, "about": one.about, "order": one.order, "shown": one.shown}
    return actions.set_column(column=one, by=by, **stands | {"genres": ["通知"]} | values)


def test_setting_a_column_leaves_its_trace(columns, cast):
    change(column("notices"), cast.county_office, name="通知", words=["供水"])
    event = Event.objects.latest("sequence")
    assert (event.verb, event.detail) == ("columns.set", {"fields": ["name", "rule"]})
    assert column("notices").belonging == Rule(genres=("通知",), words=("供水",))


def test_nobody_but_the_county_office_sets_columns(columns, cast):
    with pytest.raises(Denied):
        change(column("notices"), cast.organisation_admin, name="改名")
    assert column("notices").name == "通知公告"


@pytest.mark.parametrize(
    "wrong",
    [
        {"genres": []},
        {"genres": ["没有的体裁"]},
        {"fields": ["nowhere"]},
        {"items": [0]},
        {"words": ["字" * 41]},
        {"name": "政策解读"},
        {"name": ""},
    ],
)
def test_a_wrong_rule_or_name_is_refused_and_nothing_kept(columns, cast, wrong):
    before = column("notices").rule
    with pytest.raises(ValidationError):
        change(column("notices"), cast.county_office, **wrong)
    assert column("notices").rule == before


def test_the_office_sets_a_column_on_its_page(columns, cast, client):
    client.force_login(cast.county_office)
    address = f"/desk/columns/{column('letters').pk}/"
    assert "来信选登" in client.get("/desk/columns/").content.decode()
    sent = {
        "name": "来信",
        "about": "说明",
        "order": "5",
        "genres": ["来信选登"],
        "items": "x",
        "words": "水",
    }
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "只写数字" in refused.content.decode()
    assert client.post(address, sent | {"items": ""}).status_code == 302
    assert (column("letters").name, column("letters").shown) == ("来信", False)


def test_an_empty_column_says_so_and_whom_to_call(columns, cast, visitor):
    cast.county.telephone = "0999-5550000"
    cast.county.save()
    page = visitor.get("/columns/letters/").content.decode()
    assert "还没有公开的信息" in page
    assert "0999-5550000" in page


def test_a_hidden_column_and_an_unknown_one_are_not_found(columns, visitor):
    Column.objects.filter(slug="letters").update(shown=False)
    for path in ("/columns/letters/", "/columns/letters/2026/", "/columns/nothing/"):
        assert visitor.get(path).status_code == 404


def test_a_guide_shows_from_when_it_holds_and_that_it_changed(columns, public, visitor):
    [guide] = public(genre=Genre.objects.get(name="办事指南"), effective_on="2026-12-01")
    Information.objects.filter(pk=guide.pk).update(public_number=2)
    page = visitor.get("/columns/guides/").content.decode()
    assert "2026-12-01 起执行" in page
    assert f"/r/{guide.pk}/versions/" in page
