"""Texts made comparable, and which addresses may be asked at all."""

import pytest

from mingbai.forwarding.rules import address_problem, is_public, marked, normal, normal_html, present_part

HOSTS = [".gov.cn"]


def test_spaces_empty_lines_and_wide_digits_do_not_count():
    assert normal("　各村：\n\n ２０２６ 年\u200b５月") == "各村：\n2026年5月"
    assert normal_html("<p>各 村：</p><p>2026年<br>5月</p>") == "各村：\n2026年\n5月"
    assert normal_html("") == ""


def test_of_a_page_only_the_text_that_was_taken_counts():
    taken = "第一段\n第二段\n第三段"
    assert present_part("首页\n菜单\n第一段\n第二段\n第三段\n版权", taken) == taken
    assert present_part("首页\n第一段\n新加的\n第三段\n版权", taken) == "第一段\n新加的\n第三段"
    assert present_part("首页\n改了的\n第二段\n第三段\n版权", taken) == "改了的\n第二段\n第三段"
    assert present_part("首页\n第一段\n第二段\n改了的\n版权", taken) == "第一段\n第二段\n改了的"
    assert present_part("首页\n别的文章", taken) == ""


def test_a_difference_is_marked_and_cannot_carry_markup():
    shown = marked("每周一<script>", "每周五<script>")
    assert "<del>" in shown and "<ins>" in shown and "<script" not in shown


@pytest.mark.parametrize(
    "url", ["http://www.sheng.gov.cn/a", "https://sheng.gov.cn", "https://a.b.gov.cn:443/x?y=1"]
)
def test_public_offices_may_be_asked(url):
    assert address_problem(url, HOSTS) == ""


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://www.sheng.gov.cn/a",
        "http://gov.cn.evil.example/a",
        "http://evilgov.cn/",
        "http://www.gov.cn@127.0.0.1/",
        "http://user:pass@www.gov.cn/",
        "http://www.gov.cn:8080/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://localhost/",
        "http://www.gov.cn:abc/",
        "http://www.gov.cn/a\r\nHost: x",
        "//www.gov.cn/",
        "http://政府.gov.cn/",
        "",
    ],
)
def test_other_addresses_are_refused_in_words(url):
    assert address_problem(url, HOSTS)


def test_an_empty_list_allows_nobody():
    assert address_problem("http://www.gov.cn/", []) and address_problem("http://www.gov.cn/", ["."])


@pytest.mark.parametrize("address", ["8.8.8.8", "202.106.0.20", "2001:4860:4860::8888"])
def test_addresses_of_the_open_network(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 255.255.255.255 ::1 :: "
    "fe80::1 fe80::1%eth0 fc00::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: ff02::1 x".split(),
)
def test_addresses_of_this_network_and_this_machine_are_not_public(address):
    assert not is_public(address)
