"""The dossier of an official: from typed inputs to its finished text. Pure: same inputs, same words."""

import msgspec
from babel import Locale

from casework.domain.codec import plain
from casework.domain.consent import Audience, facts
from casework.domain.dates import PartialDate
from casework.domain.dossier import ActFacts, DossierContent, DossierInputs
from casework.domain.involvements import InvolvementRole
from casework.domain.statement import Grid, PersonFacts
from casework.domain.suppression import SMALL, Cell, sensitive
from casework.reports.rows import level_words, row
from casework.reports.standing import gaps_grid, listings_grid
from casework.reports.statement import cleaned
from casework.reports.telling import BRIEF, Telling, telling_of


def compose(inputs: DossierInputs) -> DossierContent:
    """The dossier as its audience may read it."""
    return _composed(telling_of(inputs))


def on_page(inputs: DossierInputs) -> DossierContent:
    """The same for a page that only members see, with the columns that fit on one."""
    return _composed(telling_of(inputs, BRIEF))


def _composed(telling: Telling) -> DossierContent:
    inputs, request, words = telling.inputs, telling.inputs.request, telling.words
    content = DossierContent(
        language=request.language,
        audience=request.audience,
        words=words.words,
        organisation=inputs.organisation,
        title=words.say("dossier_title", name=_name(telling)),
        marking=words.say(f"marking_{request.audience.value}"),
        basis=(
            (words.words["as_of"], telling.day(PartialDate.of(request.as_of))),
            (words.words["produced_on"], telling.day(PartialDate.of(inputs.produced_on))),
            (words.words["source"], telling.say.words.source(inputs.organisation)),
        ),
        identity=_identity(telling),
        tables=(_posts(telling), _counts(telling), listings_grid(telling), gaps_grid(telling)),
        annexes=_annexes(telling),
        method=_method(telling),
    )
    printable: DossierContent = msgspec.convert(cleaned(plain(content)), DossierContent)
    return printable


def named_cases(inputs: DossierInputs) -> tuple[str, ...]:
    """Who is named in the document."""
    telling = telling_of(inputs)
    return tuple(sorted({act.case for act in telling.acts if telling.named(act.case)}))


def _name(telling: Telling) -> str:
    profile = telling.inputs.profile
    return telling.say.name(profile.names) or next(iter(profile.aliases), "")


def _identity(telling: Telling) -> tuple[tuple[str, str], ...]:
    """In public of a birth the year alone; a note is ours and in no document."""
    profile, words = telling.inputs.profile, telling.words.words
    born = profile.begun
    year = str(born.earliest.year) if born and born.earliest.year == born.latest.year else ""
    pairs = [
        (words["names"], "; ".join(dict.fromkeys(name.text for name in profile.names))),
        (words["aliases"], "; ".join(profile.aliases)),
        (words["born"], year if telling.public else telling.day(born)),
        (words["died"], telling.day(profile.ended)),
        (words["country"], _country(telling, profile.country)),
        (words["description"], "" if telling.public else profile.description),
    ]
    return tuple((term, text) for term, text in pairs if text)


def _country(telling: Telling, code: str) -> str:
    """In the language of the document; the code where that has no name for it."""
    return str(Locale.parse(telling.inputs.request.language.value).territories.get(code, code))


def _beginning(text: str) -> str:
    """A word of the lists that stands at the beginning of a cell."""
    return text[:1].upper() + text[1:]


def _posts(telling: Telling) -> Grid:
    internal = telling.audience is Audience.INTERNAL
    columns = ("position", "body", "since", "until", *(("source",) if internal else ()))
    posts = sorted(telling.inputs.posts, key=lambda post: post.since.earliest.isoformat() if post.since else "")
    rows = tuple(
        (
            post.position,
            post.body,
            telling.day(post.since),
            telling.day(post.until),
            *((post.source,) if internal else ()),
        )
        for post in posts
    )
    note = "" if rows else telling.words.say("no_posts")
    return Grid(telling.words.words["posts"], "", telling.both(columns), rows, note)


