"""A headless Chromium, asked by the WebDriver protocol of its chromedriver; no package is needed for it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()

_ATTEMPTS = 5

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key that the protocol has for an element."""


def programs() -> tuple[str, str] | None:
    """The browser and its driver; None where one of them is not installed."""
    of_runner = os.environ.get("CHROMEWEBDRIVER", "")  # where GitHub's machines have it
    driver = shutil.which("chromedriver") or shutil.which("chromedriver", path=of_runner)
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return (browser, driver) if browser and driver else None


class Browser:
    """One window."""

    def __init__(self, address: str, capabilities: dict[str, Any]) -> None:
        self._address = address
        self._session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})["sessionId"]

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if method == "GET" else json.dumps(body or {}).encode()
        request = urllib.request.Request(
            self._address + path, data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)["value"]["message"]) from None

    def do(self, path: str, body: Any = None, method: str = "POST") -> Any:
        """Call a command of the session."""
        return self._ask(method, f"/session/{self._session}{path}", body)

    def load(self, page: Path) -> None:
        """Open a page from the disk."""
        self.do("/url", {"url": page.resolve().as_uri()})

    def open(self, page: Path) -> None:
        """Open a page from the disk, and wait until it is drawn."""
        self.load(page)
        self._wait("requestAnimationFrame(() => requestAnimationFrame(() => done()))")

    def _wait(self, script: str) -> None:
        self.do("/execute/async", {"script": f"const done = arguments[0]; {script}", "args": []})

    def run(self, script: str) -> Any:
        """What a script returns."""
        return self.do("/execute/sync", {"script": script, "args": []})

    def _find(self, css: str) -> str:
        found: dict[str, str] = self.do("/element", {"using": "css selector", "value": css})
        return found[_ELEMENT]

    def click(self, css: str) -> None:
        """Click on what a selector finds, and wait for what the page puts off until the click is over."""
        self.do(f"/element/{self._find(css)}/click")
        self._wait("setTimeout(done)")

    def type(self, css: str, text: str) -> None:
        """Type into what a selector finds."""
        self.do(f"/element/{self._find(css)}/value", {"text": text})

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.do("/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def tell(self, command: str, **parameters: Any) -> Any:
        """Call a command of the browser's own protocol."""
        return self.do("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def nodes(self, selector: str) -> list[int]:
        """The nodes that a selector finds where no script runs; the document may be made anew while it is asked."""
        for attempt in range(_ATTEMPTS):
            root = self.tell("DOM.getDocument", depth=0)["root"]["nodeId"]
            try:
                return list(self.tell("DOM.querySelectorAll", nodeId=root, selector=selector)["nodeIds"])
            except AssertionError:
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(0.2)
        return []

    def look(self, width: int, *, dark: bool = False, media: str = "") -> None:
        """Show pages so wide, light or dark, on a screen or on paper."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.tell("Emulation.setEmulatedMedia", media=media, features=[scheme])
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=True)

    def complaints(self) -> list[str]:
        """What stands in the console since the last call."""
        return [one["message"] for one in self.do("/se/log", {"type": "browser"})]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def started(browser: str, driver: str) -> Iterator[Browser]:
    """A browser, until the end of the context."""
    port = _free_port()
    process = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with suppress(OSError), urllib.request.urlopen(f"{address}/status", timeout=5):
                break
            time.sleep(0.1)
        capabilities = {
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": browser, "args": FLAGS},
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        one = Browser(address, capabilities)
        try:
            yield one
        finally:
            one.do("", method="DELETE")
    finally:
        process.terminate()
        process.wait(30)
