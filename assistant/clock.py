"""What time it is: the system's clock, and one for tests that is put forward by hand."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> datetime:
        """The time, in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Waits so long."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Waits so long."""
        await asyncio.sleep(seconds)


class MemoryClock:
    """A clock that stands still until it is put forward; waiting puts it forward at once."""

    def __init__(self, now: datetime = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        """The time it was put to."""
        return self._now

    def forward(self, **by: float) -> None:
        """Puts it forward; `by` is as in `timedelta`."""
        self._now += timedelta(**by)

    async def sleep(self, seconds: float) -> None:
        """Puts it forward by so much, and lets others run."""
        self.forward(seconds=seconds)
        await asyncio.sleep(0)
