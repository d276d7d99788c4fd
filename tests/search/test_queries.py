"""Order, filters, facets, and queries nobody should type."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from mingbai.commands.verb import WrongUse
from mingbai.organisations.models import Kind, Organisation
from mingbai.search.actions import put, put_many
from mingbai.search.entries import STAFF
from mingbai.search.queries import NEWEST, Query, search

pytestmark = pytest.mark.django_db


def found(words, **query):
    return [hit.record_id for hit in search(Query(words=words, **query)).hits]


def test_titles_come_before_texts_and_whole_titles_before_parts(make_entry):
    put_many(
        [
            make_entry(1, title="通知", text="低保申请", day=date(2025, 1, 1)),
            make_entry(2, title="低保申请办法", text="", day=date(2020, 1, 1)),
            make_entry(3, title="低保申请", text="", day=date(2019, 1, 1)),
            make_entry(4, title="通知", text="低保申请", day=date(2026, 1, 1)),
        ]
    )

    assert found("低保申请") == [3, 2, 4, 1]
    assert found("低保申请", order=NEWEST) == [4, 1, 2, 3]


def test_a_title_with_one_of_the_words_comes_before_a_title_with_none(make_entry):
    put_many(
        [
            make_entry(1, title="通知", text="低保怎样申请", day=date(2025, 1, 1)),
            make_entry(2, title="低保办法", text="申请", day=date(2020, 1, 1)),
            make_entry(3, title="低保申请", text="", day=date(2019, 1, 1)),
        ]
    )

    assert found("低保 申请") == [3, 2, 1]


def test_all_words_must_occur(make_entry):
    put_many([make_entry(1, text="低保金发放"), make_entry(2, text="发放种子", title="春耕")])

    assert found("发放 低保金") == [1]


def test_a_phrase_in_quotes_keeps_its_inside_together(make_entry):
    put_many([make_entry(1, text="养老、医疗"), make_entry(2, text="养老与医疗")])

    assert found("“养老、医疗”") == [1]
    assert sorted(found("养老 医疗")) == [1, 2]


def test_a_word_is_not_found_across_a_comma(make_entry):
    put(make_entry(1, text="政务，公开。2020，年"))

    assert (found("政务公开"), found("2020年"), found("政务")) == ([], [], [1])


@pytest.mark.parametrize(
    "typed",
    [
        "盏政发〔2020〕118号",
        "盏政发[2020]118号",
        "盏政发（2020）118",
        "盏政发【2020】118号",
        "盏政发2020118号",
        "盏政发〔2020〕118",
    ],
)
def test_a_document_number_finds_its_document_first(make_entry, typed):
    put_many(
        [
            make_entry(1, title="转发盏政发〔2020〕118号", text="盏政发〔2020〕1189号", day=date(2025, 1, 1)),
            make_entry(2, title="通知", document_number="盏政发〔2020〕118号", day=date(2020, 1, 1)),
        ]
    )

    result = search(Query(words=typed))

    assert result.hits[0].record_id == 2
    assert result.count == len(result.hits)


def test_an_index_number_finds_its_record_first(make_entry):
    put_many([make_entry(31, text="见MB-2024-00032"), make_entry(32)])

    assert found("mb-2024-00032")[0] == 32


@pytest.fixture
def county(make_entry):
    """甲镇 with 甲村, and 乙镇; records 1, 2 and 3 are theirs, 4 and 5 the county's."""
    root = Organisation.add_root(code="A", kind=Kind.COUNTY, name="明白县人民政府", slug="a")
    first = root.add_child(code="B", kind=Kind.TOWNSHIP, name="甲镇", slug="b")
    village = first.add_child(code="C", kind=Kind.VILLAGE, name="甲村", slug="c")
    second = root.add_child(code="D", kind=Kind.TOWNSHIP, name="乙镇", slug="d")

    def of(organisation, record_id, **changes):
        names = {"organisation_id": organisation.pk, "organisation_name": organisation.name}
        return make_entry(record_id, **{**names, **changes})

    put_many(
        [
            of(first, 1),
            of(village, 2),
            of(second, 3),
            of(root, 4, field="教育", theme="文教", validity="废止", genre="意见", openness="依申请公开"),
            of(root, 5, day=date(2019, 12, 31), state="draft"),
        ]
    )
    return root


