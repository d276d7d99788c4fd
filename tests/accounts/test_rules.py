from datetime import UTC, datetime, timedelta

import pytest

from mingbai.accounts import rules

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("password", "count"),
    [("abcdef", 1), ("123456", 1), ("一二三", 1), ("abc123", 2), ("abc-def", 2), ("a1 b2", 3), ("", 0)],
)
def test_kinds_of_characters_are_counted(password, count):
    assert rules.kinds(password) == count


@pytest.mark.parametrize(
    ("days", "maximum", "old"), [(89, 90, False), (90, 90, True), (400, 90, True), (4000, 0, False)]
)
def test_a_password_grows_old_only_when_a_maximum_is_set(days, maximum, old):
    assert rules.too_old(NOW - timedelta(days=days), NOW, maximum) is old


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "address"),
    [
        ("10.0.0.9", "", 0, "10.0.0.9"),
        ("10.0.0.9", "1.2.3.4", 0, "10.0.0.9"),
        ("10.0.0.9", "1.2.3.4", 1, "1.2.3.4"),
        ("10.0.0.9", "6.6.6.6, 1.2.3.4", 1, "1.2.3.4"),
        ("10.0.0.9", "6.6.6.6, 1.2.3.4, 10.0.0.8", 2, "1.2.3.4"),
        ("10.0.0.9", "1.2.3.4", 2, "10.0.0.9"),
        ("10.0.0.9", "nonsense", 1, "10.0.0.9"),
        ("", "", 0, "127.0.0.1"),
        ("10.0.0.9", "[2001:db8::1]", 1, "2001:db8::1"),
    ],
)
def test_only_the_hops_of_trusted_proxies_are_believed(remote, forwarded, proxies, address):
    assert rules.client_address(remote, forwarded, proxies) == address


@pytest.mark.parametrize(
    ("address", "counted"), [("10.0.0.1", "10.0.0.1"), ("2001:db8:0:1:aa::2", "2001:db8:0:1::")]
)
def test_an_ipv6_visitor_is_counted_by_network(address, counted):
    assert rules.lock_address(address) == counted


@pytest.mark.parametrize(("seconds", "minutes"), [(1800, 30), (61, 2), (60, 1), (1, 1), (-5, 1)])
def test_minutes_left_are_rounded_up(seconds, minutes):
    assert rules.minutes_left(NOW + timedelta(seconds=seconds), NOW) == minutes
