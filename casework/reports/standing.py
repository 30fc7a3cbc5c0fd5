"""Who lists an official: every listing, and for each authority whether it lists them on the day."""

from casework.domain.designations import Designation, force
from casework.domain.statement import Grid
from casework.reports.telling import Telling


def listings_grid(telling: Telling) -> Grid:
    words, listings = telling.words, telling.inputs.listings
    keys = [
        "authority",
        "programme",
        "list_number",
        "listed",
        "delisted",
        *([] if telling.public else ["reason"]),
        "state",
    ]
    rows = tuple(tuple(_listing(telling, one)[key] for key in keys) for one in listings)
    note = "" if rows else words.say("no_listings")
    return Grid(words.words["listings"], "", telling.both(keys), rows, note)


def _listing(telling: Telling, one: Designation) -> dict[str, str]:
    certain, possible = force(one, telling.inputs.request.as_of)
    state = "in_force" if certain else "perhaps" if possible else "not_in_force"
    return {
        "authority": one.authority,
        "programme": telling.inputs.programmes.get(one.programme, one.programme),
        "list_number": one.number,
        "listed": telling.day(one.listed_on),
        "delisted": telling.day(one.delisted_on),
        "reason": one.reason,
        "state": telling.words.say(state),
    }


def gaps_grid(telling: Telling) -> Grid:
    """Each authority that is known, and whether it lists this official on the day."""
    words = telling.words
    rows = tuple((authority, _standing(telling, authority)) for authority in telling.inputs.authorities)
    return Grid(words.words["gaps"], "", telling.both(("authority", "state")), rows)


def _standing(telling: Telling, authority: str) -> str:
    on, words = telling.inputs.request.as_of, telling.words
    mine = [one for one in telling.inputs.listings if one.authority == authority]
    certain = [one for one in mine if force(one, on)[0]]
    if certain:
        since = certain[0].listed_on
        return words.say("listed_since", day=telling.day(since)) if since else words.say("listed_undated")
    if any(force(one, on)[1] for one in mine):
        return words.say("perhaps_listed")
    ended = [one.delisted_on for one in mine if one.delisted_on and one.delisted_on.latest <= on]
    if ended:
        return words.say("delisted", day=telling.day(max(ended, key=lambda day: day.latest)))
    return words.say("not_listed")
