"""What the words of a catalogue row ask for."""

import pytest

from mingbai.catalogue.rules.channels import parse_channels
from mingbai.channels.rules.required import asked_of
from mingbai.channels.states import Channel


@pytest.mark.parametrize(
    ("words", "first", "used", "met"),
    [
        ("■政府网站", Channel.SITE, {"site"}, True),
        ("■社区/企事业单位/村公示栏（电子屏）", Channel.BOARD, {"screen"}, True),
        ("■社区/企事业单位/村公示栏（电子屏）", Channel.BOARD, {"site"}, False),
        ("■两微一端", Channel.WECHAT, {"weibo"}, True),
        ("■入户/现场", Channel.LEAFLET, {"leaflet"}, True),
        ("■广播电视", Channel.BROADCAST, {"broadcast"}, True),
        ("■政务服务中心", Channel.HALL, {"hall"}, True),
        ("■其他：办税服务厅", Channel.HALL, {"hall"}, True),
        ("■公开查阅点", Channel.INQUIRY, {"library"}, True),
        ("■政府公报", Channel.GAZETTE, {"gazette"}, True),
        ("■投资项目在线审批监管平台", Channel.OTHER, {"site"}, False),
        ("■投资项目在线审批监管平台", Channel.OTHER, {"other"}, True),
        ("■征地信息公开平台", Channel.OTHER, {"gazette"}, False),
    ],
)
def test_a_word_of_the_catalogue_means_channels(words, first, used, met):
    (asked,) = asked_of(parse_channels(words))
    assert (asked.first, asked.met_by(used), asked.required) == (first, met, True)


def test_an_open_square_is_a_choice():
    (asked,) = asked_of(parse_channels("□政府公报"))
    assert not asked.required