def path(name):
    return Organisation.objects.get(name=name).path


@pytest.mark.parametrize("words", ["低保", "低保的通", ""])
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"field": "教育"}, [4]),
        ({"theme": "文教"}, [4]),
        ({"genre": "意见"}, [4]),
        ({"openness": "依申请公开"}, [4]),
        ({"validity": "废止"}, [4]),
        ({"state": "draft"}, [5]),
        ({"since": date(2020, 1, 1)}, [1, 2, 3, 4]),
        ({"until": date(2019, 12, 31)}, [5]),
        ({"since": date(2024, 5, 1), "until": date(2024, 5, 1)}, [1, 2, 3, 4]),
        ({"since": date(2019, 12, 31), "until": date(2019, 1, 1)}, []),
        ({"field": "没有"}, []),
    ],
)
def test_filters_leave_what_they_name(county, words, filters, expected):
    for facets in (False, True):
        result = search(Query(words=words, facets=facets, **filters))

        assert sorted(hit.record_id for hit in result.hits) == expected
        assert result.count == len(expected)


@pytest.mark.parametrize("words", ["低保", "低保的通", ""])
@pytest.mark.parametrize(
    ("at", "within", "expected"),
    [
        ("明白县人民政府", None, [1, 2, 3, 4, 5]),
        ("甲镇", None, [1, 2]),
        (None, ["甲村", "乙镇"], [2, 3]),
        ("甲镇", ["甲村", "乙镇"], [2]),
        ("甲镇", ["乙镇"], []),
        (None, [], []),
    ],
)
def test_an_organisation_stands_for_everything_below_it(county, words, at, within, expected):
    scope = None if within is None else tuple(map(path, within))

    found = search(Query(words=words, organisation_path=path(at) if at else "", organisation_paths=scope))

    assert sorted(hit.record_id for hit in found.hits) == expected


def test_an_organisation_that_is_moved_in_the_tree_takes_its_records_along(county):
    Organisation.objects.get(name="乙镇").move(Organisation.objects.get(name="甲镇"), "last-child")

    assert sorted(found("低保", organisation_path=path("甲镇"))) == [1, 2, 3]
    assert (path("乙镇"), "乙镇", 1) in search(Query(words="低保", facets=True)).facets["organisation"]


@pytest.mark.parametrize("words", ["低保", "低保的通", ""])
def test_facets_count_what_matches(county, words):
    facets = search(Query(words=words, facets=True, limit=1)).facets

    assert facets["organisation"][0] == (county.path, "明白县人民政府", 2)
    assert {(path(name), name, 1) for name in ("甲镇", "甲村", "乙镇")} == set(facets["organisation"][1:])
    assert facets["field"] == [("社会救助", "社会救助", 4), ("教育", "教育", 1)]
    assert facets["theme"] == [("民政", "民政", 4), ("文教", "文教", 1)]
    assert facets["validity"] == [("有效", "有效", 4), ("废止", "废止", 1)]
    assert facets["year"] == [("2024", "2024年", 4), ("2019", "2019年", 1)]


@pytest.mark.parametrize("words", ["低保", "低保的通", ""])
@pytest.mark.parametrize("facets", [False, True])
def test_pages_follow_each_other_without_gap_or_repetition(make_entry, words, facets):
    put_many(
        [
            make_entry(n, title="关于低保的通知" if n % 3 else "公告", text="关于低保的通知")
            for n in range(1, 30)
        ]
    )

    pages = [search(Query(words=words, offset=at, limit=10, facets=facets)) for at in (0, 10, 20, 30)]

    assert sorted(hit.record_id for page in pages for hit in page.hits) == list(range(1, 30))
    assert {page.count for page in pages} == {29}


