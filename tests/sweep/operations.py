"""Who may open the pages about the installation itself, for `table.WHO`."""


def operations(everybody: set[str], system_admin: str) -> dict[str, set[str]]:
    # The figures are open here because the tests ask from this very machine.
    machines = dict.fromkeys(("operations:live", "operations:ready", "operations:metrics"), everybody)
    return {**machines, "operations:state": {system_admin}}
