"""The data catalogue, the list for other websites, whom to tell about a weakness."""

from mingbai.portal.models import SiteSettings
from mingbai.stored import addresses


def test_every_form_in_the_data_catalogue_can_be_had(visitor, office):
    office.published()
    answer = visitor.get("/catalog.jsonld")
    assert answer["Content-Type"].startswith("application/ld+json")
    datasets = answer.json()["dcat:dataset"]
    forms = [form for one in datasets for form in one["dcat:distribution"]]
    assert answer.json()["@type"] == "dcat:Catalog" and len(forms) >= 20
    assert visitor.get("/api/v1/openapi.json").status_code == 200
    for form in forms:
        address = form["dcat:downloadURL"]["@id"].removeprefix("http://localhost:8000")
        got = visitor.get(address)
        assert got.status_code == 200
        assert form["dcat:mediaType"]["@id"].endswith(got["Content-Type"].split(";")[0]), address


def test_only_the_embedded_list_may_stand_in_a_frame(visitor, office):
    office.published(title="镇里的通知")
    answer = visitor.get("/embed/organisation/qinghe/")
    assert "镇里的通知" in answer.content.decode()
    assert "X-Frame-Options" not in answer and "frame-ancestors *" in answer["Content-Security-Policy"]
    other = visitor.get("/embed/")
    assert other["X-Frame-Options"] == "DENY" and "frame-ancestors 'none'" in other["Content-Security-Policy"]
    assert "/embed/organisation/" in other.content.decode()


def test_the_embedded_list_is_as_long_as_asked_within_bounds(visitor, office):
    for number in range(3):
        office.published(title=f"通知{number}")
    for count, shown in (("2", 2), ("0", 1), ("x", 3), ("-1", 3), ("9" * 30, 3)):
        content = visitor.get(f"/embed/organisation/qinghe/?count={count}").content.decode()
        assert content.count("<li>") == shown, count
    assert visitor.get("/embed/organisation/nobody/").status_code == 404


def test_security_txt_names_a_way_to_reach_the_county(visitor, cast):
    assert visitor.get("/.well-known/security.txt").status_code == 404
    SiteSettings.objects.create(organisation=cast.county, email="office@example.gov.cn")
    text = visitor.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:office@example.gov.cn" in text and "Expires: 20" in text


def test_every_registered_address_answers(visitor, office):
    office.published()
    for path in set(addresses._sources["syndication"]()):
        assert visitor.get(path).status_code == 200, path
