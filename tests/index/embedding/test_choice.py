"""Choosing a model, what a model that is missing says, and what is not paid for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BadSettings, CouncilError
from index.embedding import ModelUnavailable, make_embedder
from index.embedding.hashing import HashEmbedder
from index.embedding.transformer import batches, native_bf16

ROOT = Path(__file__).resolve().parents[3]


def test_a_setting_names_the_embedder(tmp_path: Path) -> None:
    assert make_embedder("hashing", tmp_path).dimension == 256
    assert make_embedder("builtin", tmp_path).dimension == 384
    assert make_embedder("some/model", tmp_path).name == "some/model"
    with pytest.raises(BadSettings, match="builtin"):
        make_embedder(" ", tmp_path)


def test_a_model_that_is_not_here_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="hf download nobody/no-such-model") as caught:
        make_embedder("nobody/no-such-model", tmp_path).embed_query("Vem frågade?")
    assert isinstance(caught.value, CouncilError)
    assert "\n" not in str(caught.value)


def test_a_folder_that_holds_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "modules.json").write_text("{")
    with pytest.raises(ModelUnavailable, match="damaged") as caught:
        make_embedder(str(tmp_path / "model"), tmp_path).embed_passages(["text"])
    assert str(tmp_path / "model") in str(caught.value)


def test_a_question_and_a_short_file_do_not_import_torch(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.embedding import make_embedder;"
        f"e = make_embedder('builtin', Path({str(tmp_path)!r}));"
        "e.embed_query('Vem?'); e.embed_passages(['Beslut']);"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("cpuinfo", "native"),
    [
        ("processor\t: 0\nflags\t\t: fpu avx512f amx_bf16 amx_tile\n", True),
        ("flags\t\t: fpu avx512_bf16\nbugs\t\t: spectre_v1\n", True),
        ("flags\t\t: fpu avx2 avx512f\n", False),
        ("model name\t: amx_bf16\n", False),
        ("", False),
    ],
)
def test_bfloat16_is_used_only_where_the_processor_has_it(cpuinfo: str, native: bool) -> None:
    assert native_bf16(cpuinfo) is native


@given(st.lists(st.integers(0, 9000), max_size=200))
def test_batches_hold_every_text_once_and_keep_to_the_budget(lengths: list[int]) -> None:
    groups = list(batches(lengths, max_tokens=512, budget=4096))
    assert sorted(row for group in groups for row in group) == list(range(len(lengths)))
    for group in groups:
        widest = min(max(lengths[row] for row in group) // 4 + 8, 512)
        assert len(group) == 1 or len(group) * widest <= 4096 + widest


class TestHashing:
    def test_inflected_words_find_their_base_form(self) -> None:
        embedder = HashEmbedder()
        passages = [
            "Jobbcentrums omorganisation är klar",
            "Föreningarnas bidrag höjs",
            "Bussarna blir avgiftsfria",
        ]
        vectors = embedder.embed_passages(passages)
        for question, expected in (("jobbcentrum", 0), ("BIDRAG till förening", 1), ("avgiftsfri buss", 2)):
            assert int(np.argmax(vectors @ embedder.embed_query(question))) == expected

    def test_small_words_weigh_little(self) -> None:
        embedder = HashEmbedder()
        vectors = embedder.embed_passages(["och att det är i en på av till", "en skola i Västerby"])
        assert int(np.argmax(vectors @ embedder.embed_query("är det en skola och i så fall på vad"))) == 1

    def test_the_vector_is_the_same_in_another_process(self) -> None:
        code = (
            "from index.embedding.hashing import HashEmbedder;"
            "print(HashEmbedder().embed_query('Beslut § 12').tobytes().hex())"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
        assert done.stdout.strip() == HashEmbedder().embed_query("Beslut § 12").tobytes().hex()
