"""长辈版 and high contrast: chosen with one tap, remembered, the same page for everybody."""

import gzip
import re

import pytest

from mingbai.portal import actions
from mingbai.portal.rules import looks

# Words of style that browsers of five years ago drop together with the whole rule, or the whole sheet.
TOO_NEW = (
    r":has\(|@layer|@container|@scope|color-mix|oklch|light-dark|\bsubgrid|\d(?:dvh|svh|cqw)|:is\(|:where\("
)


def in_look(visitor, look: str) -> str:
    visitor.cookies["look"] = look
    return visitor.get("/look.css").content.decode()


@pytest.mark.parametrize("look", looks.LOOKS)
def test_the_stylesheet_follows_the_cookie(visitor, db, look):
    assert in_look(visitor, look) == looks.sheet(look)


@pytest.mark.parametrize("cookie", ["", "nobody", "../etc", "x" * 5000, "plain"])
def test_a_cookie_that_names_no_look_gets_the_plain_one(visitor, db, cookie):
    assert in_look(visitor, cookie) == looks.sheet("plain")


def test_the_stylesheet_is_asked_for_by_its_tag_on_every_page(visitor, db):
    response = visitor.get("/look.css")
    again = visitor.get("/look.css", headers={"If-None-Match": response["ETag"]})
    visitor.cookies["look"] = "elder"
    other = visitor.get("/look.css", headers={"If-None-Match": response["ETag"]})

    assert set(response["Cache-Control"].split(", ")) == {"no-cache", "public"}
    assert "Cookie" in response["Vary"]
    assert (again.status_code, other.status_code) == (304, 200)


def test_one_tap_remembers_the_look_for_a_year_and_leads_back(visitor, db):
    response = visitor.get("/look/elder/", headers={"Referer": "http://testserver/search/?q=供水"})
    cookie = response.cookies["look"]

    assert (response.status_code, response["Location"]) == (302, "/search/?q=%E4%BE%9B%E6%B0%B4")
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == ("elder", 365 * 24 * 3600, "Lax")


def test_the_plain_look_forgets_the_choice(visitor, db):
    visitor.cookies["look"] = "elder"
    assert visitor.get("/look/plain/").cookies["look"]["max-age"] == 0


@pytest.mark.parametrize(
    "elsewhere",
    [
        "", "https://example.com/r/1/", "http://testserver//example.com/", "http://testserver/\\example.com",
        "http://testserver/look/elder/", "http://[", "javascript:alert(1)", "http://testserver.example.com/r/1/",
    ],
)  # fmt: skip
def test_it_never_leads_elsewhere(visitor, db, elsewhere):
    response = visitor.get("/look/contrast/", headers={"Referer": elsewhere})
    assert response["Location"] == "/"


def test_a_look_that_does_not_exist_is_not_found(visitor, db):
    assert visitor.get("/look/night/").status_code == 404


def test_a_page_is_the_same_whatever_look_was_chosen(visitor, office):
    address = office.published().get_absolute_url()
    plain = visitor.get(address)
    visitor.cookies["look"] = "elder-contrast"
    large = visitor.get(address)

    assert plain.content == large.content
    assert "Cookie" not in large.get("Vary", "")


@pytest.mark.parametrize(("look", "others"), [(one, set(looks.LOOKS) - {one}) for one in looks.LOOKS])
def test_each_look_hides_the_links_that_lead_from_another(look, others):
    last = looks.sheet(look).strip().splitlines()[-1]
    assert set(re.findall(r"\.in-([\w-]+)", last)) == others
    assert "display: none" in last


def test_the_styles_use_nothing_that_older_browsers_drop():
    for look in looks.LOOKS:
        sheet = looks.sheet(look)
        assert not re.search(TOO_NEW, sheet)
        assert not re.search(r"^\s*&|{[^{}]*{", re.sub(r"@media[^{]*{", "", sheet), re.MULTILINE)


def test_the_large_look_is_large():
    sizes = re.findall(r"^ *html \{ font-size: ([\d.]+)%", looks.sheet("elder"), re.MULTILINE)
    assert float(sizes[-1]) * 16 / 100 >= 22


def test_a_server_in_front_finds_each_look_as_a_file(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    first, again = actions.write_looks(), actions.write_looks()
    files = {path.name: path for path in (tmp_path / "portal" / "looks").iterdir()}

    assert (first, again) == ({"looks": 4}, {"looks": 0})
    assert set(files) == {f"{look}.css{ending}" for look in looks.LOOKS for ending in ("", ".gz")}
    assert files["elder.css"].read_text() == looks.sheet("elder")
    assert gzip.decompress(files["elder.css.gz"].read_bytes()) == files["elder.css"].read_bytes()


def test_help_and_the_page_for_when_nothing_else_answers(visitor, cast):
    cast.county.telephone = "0999-5550001"
    cast.county.save()
    for address in ("/help/", "/closed/"):
        response = visitor.get(address)
        assert response.status_code == 200
        assert "0999-5550001" in response.content.decode()
