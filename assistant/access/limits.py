"""How often somebody may try to sign in: per address, and per name with a delay that grows."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from assistant.clock import Clock, SystemClock

BURST = 20  # attempts of one address at once
PACE = 6.0  # seconds for one more
FREE = 5  # wrong passwords for a name before it has to wait
FIRST, LAST = 30.0, 900.0  # seconds: the first wait, doubled by each further failure up to the last
FORGOTTEN = 24 * 3600.0  # seconds after which failures no longer count
KEPT = 10_000  # names, and addresses, remembered at a time


@dataclass(slots=True)
class _Name:
    failures: int = 0
    until: float = 0.0
    last: float = 0.0


@dataclass(slots=True)
class _Address:
    left: float = BURST
    at: float = 0.0


class Attempts:
    """Counts attempts in memory. Names that do not exist are counted alike, so that the wait tells nothing."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._names: OrderedDict[str, _Name] = OrderedDict()
        self._addresses: OrderedDict[str, _Address] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, address: str, name: str) -> float:
        """Seconds to wait before an attempt may be made; 0.0 begins one, which counts as failed until it succeeds."""
        with self._lock:
            now = self._clock.now().timestamp()
            network, person = self._address(network_of(address), now), self._name(name, now)
            if person.until > now:
                return person.until - now
            if network.left < 1:
                return (1 - network.left) * PACE
            network.left -= 1
            person.failures += 1
            person.last = now
            if person.failures >= FREE:
                person.until = now + min(FIRST * 2.0 ** min(person.failures - FREE, 16), LAST)
            return 0.0

    def succeeded(self, address: str, name: str) -> None:
        """The attempt that was begun was right: nothing counts against the name any longer."""
        with self._lock:
            self._names.pop(name, None)
            network = self._address(network_of(address), self._clock.now().timestamp())
            network.left = min(network.left + 1, BURST)

    def _name(self, name: str, now: float) -> _Name:
        found = self._names.pop(name, None)
        if found is None or now - found.last > FORGOTTEN:
            found = _Name()
        self._names[name] = found
        if len(self._names) > KEPT:
            self._names.popitem(last=False)
        return found

    def _address(self, address: str, now: float) -> _Address:
        found = self._addresses.pop(address, None) or _Address(at=now)
        found.left = min(found.left + max(now - found.at, 0.0) / PACE, BURST)
        found.at = now
        self._addresses[address] = found
        if len(self._addresses) > KEPT:
            self._addresses.popitem(last=False)
        return found


def network_of(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that one subscriber has of IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> 64 << 64))
