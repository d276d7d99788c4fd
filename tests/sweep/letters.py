"""Who may open the addresses of the templates of letters, for `table.WHO`."""

FOI_OFFICER, ORGANISATION_ADMIN = "foi_officer", "organisation_admin"
OFFICE = {FOI_OFFICER, ORGANISATION_ADMIN}

LETTERS = {
    **dict.fromkeys([f"letters:{one}" for one in ("list", "edit", "history", "word", "pdf")], OFFICE),
    # 青禾镇 has changed nothing that could be given up.
    "letters:restore": set(),
}
