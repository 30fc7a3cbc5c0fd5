"""Named things of any kind found by a name: officials, entities with aliases."""

from casework.domain import names
from casework.domain.register import Register


def officials() -> Register[str]:
    register = Register[str]()
    register.add("judge", ["Мікалай Кавалёнак", "Nikolai Kovalenok"])
    register.add("investigator", ["Зміцер Ганчарык"])
    register.add("factory", ["Адкрытае акцыянернае таварыства «Срэбны млын»", "JSC Silver Mill", "Сребный млын"])
    return register


def test_each_thing_is_found_once_by_its_best_spelling_with_a_score() -> None:
    found = officials().best("Николай Ковалёнок")
    assert found[0][0] == "judge"
    assert found[0][1] >= names.SAME
    assert [one for one, _ in found].count("judge") == 1


def test_an_entity_is_found_by_any_alias() -> None:
    assert officials().best("Silver Mill JSC", limit=1)[0][0] == "factory"
    assert officials().best("Сребны млын", limit=1)[0][0] == "factory"


def test_a_spelling_added_later_counts_for_the_same_thing() -> None:
    register = officials()
    register.add("investigator", ["Dmitri Goncharik"])
    assert register.best("Гончарик Дмитрий", cutoff=names.SAME)[0][0] == "investigator"


def test_nobody_is_better_than_somebody_below_the_cut_off() -> None:
    assert officials().best("Ірына Вішнеўская", cutoff=names.DUPLICATE) == []
    assert officials().best("", cutoff=names.DUPLICATE) == officials().best("...") == []


def test_no_more_come_than_were_asked_for() -> None:
    register = Register[int]()
    for number in range(50):
        register.add(number, ["Алена Кавалёва"])
    assert len(register.best("Елена Ковалёва", limit=7)) == 7
