"""Whatever peers are installed: the passages that they find are the documents' own characters, best first."""

from __future__ import annotations

import warnings

from evals.peers.base import Text
from evals.peers.named import PEERS, built
from evals.peers.packages import PeerMissing
from index.embedding.hashing import HashEmbedder

from .conftest import BAD, JOUR

LONG = Text("d3", "kf/lang.txt", "Budget", " ".join(f"Anslag {n} höjs med {n} kronor.\n" for n in range(300)))


def test_every_installed_peer_finds_the_texts_own_words_and_ranks_them() -> None:
    for name, kind in PEERS.items():
        try:
            kind.check()
        except PeerMissing:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # theirs
            peer = built(name, [JOUR, BAD, LONG], HashEmbedder())
            found = peer.search("När öppnar simhallen?", 5)
        assert found[0].document.path == "kf/bad.txt", name
        assert all(0 <= one.start < one.end <= len(one.document.text) for one in found), name
        assert all(one.core is None or one.start <= one.core[0] < one.core[1] <= one.end for one in found), name
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True), name
        assert kind.version()
