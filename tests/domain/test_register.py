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


def test_of_thousands_with_one_given_name_the_surname_chooses() -> None:
    register = Register[int]()
    for number in range(3000):
        register.add(number, [f"Іван Петрык{'абвгдж'[number % 6]}{'клмнпрст'[number % 8]}ін", "Иван Иванович"])
    register.add(-1, ["Іван Цвірка"])
    assert register.best("Ivan Tsvirka", limit=1)[0][0] == -1
    assert register.best("Иван Иванович Цвирка", limit=1)[0][0] == -1
    assert register.best("И. И. Цвирка", limit=1)[0][0] == -1


def test_initials_alone_find_whom_they_may_stand_for() -> None:
    assert [one for one, _ in officials().best("М. К.", limit=1)] == ["judge"]