NASTY = [
    '"',
    '""',
    "“",
    "'",
    "\\",
    "*",
    "AND OR NOT NEAR",
    "a AND",
    "NEAR(低保 申请)",
    "t:低保",
    "title : *",
    "^低保",
    "-低保",
    "低保*",
    "(((",
    "低保 & | !",
    "'低保':*",
    "<->",
    "%s %d %",
    "; DROP TABLE search_publicrow",
    "\0",
    "低\0保",
    "\ud800",
    "😀",
    "𠀀𠀁",
    "é ß İ",
    "№ † · §",
    "低" * 10_000,
    "a" * 10_000,
    "低 保 " * 5_000,
    '" ' * 5_000,
    "\u200b\ufeff",
    "١٢٣",
    "\ue000\ue001",
]


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_nothing_a_person_types_raises(make_entry, words):
    put(make_entry(1, text=words if len(words) < 100 else "x", title=words[:50]))

    for order in ("relevance", "newest", "nonsense"):
        json.dumps(search(Query(words=words, order=order, facets=True)).as_json())
    search(Query(words="低保", field=words, offset=-5, limit=10**9))


def test_rare_characters_are_found(make_entry):
    put(make_entry(1, text="村民𠀀𠀁同志，\ue000某"))

    assert found("𠀀𠀁") == [1]
    assert found("民𠀀") == [1]
    assert found("\ue000某") == [1]


def test_a_query_without_anything_searchable_finds_nothing(make_entry):
    put(make_entry(1))

    assert search(Query(words="！？")).count == 0


def test_counts_above_the_cap_are_lower_bounds(make_entry, monkeypatch):
    for module in ("sqlite", "postgresql"):
        monkeypatch.setattr(f"mingbai.search.backends.{module}.COUNT_CAP", 5)
    monkeypatch.setattr("mingbai.search.queries.searching.COUNT_CAP", 5)
    put_many([make_entry(n) for n in range(1, 9)])

    for words in ("低保", ""):
        result = search(Query(words=words, limit=3, order=NEWEST))

        assert (result.count, result.capped) == (5, True)
        assert [hit.record_id for hit in result.hits] == [8, 7, 6]


def test_a_long_word_in_old_rows_is_found_behind_newer_rows_with_its_pieces_apart(make_entry, monkeypatch):
    monkeypatch.setattr("mingbai.search.backends.postgresql.VERIFY", 2)
    pieces = "政府信息、府信息公、信息公开"
    apart = [make_entry(n, title=pieces, text="", day=date(2025, 1, n)) for n in range(2, 20)]
    put_many([make_entry(1, title="乙", text="政府信息公开", day=date(2020, 1, 1)), *apart])

    result = search(Query(words="政府信息公开"))

    assert ([hit.record_id for hit in result.hits], result.count, result.capped) == ([1], 1, False)


def test_a_title_is_not_found_across_its_comma_though_it_is_found_whole(make_entry):
    put(make_entry(1, title="低保，申请办法、保申请办", text="低保申请、申请办法"))

    assert found("低保申请办") == []
    assert found("低保申请办法保申请办") == []
    assert found("低保，申请办法") == [1]


def test_the_search_verb_prints_json(make_entry, capsys):
    root = Organisation.add_root(code="MB00", kind=Kind.COUNTY, name="明白县人民政府", slug="county")
    put(make_entry(1, organisation_id=root.pk))
    put(make_entry(2, organisation_id=root.pk, book=STAFF))

    call_command("search", "低保", "--organisation", "MB00", "--since", "2024-01-01", "--json")
    told = json.loads(capsys.readouterr().out)

    assert (told["count"], told["hits"][0]["index_number"]) == (1, "MB-2024-00001")
    assert set(told["hits"][0]) >= {"title", "organisation", "published_at", "url", "highlight"}
    assert told["facets"]["year"] == [{"value": "2024", "label": "2024年", "count": 1}]


@pytest.mark.parametrize("wrong", [("--organisation", "没有"), ("--since", "昨天")])
def test_the_search_verb_says_what_is_wrong(wrong):
    with pytest.raises(WrongUse):
        call_command("search", "低保", *wrong)
