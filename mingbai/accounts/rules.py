"""Plain rules of passwords and client addresses; no database, no clock."""

import ipaddress
import string
from datetime import datetime, timedelta

# Without 0/O, 1/l/I: one-time passwords are read aloud and copied from paper.
READABLE = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ"


def kinds(password: str) -> int:
    """How many of the three kinds occur: Latin letters, digits, anything else. 0 to 3."""
    letters = any(char in string.ascii_letters for char in password)
    digits = any(char in string.digits for char in password)
    others = any(char not in string.ascii_letters + string.digits for char in password)
    return letters + digits + others


def too_old(changed_at: datetime, now: datetime, maximum_days: int) -> bool:
    """Whether a password changed at `changed_at` has outlived `maximum_days`; 0 means never."""
    return maximum_days > 0 and now - changed_at >= timedelta(days=maximum_days)


def client_address(remote: str, forwarded: str, trusted_proxies: int) -> str:
    """The address of the visitor, as far as it can be trusted.

    `remote` is the peer of the connection, `forwarded` the X-Forwarded-For header, to which each
    proxy appends the peer it saw. With `trusted_proxies` = n the n-th entry from the right counts;
    with 0 the header is ignored. A header that is too short or no address leaves `remote`. A peer
    without address (a local socket) counts as 127.0.0.1.
    """
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    claimed = hops[-trusted_proxies] if 0 < trusted_proxies <= len(hops) else ""
    return _address(claimed) or _address(remote) or "127.0.0.1"


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text.removeprefix("[").removesuffix("]")))
    except ValueError:
        return ""


def lock_address(address: str) -> str:
    """What counts as one address when locking out: IPv4 as it is, IPv6 its /64 network."""
    if ipaddress.ip_address(address).version == 4:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)


def minutes_left(until: datetime, now: datetime) -> int:
    """Whole minutes from now to `until`, rounded up, at least 1."""
    return max(1, -(-int((until - now).total_seconds()) // 60))
