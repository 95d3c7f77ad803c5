"""What can be evaluated, by name."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from corpus.errors import BadSettings
from evals.peers.named import PEERS
from evals.peers.packages import PeerMissing, need
from evals.systems.lanes import ProcessLane, ThreadLane
from evals.systems.registry import COUNCIL, SYSTEMS, choose
from index.settings import Settings

SETTINGS = Settings(index=Path("/nowhere"))


def test_the_assistant_and_all_peers_have_a_name() -> None:
    assert set(SYSTEMS) == {COUNCIL, *PEERS}


def test_the_assistant_is_asked_in_two_processes_and_an_address_in_threads() -> None:
    council, address = choose(COUNCIL, SETTINGS), choose("http://127.0.0.1:1", SETTINGS)
    assert council.jobs == 2
    assert [type(lane) for lane in council.lanes(2)] == [ProcessLane, ProcessLane]
    assert [type(lane) for lane in address.lanes(1)] == [ThreadLane]


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(BadSettings, match=r"'magic' is no known system; choose from council, llamaindex.*an address"):
        choose("magic", SETTINGS)


def test_a_peer_without_its_packages_says_what_to_install() -> None:
    with pytest.raises(PeerMissing) as raised:
        need("txtai hybrid", ["json", "no_such_package", "json.no_such_part"])
    assert str(raised.value) == (
        "txtai hybrid is not installed (no_such_package, json.no_such_part is missing): "
        "pip install 'council-assistant[peers]'"
    )


@pytest.mark.parametrize("name", sorted(PEERS))
def test_a_peer_is_chosen_only_when_it_is_installed(name: str) -> None:
    if all(importlib.util.find_spec(module.split(".")[0]) for module in PEERS[name].modules) and name != "txtai":
        return
    if importlib.util.find_spec("txtai"):
        assert choose(name, SETTINGS).jobs == 1
    else:
        with pytest.raises(PeerMissing, match=r"pip install 'council-assistant\[peers\]'"):
            choose(name, SETTINGS)
