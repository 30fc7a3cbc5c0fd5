"""The list of cases and the dashboard: filters are the address, names never are."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.domain.policy import Role
from casework.store.database import db, transaction
from casework.store.records import Summary
from tests.organisation import Organisation


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    organisation.populate(80)
    return organisation.client(Role.COORDINATOR)


def text(client: FlaskClient, path: str) -> str:
    page = client.get(path)
    assert page.status_code == 200, page.get_data(as_text=True)
    return page.get_data(as_text=True)


def names(page: str) -> list[str]:
    return re.findall(r'<a class="name" href="/cases/[^"]+">([^<]+)</a>', page)


def total(page: str) -> int:
    found = re.search(r'<p class="sub">([\d,]+) (?:person|people) of', page)
    assert found
    return int(found[1].replace(",", ""))


def test_filters_narrow_the_list_and_are_shown_as_chips_that_can_be_taken_off(client: FlaskClient) -> None:
    everyone, women = text(client, "/cases"), text(client, "/cases?sex=female")
    assert 0 < total(women) < total(everyone) == 80
    assert re.search(r'<a class="rm" href="/cases"><span class="vh">Remove filter: </span>Female</a>', women)


def test_facets_count_and_the_sum_over_one_kind_is_the_list(client: FlaskClient) -> None:
    page = text(client, "/cases")
    counts = re.findall(r'name="sex" value="[a-z]+"> <span>[^<]+</span> <span>(\d+)</span>', page)
    assert sum(map(int, counts)) == total(page)


def test_a_column_sorts_both_ways_and_says_so(client: FlaskClient) -> None:
    up, down = text(client, "/cases?sort=name"), text(client, "/cases?sort=name&desc=1")
    assert 'aria-sort="ascending"' in up
    assert 'aria-sort="descending"' in down
    assert names(up)[0] != names(down)[0]


def test_pages_hold_fifty_and_together_everyone(client: FlaskClient) -> None:
    first, second = text(client, "/cases"), text(client, "/cases?page=2")
    assert (len(names(first)), len(names(second))) == (50, 30)
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


def test_an_unknown_filter_value_is_left_out_and_a_wrong_date_is_refused(client: FlaskClient) -> None:
    assert total(text(client, "/cases?status=dragon&page=x&sort=secret")) == 80
    assert client.get("/cases?as_of=2024-02-31").status_code == 400


def test_the_three_boxes_of_a_date_become_one_day(client: FlaskClient) -> None:
    page = text(client, "/cases?as_of-day=9&as_of-month=8&as_of-year=2024")
    assert "as of August 9, 2024" in page or "as of 9 August 2024" in page


def test_a_search_finds_a_person_in_another_script_and_leaves_no_trace_in_an_address(client: FlaskClient) -> None:
    name = names(text(client, "/cases"))[0]
    found = client.post("/cases/search", data={"q": name})
    page = found.get_data(as_text=True)
    assert name in names(page)
    links = re.findall(r'(?:href|action)="([^"]+)"', page)
    assert not any(name.split()[0] in link for link in links)
    assert found.request.query_string == b""


def test_an_empty_search_shows_the_box_again(client: FlaskClient) -> None:
    assert client.post("/cases/search", data={"q": " "}).status_code == 200
    assert client.get("/cases/search").status_code == 200


def test_a_view_is_saved_under_a_name_shown_above_the_list_and_removed(client: FlaskClient) -> None:
    assert client.post("/views/save?sex=female&custody=yes", data={"name": "Women held"}).status_code == 303
    page = text(client, "/cases")
    link = re.search(r'<a href="([^"]+)">Women held', page)
    assert link
    query = parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)
    assert query == {"sex": ["female"], "custody": ["yes"]}
    removed = re.search(r'action="(/views/[^"]+/remove)"', text(client, "/views/save"))
    assert removed
    client.post(removed[1])
    assert "Women held" not in text(client, "/cases")


def test_each_figure_of_the_dashboard_links_to_exactly_the_people_it_counts(client: FlaskClient) -> None:
    page = text(client, "/dashboard?as_of=2024-08-09")
    figures = re.findall(r'<b><a href="([^"]+)">([\d,]+)</a></b><span>([^<]+)', page)
    bars = re.findall(r'<a href="([^"]+)">([^<]+)</a></th>\s*<td class="b"><meter[^>]*value="(\d+)"', page)
    assert {words for _, _, words in figures} >= {"In custody", "Women in custody", "Died in custody"}
    linked = [(link, number) for link, number, _ in figures] + [(link, number) for link, _, number in bars]
    assert len(linked) > 8
    for link, number in linked:
        address = link.replace("&amp;", "&")
        expected = int(number.replace(",", ""))
        listed = text(client, address)
        assert (total(listed) if names(listed) else 0) == expected, address


def test_the_dashboard_names_its_definition_and_its_day(client: FlaskClient) -> None:
    page = text(client, "/dashboard?as_of=2024-08-09&known_at=2024-08-10")
    assert "until the day before release or death" in page
    assert "As known on" in page


@pytest.mark.parametrize("role", [Role.SECURITY_OFFICER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("path", ["/cases", "/dashboard", "/cases/search", "/intake", "/reference", "/views/save"])
def test_a_role_without_cases_is_refused_the_list(organisation: Organisation, role: Role, path: str) -> None:
    assert organisation.client(role).get(path).status_code == 403


def test_a_damaged_record_is_named_by_its_id_and_the_rest_is_listed(organisation: Organisation) -> None:
    """Somebody changed a byte on the disk while nobody was signed in."""
    organisation.populate(5)
    row = db.session.scalars(select(Summary).where(Summary.record_id == organisation.cases[0])).one()
    with transaction():
        row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
    page = text(organisation.client(Role.COORDINATOR), "/cases")
    assert "What does not open is left out of every list and count." in page
    assert str(organisation.cases[0]) in page
    assert total(page) == 4
