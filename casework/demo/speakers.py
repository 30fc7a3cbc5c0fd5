"""Who speaks up in the invented campaign. The four signatories of 9 August 2024 are real; all others are invented."""

from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.reference import Titles

SIGNATORIES = ("United States", "Canada", "European Union", "United Kingdom")
STATES = ("Norlandia", "Estmark", "the Republic of Valdor", "Suderland", "Westmere", "the Alpine Union")
PARLIAMENTS = ("the Storting of Norlandia", "the Assembly of Valdor")
BODIES = ("the Interparliamentary Forum", "the Council of the Northern Sea", "the Regional Human Rights Bureau")
MEMBERS = ("Member of Parliament A. Lindqvist", "Member of Parliament R. Okafor", "Senator M. Duarte")
GROUPS = ("Letters Across Borders", "Free Pens", "Lawyers for Lawyers of the North", "Students Without Bars")
UN_BODIES = ("UN special procedures", "UN Working Group on Arbitrary Detention")
CODES = ("QM", "QN", "QP", "QQ", "QR", "QS")
"""ISO 3166 leaves these to whoever invents a state."""
OUTLETS = ("The Northern Courier", "Radio Valdor")


def speakers() -> dict[str, AdvocacyActor]:
    """By the name that actions use."""
    found = {
        "United States": _real(ActorKind.GOVERNMENT, "United States", "Злучаныя Штаты", "Соединённые Штаты", "US"),
        "Canada": _real(ActorKind.GOVERNMENT, "Canada", "Канада", "Канада", "CA"),
        "European Union": _real(ActorKind.EUROPEAN_UNION, "European Union", "Еўрапейскі саюз", "Европейский союз", ""),
        "United Kingdom": _real(ActorKind.GOVERNMENT, "United Kingdom", "Вялікабрытанія", "Великобритания", "GB"),
        "UN special procedures": _real(
            ActorKind.UN_BODY, "UN special procedures", "спецыяльныя працэдуры ААН", "специальные процедуры ООН", ""
        ),
        "UN Working Group on Arbitrary Detention": _real(
            ActorKind.UN_BODY,
            "UN Working Group on Arbitrary Detention",
            "Рабочая група ААН па адвольных затрыманнях",
            "Рабочая группа ООН по произвольным задержаниям",
            "",
        ),
    }
    for kind, names, codes in (
        (ActorKind.GOVERNMENT, STATES, CODES),
        (ActorKind.PARLIAMENT, PARLIAMENTS, ("QM", "QP")),
        (ActorKind.PARLIAMENTARIAN, MEMBERS, CODES),
        (ActorKind.REGIONAL_BODY, BODIES, ()),
        (ActorKind.NGO, GROUPS, ()),
        (ActorKind.MEDIA, OUTLETS, ()),
    ):
        states = dict(zip(names, codes, strict=False))
        found |= {name: _invented(kind, name, states.get(name, "")) for name in names}
    return found


def _invented(kind: ActorKind, name: str, country: str) -> AdvocacyActor:
    return AdvocacyActor(kind, Titles(en=name), country=country, note="Invented.")


def _real(kind: ActorKind, en: str, be: str, ru: str, country: str) -> AdvocacyActor:
    return AdvocacyActor(kind, Titles(en=en, be=be, ru=ru), country=country)
