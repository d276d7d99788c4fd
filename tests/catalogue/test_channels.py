"""Channels as the catalogues print them."""

import pytest

from mingbai.catalogue.models import CatalogueItem
from mingbai.catalogue.rules.channels import Channel, added, missing, parse_channels, text_of

CELLS = [
    ("■政府网站 □政府公报", [("政府网站", True), ("政府公报", False)]),
    ("■政府网站□政府公报\n■两微一端", [("政府网站", True), ("政府公报", False), ("两微一端", True)]),
    ("●政府网站 〇入户/现场", [("政府网站", True), ("入户/现场", False)]),
    ("▲政府网站 □征地信息公开平台", [("政府网站", True), ("征地信息公开平台", False)]),
    ("■其他：办税服务厅", [("办税服务厅", True)]),
    ("■其他", [("其他", True)]),
    ("■社区/企事业单位/村公示栏（电子屏）", [("社区/企事业单位/村公示栏（电子屏）", True)]),
    ("政府网站；入户/现场", [("政府网站", True), ("入户/现场", True)]),
    (
        "政府公报、政府网站、广播、电视等",
        [("政府公报", True), ("政府网站", True), ("广播", True), ("电视", True)],
    ),
    ("■政府门户网站 ■政府网站", [("政府网站", True)]),
    ("", []),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_a_cell_is_read_into_places_that_must_and_places_that_may_be_used(cell, expected):
    assert list(parse_channels(cell)) == [Channel(*one) for one in expected]


@pytest.mark.parametrize("cell", [cell for cell, _ in CELLS])
def test_channels_printed_and_read_again_are_the_same(cell):
    channels = parse_channels(cell)
    assert parse_channels(text_of(channels)) == channels


def test_a_choice_that_becomes_a_must_counts_as_added_and_a_lost_must_as_missing():
    before, after = parse_channels("■网站 □公报"), parse_channels("■公报 ■广播")
    assert added(before, after) == (Channel("公报"), Channel("广播"))
    assert missing(before, after) == (Channel("网站"),)


@pytest.mark.django_db
def test_every_packaged_row_with_channels_has_them_read(standard):
    rows = CatalogueItem.objects.exclude(channels="")
    assert rows.exists() and all(row.channel_list for row in rows)
    assert not CatalogueItem.objects.filter(channels="同上").exists()
