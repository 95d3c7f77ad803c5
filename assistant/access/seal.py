"""Small objects that a browser keeps for us and cannot change: signed and dated text for cookies and forms."""

from __future__ import annotations

import hashlib
from typing import Any

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from assistant.clock import Clock, SystemClock


class _Signer(TimestampSigner):
    default_digest_method = staticmethod(hashlib.sha256)
    default_key_derivation = "hmac"

    def __init__(self, *args: Any, clock: Clock, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._clock = clock

    def get_timestamp(self) -> int:
        return int(self._clock.now().timestamp())


class Seal:
    """Signs JSON objects with a secret. What is signed for one purpose is worth nothing for another.

    The content is signed, not hidden: whoever holds it can read it.
    """

    def __init__(self, secret: str, clock: Clock | None = None) -> None:
        self._secret = secret
        self._clock = clock or SystemClock()

    def put(self, purpose: str, content: dict[str, Any]) -> str:
        """The object as signed and dated text of letters, digits, "-", "_" and "."."""
        return str(self._serializer(purpose).dumps(content))

    def take(self, purpose: str, text: str, max_age: float) -> dict[str, Any] | None:
        """The object; None when it was not signed here for this purpose, or is older than `max_age` seconds."""
        try:
            content = self._serializer(purpose).loads(text, max_age=int(max_age))
        except BadData:
            return None
        return content if isinstance(content, dict) else None

    def _serializer(self, purpose: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self._secret, salt=f"council.{purpose}", signer=_Signer, signer_kwargs={"clock": self._clock}
        )
