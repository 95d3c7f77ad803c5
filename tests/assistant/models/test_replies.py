"""A model's claims are found in whatever else it writes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.replies import Reply, TooMuch, replies

ONE = '{"use":[1,2],"text":"En mening."}'


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (ONE, [Reply((1, 2), "En mening.")]),
        (f"Visst! Här är svaret:\n```json\n{ONE}\n```\nHoppas det hjälper {{", [Reply((1, 2), "En mening.")]),
        (f"[{ONE},\n {ONE}]", [Reply((1, 2), "En mening.")] * 2),
        ('{\n  "text": "Två\\nrader {med} }",\n  "use": [ 3 ]\n}', [Reply((3,), "Två\nrader {med} }")]),
        ('{"use":"4","text":"a"}{"use":"[5]","text":"b"}', [Reply((4,), "a"), Reply((5,), "b")]),
        ('{"claims":[{"use":[1],"text":"a"}]}', [Reply((1,), "a")]),
        ('{"use":[1,1,2],"text":"a"}', [Reply((1, 2), "a")]),
        ('{"use":[],"text":""}', [Reply((), "")]),
        ('{"use":[1,true,null,"x",2.5],"text":"a"}', [Reply((1,), "a", sound=False)]),
        ('{"use":[1],"text":7}', []),
        ('{"text":"a"}', []),
        ("<think>{hm}</think>" + ONE, [Reply((1, 2), "En mening.")]),
        ("{'use':[1],'text':'a'}\n" + ONE, [Reply((1, 2), "En mening.")]),
        ('{"use":[1],"text":"avbr', []),
        ("", []),
        ("Jag vet inte.", []),
    ],
)
def test_claims_are_found_wherever_they_stand(said: str, found: list[Reply]) -> None:
    assert list(replies([said])) == found
    assert list(replies(list(said))) == found


def test_a_claim_is_there_as_soon_as_it_is_whole() -> None:
    pieces = iter([ONE[:9], ONE[9:] + "\n", "never asked for"])
    assert next(iter(replies(pieces))).use == (1, 2)
    assert next(pieces) == "never asked for"


@pytest.mark.parametrize("piece", ["a", "{", '{"use":', "}{", '{"a":' * 9])
def test_endless_text_is_not_read_to_its_end(piece: str) -> None:
    with pytest.raises(TooMuch):
        list(replies(piece for _ in range(100_000)))


@given(st.lists(st.text(max_size=30), max_size=6), st.integers(1, 9))
def test_any_wording_comes_through_whole(texts: list[str], size: int) -> None:
    said = "\n".join(json.dumps({"use": [n], "text": text}) for n, text in enumerate(texts))
    assert [r.text for r in replies(said[i : i + size] for i in range(0, len(said), size))] == texts


@given(st.text(alphabet='{}[]":,\\use text1', max_size=200))
def test_no_text_at_all_is_an_error(said: str) -> None:
    list(replies([said]))
