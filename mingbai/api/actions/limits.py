"""How many requests one address may send in a minute. Addresses are kept as digests, for two minutes."""

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from mingbai.lib import clock

MINUTE = 60


def take(scope: str, address: str, most: int) -> int:
    """Count one request; how many seconds to wait, 0 when it may go on. `most` 0 is no limit.

    A cache that is away lets everybody in: reading what is public must not depend on it.
    """
    if not most:
        return 0
    minute, second = divmod(int(clock.now().timestamp()), MINUTE)
    who = salted_hmac("mingbai.api.limits", f"{minute}|{address}", algorithm="sha256").hexdigest()[:32]
    key = f"api-{scope}-{who}"
    try:
        cache.add(key, 0, 2 * MINUTE)
        count = cache.incr(key)
    except (RedisError, ValueError):  # ValueError: the cache had no room for it
        return 0
    return 0 if count <= most else MINUTE - second
