"""Lists of officials, of the EU, of FollowTheMoney and of actions: applied, again, shuffled, undone as a whole."""

import random

import pytest

from casework.domain.errors import EditedSince, Invalid, NotAllowed
from casework.domain.importing import Batch, BatchState, ListKind
from casework.domain.policy import Role
from casework.domain.records import RecordKind
from casework.domain.sections import ExternalId, Identity, PersonName, Script, SectionName
from casework.imports import lists
from casework.imports.lists import Wishes
from casework.services import ledger
from casework.services.actor import Actor
from casework.services.imports import Preview
from tests.casefiles import case
from tests.imports.entitiesonfile import ACTIONS, EU, FTM, OFFICIALS, EntitiesOnFile
from tests.organisation import Organisation

EVERY = [(FTM, ListKind.FTM), (EU, ListKind.EU), (OFFICIALS, ListKind.OFFICIALS), (ACTIONS, ListKind.ACTIONS)]
JUDGE = "name,birth,position,body,authority,listed\nHenadz Zorkavets,1964-08-30,Judge,Court,EU,2020-10-02\n"


def take(actor: Actor, data: bytes | str, kind: ListKind = ListKind.OFFICIALS, name: str = "invented") -> Batch:
    raw = data if isinstance(data, bytes) else data.encode()
    return lists.take(actor, raw, "list", name, wishes=Wishes(kind=kind))


def two_cases(actor: Actor) -> None:
    """CW-000001, and one whom a list calls `list-77`."""
    identity = Identity((PersonName(Script.LATIN, "Maryna Lesavaja"),), external_ids=(ExternalId("a list", "list-77"),))
    with ledger.writing(actor) as unit:
        unit.create(RecordKind.CASE, case())
        unit.create(RecordKind.CASE, {**case(), SectionName.IDENTITY: identity})


def refused(batch: Batch) -> list[tuple[int, str]]:
    return [(found.row, found.code) for found in batch.refused]


def warned(batch: Batch) -> set[str]:
    return {found.code for found in batch.warnings}