def _counts(telling: Telling) -> Grid:
    """Cases by role, each once; in public the small counts are hidden with what would give them back."""
    acts, words = telling.acts, telling.words
    every = {act.case for act in acts}
    cells = []
    for role in InvolvementRole:
        cases = {act.case for act in acts if act.role is role}
        if cases:
            cells.append(Cell(role.value, len(cases), sum(map(telling.named, cases))))
    total = Cell("", len(every), sum(map(telling.named, every)))
    rows = [(words.say("all_cases"), _spoken(telling, total, total))]
    rows += [(_beginning(words.role[cell.key]), _spoken(telling, cell, total)) for cell in cells]
    note = words.say("counts_note") if len(cells) > 1 else ""
    return Grid(words.words["cases"], "", telling.both(("role", "cases")), tuple(rows), note)


def _spoken(telling: Telling, cell: Cell, total: Cell) -> str:
    """In public neither small itself, nor what it leaves of the total, with and without those who are named."""
    if not telling.public:
        return str(cell.people)
    gives_back = 0 < total.people - cell.people < SMALL or 0 < total.left - cell.left < SMALL
    hidden = sensitive(cell, approved=False) or gives_back
    return telling.words.say("suppressed") if hidden else str(cell.people)


def _annexes(telling: Telling) -> tuple[Grid, ...]:
    found = [_people(telling)]
    evidence = [act for act in telling.acts if act.source or act.evidence]
    if telling.audience is Audience.INTERNAL and evidence:
        found.append(_evidence(telling, evidence))
    return tuple(found)


def _people(telling: Telling) -> Grid:
    """One row for each part in the case of somebody who may be named; the others are counted."""
    words, day = telling.words, telling.day(PartialDate.of(telling.inputs.produced_on))
    told = [(act, _told(telling, act)) for act in telling.acts if telling.named(act.case)]
    keys = [key for key in telling.columns if key in ("name", "role") or any(cells.get(key) for _, cells in told)]
    rest = {act.case for act in telling.acts if not telling.named(act.case)}
    note = words.say("counted_only", count=_rest(telling, rest)) if rest else ""
    return Grid(
        title=words.words["people"],
        intro=words.say(f"people_{telling.audience.value}", day=day) if told else words.say("nobody_named"),
        columns=telling.both(keys),
        rows=tuple(tuple(cells.get(key, "") for key in keys) for _, cells in told),
        note=note,
    )


def _rest(telling: Telling, cases: set[str]) -> str:
    cell = Cell("", len(cases))
    return telling.words.say("suppressed") if telling.public and sensitive(cell, approved=False) else str(len(cases))


def _told(telling: Telling, act: ActFacts) -> dict[str, str]:
    person = telling.inputs.people[act.case]
    words, internal = telling.words, telling.audience is Audience.INTERNAL
    allowed = facts(person.consent, telling.audience, telling.inputs.produced_on, person.birth)
    cells = row(telling.say, person, allowed) | {
        "role": _beginning(words.role[act.role.value]),
        "degree": _beginning(words.degree[act.degree.value]),
        "date": telling.day(act.on),
        "act": act.act,
        "basis": act.basis,
        "link": act.link,
        "rating": f"{act.reliability.value}{act.credibility.value}",
    }
    if internal:
        cells |= {"number": person.number, "consent": level_words(telling.say, person, telling.inputs.produced_on)}
    return {key: cells[key] for key in telling.columns}


def _evidence(telling: Telling, acts: list[ActFacts]) -> Grid:
    words = telling.words
    rows = tuple(
        (
            _who(telling, telling.inputs.people[act.case]),
            _beginning(words.role[act.role.value]),
            act.source,
            act.evidence,
        )
        for act in acts
    )
    columns = telling.both(("name", "role", "source", "evidence"))
    return Grid(words.words["evidence"], words.say("evidence_internal"), columns, rows)


def _who(telling: Telling, person: PersonFacts) -> str:
    return telling.say.name(person.names) or person.number


def _method(telling: Telling) -> tuple[str, ...]:
    inputs, words = telling.inputs, telling.words
    lines = [
        words.say("method_tied", day=telling.day(PartialDate.of(inputs.request.as_of))),
        words.say("method_listed"),
        words.say("method_rating"),
    ]
    if telling.audience is not Audience.INTERNAL:
        lines.append(words.say("method_consent", day=telling.day(PartialDate.of(inputs.produced_on))))
    if telling.public:
        lines += [words.say("method_small"), words.say("method_custody")]
    withheld = sum(act.on_file and not (act.source or act.evidence) for act in telling.acts)
    if withheld and telling.audience is Audience.INTERNAL:
        lines.append(words.say("evidence_elsewhere", count=withheld))
    return (*lines, words.say("method_hash"))
