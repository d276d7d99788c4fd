"""Villages as they are called."""

_ENDINGS = ("村民委员会", "居民委员会", "委员会")


def village_name(name: str) -> str:
    """柳湾村 for 柳湾村村民委员会; every other name as it is."""
    ending = next((one for one in _ENDINGS if name.endswith(one) and len(name) > len(one) + 1), "")
    return name.removesuffix(ending)
