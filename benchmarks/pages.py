"""How long the pages take: each address, warm, by a number of readers at once, on this machine.

python -m benchmarks.pages http://127.0.0.1:8000 --account NAME --password WORD /ban-lam-viec/ /…
python -m benchmarks.pages                                  # serves the demonstration itself
"""

from __future__ import annotations

import argparse
import http.cookiejar
import statistics
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.harness.sites import Demonstration, serve

SIGN_IN = "/tai-khoan/dang-nhap/"


Opener = urllib.request.OpenerDirector


def signed_in(address: str, account: tuple[str, str] | None, *handlers: urllib.request.BaseHandler) -> Opener:
    """Somebody's browser: keeps cookies, has signed in where an account is given; `handlers` serve afterwards."""
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    opener = urllib.request.build_opener(jar)
    if account:
        opener.open(address + SIGN_IN, timeout=60).close()
        token = next(cookie.value for cookie in jar.cookiejar if cookie.name == "csrftoken")
        form = {"login": account[0], "password": account[1], "csrfmiddlewaretoken": token}
        request = urllib.request.Request(address + SIGN_IN, urllib.parse.urlencode(form).encode())
        request.add_header("Referer", address + SIGN_IN)
        opener.open(request, timeout=60).close()
    return urllib.request.build_opener(jar, *handlers) if handlers else opener


def reader(address: str, account: tuple[str, str] | None) -> Callable[[str], int]:
    """A signed-in reader: a function that opens a path and gives the size of the answer.

    Whoever is led to the page of the sign-in instead is not measured: that page is quick everywhere.
    """
    opener = signed_in(address, account)

    def get(path: str) -> int:
        with opener.open(address + path, timeout=60) as answer:
            assert account is None or SIGN_IN not in answer.url, f"{account[0]} could not sign in to read {path}"
            return len(answer.read())

    return get


def measure(get: Callable[[str], int], path: str, requests: int, readers: int) -> list[float]:
    """The milliseconds of each request, sorted."""
    times: list[float] = []

    def read() -> None:
        for _turn in range(requests // readers):
            start = time.perf_counter()
            get(path)
            times.append((time.perf_counter() - start) * 1000)

    threads = [threading.Thread(target=read) for _reader in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(times)


def report(address: str, account: tuple[str, str] | None, paths: list[str], requests: int, readers: int) -> None:
    get = reader(address, account)
    print(f"{'ms':>8} {'p95':>8} {'max':>8} {'KB':>7}  {requests} requests, {readers} readers")
    for path in paths:
        size = [get(path) for _warm in range(3)][-1]
        times = measure(get, path, requests, readers)
        p95 = times[int(len(times) * 0.95) - 1]
        print(f"{statistics.median(times):8.1f} {p95:8.1f} {times[-1]:8.1f} {size / 1024:7.1f}  {path}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", nargs="?")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--account")
    parser.add_argument("--password")
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--readers", type=int, default=2)
    given = parser.parse_args()
    if given.address:
        account = (given.account, given.password) if given.account else None
        report(given.address, account, given.paths or ["/"], given.requests, given.readers)
        return
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "demonstration", Path(folder) / "site"
        first.mkdir()
        second.mkdir()
        with serve(Demonstration(first, None).copy(second), second) as site:
            accounts = site.json("demonstration", "--accounts")
            report(site.address, None, ["/", SIGN_IN], given.requests, given.readers)
            account = (accounts[0]["name"], accounts[0]["password"])
            report(site.address, account, ["/ban-lam-viec/"], given.requests, given.readers)


if __name__ == "__main__":
    main()