def test_followthemoney_becomes_entities_posts_holdings_and_listings(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    batch = take(actor, FTM, ListKind.FTM)
    assert refused(batch) == [
        (13, "circular_ownership"), (14, "circular_ownership"), (23, "listed_before_existed"),
        (24, "delisted_without_listing"), (25, "reference_missing"),
    ]  # fmt: skip
    assert [(one.kind, one.value, one.rows) for one in batch.offers] == [("programme", "GB-UNKNOWN", 1)]
    file = EntitiesOnFile(actor)
    assert [(one.authority, one.programme, str(one.listed_on)) for one in file.listings("Генадзь Заркавец")] == [
        ("EU", "EU-BLR", "2020-11-06"), ("US", "US-BRUS", "2024-08-09"),
    ]  # fmt: skip
    posts = file.of("Генадзь Заркавец", "posts").entries
    court = next(one for one in posts if one.body)
    assert (court.entity, str(court.until)) == (str(file.named("Court of Verasen District")), "2021-06")
    holdings = {name: file.of(name, "holdings").entries for name in ("Invented Holding", "Trading House Blakit")}
    assert [(one.kind, file.name(one.of), one.share) for one in holdings["Invented Holding"]] == [
        ("owner", "Trading House Blakit", "75%")
    ]
    assert {(one.kind, file.name(one.of)) for one in holdings["Trading House Blakit"]} == {
        ("operator", "EW-001XX"), ("owner", "First of a circle"),
    }  # fmt: skip
    notes = file.of("Генадзь Заркавец", "source_notes").entries
    assert ("invented", "Passport.number", "MP0000001") in notes


def test_the_lines_of_followthemoney_may_stand_in_any_order(organisation: Organisation) -> None:
    actor = organisation.actor()
    take(actor, FTM, ListKind.FTM)
    straight = EntitiesOnFile(actor).told()
    with lists_undone(actor):
        lines = FTM.splitlines()
        random.Random(7).shuffle(lines)
        take(actor, b"\n".join(lines), ListKind.FTM)
        assert EntitiesOnFile(actor).told() == straight


class lists_undone:  # noqa: N801 - read as a phrase
    """Takes back what was imported before."""

    def __init__(self, actor: Actor) -> None:
        for batch_id, batch in lists.list_batches(actor):
            if batch.state is BatchState.APPLIED:
                lists.undo(actor, batch_id)

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@pytest.mark.parametrize(("data", "kind"), EVERY)
def test_a_list_again_changes_nothing(organisation: Organisation, data: bytes, kind: ListKind) -> None:
    actor = organisation.actor()
    two_cases(actor)
    first = take(actor, data, kind)
    before = EntitiesOnFile(actor).versions
    again = take(actor, data, kind)
    assert (again.created, again.updated) == (0, 0)
    assert again.unchanged == first.created + first.updated + first.unchanged
    assert EntitiesOnFile(actor).versions == before


@pytest.mark.parametrize(("data", "kind"), EVERY)
def test_a_list_is_undone_as_a_whole(each_organisation: Organisation, data: bytes, kind: ListKind) -> None:
    actor = each_organisation.actor()
    two_cases(actor)
    take(actor, JUDGE)
    before = EntitiesOnFile(actor).told()
    shown = lists.preview(actor, data, "list", "invented", wishes=Wishes(kind=kind))
    assert shown.id is not None
    applied = lists.apply(actor, shown.id)
    assert (applied.plan_hash, applied.state) == (shown.batch.plan_hash, BatchState.APPLIED)
    assert EntitiesOnFile(actor).told() != before
    lists.undo(actor, shown.id)
    assert EntitiesOnFile(actor).told() == before


def test_an_import_is_not_undone_over_somebodys_edit(organisation: Organisation) -> None:
    actor = organisation.actor()
    take(actor, JUDGE)
    ((batch_id, _),) = lists.list_batches(actor)
    entity = EntitiesOnFile(actor).named("Henadz Zorkavets")
    with ledger.writing(actor) as unit:
        stands = unit.load(entity, "profile")
        assert stands is not None
        unit.save(entity, "profile", _with_note(stands.value), stands.version)
    with pytest.raises(EditedSince) as told:
        lists.undo(actor, batch_id)
    assert told.value.edited == {str(entity): "entity"}


def _with_note(profile: object) -> object:
    from msgspec.structs import replace

    return replace(profile, note="ours")  # type: ignore[type-var]


def test_the_list_of_the_eu_meets_whom_another_list_brought(organisation: Organisation) -> None:
    actor = organisation.actor()
    take(actor, JUDGE, name="ours")
    batch = take(actor, EU, ListKind.EU, name="EU")
    assert (batch.created, batch.updated, len(batch.refused)) == (2, 1, 0)
    assert "programme_skipped" in warned(batch)
    file = EntitiesOnFile(actor)
    ids = file.of("Henadz Zorkavets", "profile").external_ids
    assert {(one.list_name, one.value) for one in ids} == {("EU", "901"), ("EU", "EU.901.1")}
    (listing,) = file.listings("Henadz Zorkavets")
    assert (listing.programme, listing.number, str(listing.listed_on)) == (
        "EU-BLR",
        "2020/0001 (OJ L000)",
        "2020-10-02",
    )


def test_officials_are_tied_to_cases_by_our_number_and_by_a_lists(organisation: Organisation) -> None:
    actor = organisation.actor()
    two_cases(actor)
    batch = take(actor, OFFICIALS)
    assert (batch.created, batch.updated, refused(batch)) == (3, 1, [])
    parts = EntitiesOnFile(actor).parts("Марина Пташник")
    assert sorted(one.role for one in parts) == ["guarded", "ill_treated"]
    assert len({one.case for one in parts}) == 2


def test_a_case_that_nobody_has_is_told_and_the_official_goes_in(organisation: Organisation) -> None:
    batch = take(organisation.actor(), "name,case,role\nIvan Prydumany,CW-999999,judge\n")
    assert (batch.created, warned(batch)) == (1, {"case_not_on_file"})


def test_whom_only_the_name_fits_is_refused_in_words(organisation: Organisation) -> None:
    actor = organisation.actor()
    take(actor, JUDGE, name="ours")
    batch = take(actor, "name\nHenadz Zorkavets\n", name="theirs")
    assert refused(batch) == [(2, "only_the_name_fits_entity")]
    assert "nobody was guessed" in batch.refused[0].text


def test_a_list_of_names_alone_is_its_own_witness(organisation: Organisation) -> None:
    actor = organisation.actor()
    names = "name\nHenadz Zorkavets\nMaryna Ptashnik\nHenadz Zorkavets\n"
    assert take(actor, names).created == 2
    again = take(actor, names + "Piotr Dubrava\n")
    assert (again.created, again.unchanged, again.refused) == (1, 3, ())


def test_a_contradiction_is_shown_and_an_empty_cell_erases_nothing(organisation: Organisation) -> None:
    actor = organisation.actor()
    take(actor, "id,name,sex,birth,country\n7,Henadz Zorkavets,m,1964,BY\n")
    batch = take(actor, "id,name,sex,birth,country\n7,Henadz Zorkavets,f,1964-08-30,\n")
    assert [(one.code, one.column, one.value) for one in batch.warnings] == [("contradiction", "sex", "female")]
    profile = EntitiesOnFile(actor).of("Henadz Zorkavets", "profile")
    assert (profile.sex, str(profile.begun), profile.country) == ("female", "1964-08-30", "BY")


def test_a_listing_that_cannot_be_refuses_its_row_and_no_other(organisation: Organisation) -> None:
    actor = organisation.actor()
    header = "name,birth,authority,programme,listed,delisted\n"
    lines = (
        "Ivan Prydumany,1970,EU,EU-BLR,1960,", "Piotr Dubrava,1970,EU,EU-BLR,,2020", "Alena Sokal,1970,,,2020,",
        "Maryna Ptashnik,1970,EU,EU-BLR,2020,",
    )  # fmt: skip
    batch = take(actor, header + "\n".join(lines))
    assert refused(batch) == [(2, "listed_before_existed"), (3, "delisted_without_listing"), (4, "no_authority")]
    assert [one.names[0].text for one in EntitiesOnFile(actor).sections["profile"].values()] == ["Maryna Ptashnik"]


def test_a_delisting_ends_the_listing_that_stands(organisation: Organisation) -> None:
    actor = organisation.actor()
    header = "id,name,authority,programme,listed,delisted\n"
    take(actor, header + "7,Maryna Ptashnik,EU,EU-BLR,2020-10-02,\n")
    batch = take(actor, header + "7,Maryna Ptashnik,EU,EU-BLR,,2023-02-01\n")
    assert (batch.updated, batch.refused) == (1, ())
    (listing,) = EntitiesOnFile(actor).listings("Maryna Ptashnik")
    assert (str(listing.listed_on), str(listing.delisted_on)) == ("2020-10-02", "2023-02-01")


def test_what_speaks_of_a_refused_entity_is_refused_with_its_row(organisation: Organisation) -> None:
    actor = organisation.actor()
    take(actor, JUDGE, name="ours")
    lines = (
        b'{"id": "p", "schema": "Person", "properties": {"name": ["Henadz Zorkavets"]}}',
        b'{"id": "s", "schema": "Sanction", "properties": {"entity": ["p"], "authority": ["EU"]}}',
    )
    batch = take(actor, b"\n".join(lines), ListKind.FTM)
    assert refused(batch) == [(1, "only_the_name_fits_entity"), (2, "entity_refused")]
    assert batch.refused[1].value == "1"


def test_a_circle_that_the_file_closes_with_what_is_on_file_is_refused(organisation: Organisation) -> None:
    actor = organisation.actor()
    company = '{"id": "%s", "schema": "Company", "properties": {"name": ["Invented House %s"]}}'
    tie = '{"id": "t%s%s", "schema": "Ownership", "properties": {"owner": ["%s"], "asset": ["%s"]}}'
    both = [company % ("a", "Alpha"), company % ("b", "Beta")]
    take(actor, "\n".join([*both, tie % ("a", "b", "a", "b")]), ListKind.FTM)
    batch = take(actor, "\n".join([*both, tie % ("b", "a", "b", "a")]), ListKind.FTM)
    assert refused(batch) == [(3, "circular_on_file")]


def test_actions_name_whom_they_cover_and_keep_the_others_by_name(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    two_cases(actor)
    batch = take(actor, ACTIONS, ListKind.ACTIONS)
    assert (batch.created, refused(batch)) == (3, [(4, "covers_nobody")])
    by_kind = {one.kind: one for one in EntitiesOnFile(actor).sections["action"].values()}
    assert by_kind["joint_statement"].covers.count == 1
    assert by_kind["wgad_opinion"].covers.count == 1
    assert by_kind["visa_restriction"].covers.count == 0


def test_an_action_told_in_several_rows_is_one_action(organisation: Organisation) -> None:
    actor = organisation.actor()
    two_cases(actor)
    header = "date,kind,title,by whom,persons\n"
    lines = ("2024-01-01,letter,Free them,Invented NGO,CW-000001", "2024-01-01,letter,Free them,Invented NGO,list-77",
             "2024-01-01,letter,Free them,Invented NGO,Nobody Known")  # fmt: skip
    batch = take(actor, header + "\n".join(lines), ListKind.ACTIONS)
    assert (batch.created, batch.updated, warned(batch)) == (1, 2, {"person_not_on_file"})
    (action,) = EntitiesOnFile(actor).sections["action"].values()
    assert (action.covers.count, action.covers.unmatched) == (2, ("Nobody Known",))


def test_two_people_of_one_name_are_never_guessed(organisation: Organisation) -> None:
    actor = organisation.actor()
    with ledger.writing(actor) as unit:
        unit.create_many(RecordKind.CASE, [case("Ivan Prydumany"), case("Ivan Prydumany")])
    batch = take(actor, "date,kind,persons\n2024,media,Ivan Prydumany\n", ListKind.ACTIONS)
    assert refused(batch) == [(2, "covers_nobody")]


def test_whoever_may_not_import_learns_nothing_of_the_file(organisation: Organisation) -> None:
    for kind in (ListKind.FTM, ListKind.EU, ListKind.OFFICIALS, ListKind.ACTIONS):
        with pytest.raises(NotAllowed):
            lists.dry_run(organisation.actor(Role.ANALYST), b"rubbish", "x", wishes=Wishes(kind=kind))


@pytest.mark.parametrize("kind", [ListKind.FTM, ListKind.EU, ListKind.ACTIONS])
def test_the_wrong_kind_of_file_is_refused_before_anything_is_written(
    organisation: Organisation, kind: ListKind
) -> None:
    actor = organisation.actor()
    with pytest.raises(Invalid) as told:
        take(actor, b"id,colour\n1,red\n", kind)
    assert told.value.code in {"not_followthemoney", "not_eu_consolidated", "no_action_columns"}
    assert lists.list_batches(actor) == []


def test_a_dry_run_shows_the_same_as_what_is_written(organisation: Organisation) -> None:
    actor = organisation.actor()
    shown: Preview = lists.dry_run(actor, FTM, "x", "invented", wishes=Wishes(kind=ListKind.FTM))
    assert EntitiesOnFile(actor).sections["profile"] == {}
    assert take(actor, FTM, ListKind.FTM).plan_hash == shown.batch.plan_hash
