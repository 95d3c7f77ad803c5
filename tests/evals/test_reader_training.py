"""What is trained in torch judges alike in the product, which reads without it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from evals.reader import joint as in_torch
from evals.reader.examples import Example
from evals.reader.network import together
from evals.reader.train import space, train
from evals.reader.train_joint import add, whole
from evals.reader.train_joint import train as train_joint
from index.embedding.states import SHOWN, Encoder
from index.embedding.weights import packed_file
from index.reader.features import Eyes, Space
from index.reader.joint import Joint
from index.reader.network import load

TEXTS = [
    ("Kommunfullmäktige i Tallhamra", "Simhallen öppnar den 3 maj. Nämnden fick en rapport om läget."),
    ("Kommunfullmäktige i Tallhamra", "Förskolan har plats för 84 barn. Gården delas med skolan."),
    ("Kommunfullmäktige i Tallhamra", "Badet är stängt sedan branden. När kan invånarna bada i simhallen igen?"),
]
ANSWERS, ASKS = (0, 0), (2, 1)  # (text, sentence)
QUESTION = "När öppnar simhallen?"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(packed_file())


@pytest.fixture(scope="module")
def examples(encoder: Encoder) -> list[Example]:
    width = encoder.shape.hidden * len(SHOWN)
    whole = Space(np.zeros(width, np.float32), np.eye(width, dtype=np.float32))
    eyes = Eyes(encoder, space(encoder.shape.hidden, [seen.small for seen in Eyes(encoder, whole).texts(TEXTS)]))
    asked = eyes.question(QUESTION)
    found = []
    for number, text in enumerate(eyes.texts(TEXTS)):
        answers, asks = (
            ((text.sentence == sentence) & (number == home)).astype(np.float32) for home, sentence in (ANSWERS, ASKS)
        )
        status = "answered" if answers.any() else "not_found"
        found.append(Example(str(number), frozenset({"a"}), status, "pair", asked, text, answers, asks))
    return found


@pytest.fixture(scope="module")
def trained(encoder: Encoder, examples: list[Example]) -> in_torch.Joint:
    return train_joint(examples * 11, encoder)


def test_layers_that_read_together_judge_in_the_product_as_they_were_trained(
    encoder: Encoder, examples: list[Example], trained: in_torch.Joint, tmp_path: Path
) -> None:
    file = tmp_path / "reader.npz"
    np.savez(file, centre=np.zeros(3, np.float16))
    add(file, in_torch.averaged([trained, trained]))

    product = Joint(load(file), encoder.shape.heads, encoder.shape.epsilon)
    told = product.judge(examples[0].question, [example.text for example in examples])

    with torch.no_grad():
        odds = trained(examples)
    assert [one.score for one in told] == pytest.approx(odds.score.tolist(), abs=0.1)
    none = torch.zeros(len(examples), 1)
    for one, place, asks in zip(
        told, odds.place.softmax(-1).numpy(), torch.cat([odds.asks, none], 1).softmax(-1).numpy(), strict=True
    ):
        assert one.share == pytest.approx(place[: len(one.share)], abs=0.05)
        assert one.asks == pytest.approx(asks[: len(one.asks)], abs=0.05)


def test_a_member_goes_on_from_what_another_gave(
    encoder: Encoder, examples: list[Example], trained: in_torch.Joint
) -> None:
    again = in_torch.Joint(encoder.layers()[SHOWN[0] :], encoder.shape.heads, encoder.shape.epsilon).eval()

    again.take(trained.arrays())

    with torch.no_grad():
        assert again(examples).score.tolist() == pytest.approx(trained(examples).score.tolist(), abs=0.1)


def test_a_member_learns_what_it_is_shown(encoder: Encoder, examples: list[Example], trained: in_torch.Joint) -> None:
    begun = in_torch.Joint(encoder.layers()[SHOWN[0] :], encoder.shape.heads, encoder.shape.epsilon).eval()
    with torch.no_grad():
        before, after = begun(examples), trained(examples)

    assert after.score[0] - after.score[1] > before.score[0] - before.score[1] + 0.3
    assert int(after.place[0].argmax()) == ANSWERS[1]


def test_a_member_learns_the_collections_that_it_was_left_without(
    encoder: Encoder, examples: list[Example], trained: in_torch.Joint
) -> None:
    width = encoder.shape.hidden * len(SHOWN)
    eyes = Eyes(encoder, Space(np.zeros(width, np.float32), np.eye(width, dtype=np.float32)[:, :8]))
    asked = eyes.question("Hur många barn får gå i förskolan?")
    rest = [
        replace(example, asked="b", collections=frozenset({"b"}), question=asked, answers=marks)
        for example, marks in (
            (examples[0], np.zeros_like(examples[0].answers)),
            (examples[1], (examples[1].text.sentence == 0).astype(np.float32)),
        )
    ]
    with torch.no_grad():
        before = trained(rest).score
    learnt = whole(trained, examples * 30 + rest * 150, ["b"])
    with torch.no_grad():
        after = learnt(rest).score

    assert after[1] - after[0] > before[1] - before[0] + 0.3


def test_a_member_finds_the_sentence_that_asks_the_same(examples: list[Example], trained: in_torch.Joint) -> None:
    with torch.no_grad():
        asks = trained(examples).asks

    assert int(asks[ASKS[0]].argmax()) == ASKS[1]
    assert asks[ASKS[0]].max() > max(asks[0].max(), asks[1].max()) + 0.2


def test_small_networks_find_the_answering_sentence(examples: list[Example]) -> None:
    examples = examples[:2]
    members = train(examples * 20)

    with torch.no_grad():
        score = [float(member(*together([e]))[0][0]) for member in members for e in examples]
    assert all(answering > other for answering, other in zip(score[::2], score[1::2], strict=True))
