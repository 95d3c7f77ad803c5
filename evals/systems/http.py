"""Any HTTP endpoint that speaks the project's contract, as a system."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from assistant.contract import Answer, Request
from corpus.records import Document
from evals.systems.base import NoAnswer, SystemFailed

TOKEN, COOKIE = "COUNCIL_EVAL_TOKEN", "COUNCIL_EVAL_COOKIE"  # variables of the environment
LARGEST = 32 * 1024 * 1024  # bytes of a response
_KEPT = 80  # characters of what somebody else said that are shown


class Documents(Protocol):
    """Documents on this machine, by the path that citations show; a `Catalogue` is one."""

    def by_path(self, path: str) -> Document | None:
        """The document of a path."""
        ...

    def close(self) -> None:
        """Closes what is read from."""
        ...


class HttpSystem:
    """`POST {url}/api/ask` with the contract's JSON (`assistant.contract.Request`), which is answered with an `Answer`.

    Citations are checked against `GET {url}/api/documents/{id}/text`; for an endpoint without that, against the
    document of `local` at the citation's path. `local` is closed with the system. `timeout` is for a whole answer, in
    seconds. A token in COUNCIL_EVAL_TOKEN is sent as bearer, what is in COUNCIL_EVAL_COOKIE as cookie; redirects are
    not followed, for neither is meant for others.
    """

    def __init__(
        self,
        url: str,
        *,
        timeout: float,
        local: Documents | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.url = url.rstrip("/")
        self._timeout = timeout
        self._local = local
        self._texts: dict[str, str | None] = {}
        headers = {"accept": "application/json, text/plain"}
        if environment.get(TOKEN):
            headers["authorization"] = f"Bearer {environment[TOKEN]}"
        if environment.get(COOKIE):
            headers["cookie"] = environment[COOKIE]
        try:
            self._client = httpx.Client(timeout=timeout, headers=headers)
            self._client.build_request("GET", self.url)
        except (httpx.InvalidURL, UnicodeEncodeError, ValueError) as error:
            raise SystemFailed(f"{url}: is no address that can be asked ({error}).") from None

    def check(self) -> None:
        """Raises `SystemFailed` when nothing listens at the address."""
        try:
            self._client.head(self.url)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol) as error:
            raise SystemFailed(f"{self.url}: nothing answers there ({error}); start it, or mend the address.") from None
        except httpx.HTTPError:
            pass  # it listens; what it makes of questions is seen when they are asked

    def answer(self, request: Request) -> Answer:
        """The endpoint's answer. Raises `NoAnswer` for any that is none."""
        status, body = self._fetch("POST", "/api/ask", request.model_dump(mode="json"))
        if status != httpx.codes.OK:
            raise NoAnswer(f"status {status}{_reason(body)}")
        try:
            answer = Answer.model_validate_json(body)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the body"
            raise NoAnswer(f"gave no answer object: {where}: {first['msg']}") from None
        if answer.id is not None and answer.id != request.id:
            raise NoAnswer(f"gave the answer to another question, {str(answer.id)[:_KEPT]!r}")
        return answer

    def text(self, document_id: str, path: str) -> str | None:
        """The text that the endpoint gives for the document, else the local one; each is asked for once."""
        key = f"{document_id}\n{path}"
        if key not in self._texts:
            self._texts[key] = self._remote_text(document_id) if document_id else None
            if self._texts[key] is None:
                document = self._local.by_path(path) if self._local else None
                self._texts[key] = document.text if document else None
        return self._texts[key]

    def close(self) -> None:
        """Closes the connections and the documents."""
        self._client.close()
        if self._local is not None:
            self._local.close()

    def _remote_text(self, document_id: str) -> str | None:
        try:
            status, body = self._fetch("GET", f"/api/documents/{quote(document_id, safe='')}/text")
            return body.decode("utf-8") if status == httpx.codes.OK else None
        except (NoAnswer, UnicodeDecodeError):
            return None

    def _fetch(self, method: str, path: str, sent: Any = None) -> tuple[int, bytes]:
        """Status and body. The limit of httpx is for each piece; here it is for the whole."""
        late = time.monotonic() + self._timeout
        body = bytearray()
        try:
            with self._client.stream(method, self.url + path, json=sent) as response:
                for piece in response.iter_bytes():
                    body += piece
                    if time.monotonic() > late:
                        raise NoAnswer(f"no answer within {self._timeout:g} s")
                    if len(body) > LARGEST:
                        raise NoAnswer(f"gave more than {LARGEST // 1024 // 1024} MB")
                return response.status_code, bytes(body)
        except httpx.TimeoutException:
            raise NoAnswer(f"no answer within {self._timeout:g} s") from None
        except (httpx.HTTPError, httpx.StreamError, RuntimeError) as error:  # RuntimeError: the client was closed
            raise NoAnswer(f"the connection failed: {error or type(error).__name__}") from None


def _reason(body: bytes) -> str:
    """What a refusal says of itself, if it says it as this project's API does."""
    try:
        told = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(told, dict):
        return ""
    said = next((told[key] for key in ("error", "detail", "message") if isinstance(told.get(key), str)), "")
    return f": {' '.join(said.split())[:_KEPT]}" if said else ""
