from index.catalogue.lately import Lately


def test_what_was_longest_not_asked_for_is_let_go() -> None:
    held: Lately[str, int] = Lately(2)
    held.put("a", 1)
    held.put("b", 2)
    assert held.get("a") == 1
    held.put("c", 3)
    assert (held.get("a"), held.get("b"), held.get("c")) == (1, None, 3)


def test_a_value_put_again_is_the_one_held() -> None:
    held: Lately[str, int] = Lately(2)
    for value in (1, 2, 3):
        held.put("a", value)
    held.put("b", 0)
    assert (held.get("a"), held.get("b")) == (3, 0)
