"""Many photos at once, over HTTP, to the server `thidua serve` starts: none lost, and the server's memory stays flat.

    THIDUA_VAR_DIR=/tmp/hundredth .venv/bin/python -m benchmarks.photos
    make bench SIZE=hundredth ONLY=photos DATABASES=postgresql

Officers of communes, 16 at a time, each put photos of more than 1 MB to a work of their own by its form, 200 in all.
Every photo is another file. Afterwards each is looked for: its row, its bytes on the disk by their checksum. The memory
of the server is the sum of the peaks (`VmHWM`) of its processes, read after every 20 photos; the last stands beside the
first. A sending the server was too busy for is sent again with the same receipt, as a person presses again.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import hashlib
import io
import os
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db import connection
from PIL import Image

from benchmarks import measuring, site
from benchmarks.board_page import Server, served
from benchmarks.pages import signed_in
from benchmarks.writes import Options, Stays
from thidua.foundation.accounts.actors import actor_of_account
from thidua.foundation.accounts.models import Account
from thidua.foundation.core import clock
from thidua.foundation.core.models import StoredFile
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Occasion, WorkKind
from thidua.stages.works.content import Content
from thidua.stages.works.operations import register_work

FIRST, ALL, SENDERS = 20, 200, 16
KIND, ROLE = "piece-of-work", "before"
SIDES = (2000, 1500)
TRIES = 20
REDIRECT = 302


def base_photo() -> bytes:
    """A photo that shrinks badly, as one of leaves and gravel does."""
    noise = Image.frombytes("RGB", SIDES, os.urandom(SIDES[0] * SIDES[1] * 3)).resize((700, 525)).resize(SIDES)
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    return out.getvalue()


def photo(base: bytes, number: int) -> bytes:
    """Another file each: a comment right behind its beginning."""
    words = f"anh so {number} {uuid.uuid4()}".encode()
    return base[:2] + b"\xff\xfe" + (len(words) + 2).to_bytes(2, "big") + words + base[2:]


def own_work(number: int) -> uuid.UUID:
    """A work of the sender's commune, registered for this run."""
    actor = actor_of_account(Account.objects.get(username=site.WRITER.format(number)), clock.today())
    campaign = site.campaign()
    content = Content(
        unit=Unit.objects.get(pk=actor.posts[0].unit_id), kind=WorkKind.objects.get(key=KIND), quantity=1,
        name=f"Đo ảnh {uuid.uuid4()}", campaigns=(campaign,),
        occasions=tuple(Occasion.objects.filter(campaign=campaign).order_by("id")[:1]),
    )  # fmt: skip
    return register_work(by=actor, now=clock.now(), content=content).uid


class Sender:
    """An officer signed in, before the form of a work of its own."""

    def __init__(self, server: Server, number: int, work: uuid.UUID) -> None:
        self.page = f"{server.address}/ban-lam-viec/cong-trinh/{work}/anh/"
        self.opener = signed_in(server.address, (site.WRITER.format(number), site.PASSWORD), Stays())
        with self.opener.open(self.page, timeout=120) as answer:
            self.token = Options(answer.read().decode()).values["csrfmiddlewaretoken"]

    def send(self, data: bytes) -> tuple[float, Counter[str]]:
        """One photo by the form; the milliseconds until it was taken, and what went wrong on the way."""
        fields = {"csrfmiddlewaretoken": self.token, "role": ROLE, "receipt": str(uuid.uuid4())}
        body, kind = multipart(fields, data)
        wrong: Counter[str] = Counter()
        start = time.perf_counter()
        for _turn in range(TRIES):
            request = urllib.request.Request(self.page, body, {"Content-Type": kind, "Referer": self.page})
            try:
                with self.opener.open(request, timeout=300) as answer:
                    status = answer.status
            except urllib.error.HTTPError as error:
                status = error.code
            except OSError:
                status = 0  # The connection broke.
            if status == REDIRECT:
                break
            wrong[str(status)] += 1
            time.sleep(0.5)
        return (time.perf_counter() - start) * measuring.MILLI, wrong


def multipart(fields: dict[str, str], data: bytes) -> tuple[bytes, str]:
    """A form with one photo as a browser sends it, and its content type."""
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="photos"; filename="anh.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    return "".join(
        parts
    ).encode() + head.encode() + data + f"\r\n--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def family(server: Server) -> set[int]:
    """The server's processes."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            words = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            parents[int(path.parent.name)] = int(words[1])
    found, grows = {server.pid}, True
    while grows:
        born = {pid for pid, parent in parents.items() if parent in found} - found
        found, grows = found | born, bool(born)
    return found


def peak_mb(server: Server) -> float:
    """The sum of the peaks of the server's processes, in megabytes."""
    found = 0
    for pid in family(server):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
            found += sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return round(found / 1024, 1)


def forget_peaks(server: Server) -> None:
    """Peaks count from now on: to check a password takes more memory at once than any photo."""
    for pid in family(server):
        Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")


def together(senders: list[Sender], photos: list[bytes]) -> tuple[list[float], Counter[str]]:
    """The photos, as many at a time as there are senders."""
    with concurrent.futures.ThreadPoolExecutor(len(senders)) as threads:
        running = [threads.submit(senders[turn % len(senders)].send, data) for turn, data in enumerate(photos)]
        found = [one.result() for one in running]
    return [taken for taken, _wrong in found], sum((wrong for _taken, wrong in found), Counter[str]())


def lost(works: list[uuid.UUID], sent: set[str]) -> dict[str, int]:
    """Photos without a row, rows without their very bytes on the disk, rows too many."""
    rows = list(StoredFile.objects.filter(owner_uid__in=works, removed_at=None).order_by("id"))
    broken = 0
    for row in rows:
        path = Path(settings.MEDIA_ROOT) / row.path
        whole = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == row.sha256
        broken += not (whole and (Path(settings.MEDIA_ROOT) / row.thumbnail_path).is_file())
    kept = Counter(row.sha256 for row in rows)
    return {
        "missing": len(sent - kept.keys()), "broken": broken, "twice": sum(count - 1 for count in kept.values()),
        "left over": len(list((Path(settings.MEDIA_ROOT) / "incoming").glob("*"))),
    }  # fmt: skip


def main() -> None:
    given = measuring.parser(__doc__ or "").parse_args()
    works = [own_work(1 + turn) for turn in range(SENDERS)]
    connection.close()
    base = base_photo()
    photos = [photo(base, number) for number in range(ALL)]
    with served() as server:
        senders = [Sender(server, 1 + turn, work) for turn, work in enumerate(works)]
        forget_peaks(server)
        before = peak_mb(server)
        start = time.perf_counter()
        taken, wrong, peaks = list[float](), Counter[str](), dict[int, float]()
        for end in range(FIRST, ALL + 1, FIRST):
            times, failed = together(senders, photos[end - FIRST : end])
            taken, wrong, peaks[end] = taken + times, wrong + failed, peak_mb(server)
        seconds = time.perf_counter() - start
    counted = lost(works, {hashlib.sha256(data).hexdigest() for data in photos})
    figures = {
        "photos": {
            "ms": measuring.figures(taken), "per_second": round(ALL / seconds, 2),
            "sent_again": dict(wrong),
        },
        "lost": counted,
        "peak_mb": {"before": before, **{f"after {count}": peak for count, peak in peaks.items()}},
    }  # fmt: skip
    aims = [
        measuring.Aim("photos lost, broken or kept twice", counted["missing"] + counted["broken"] + counted["twice"], at_most=0),
        measuring.Aim("peak memory after 200 photos to after 20", measuring.ratio(peaks[ALL], peaks[FIRST], 3), at_most=1.15),
    ]  # fmt: skip
    sizes = {"photos": ALL, "bytes of a photo": len(photos[0]), "at once": SENDERS}
    result = measuring.document(
        "photos", what="photos by the form over HTTP, many at once: none lost, memory of the server", sizes=sizes,
        database=site.database(), measured=figures, aims=aims,
    )  # fmt: skip
    measuring.keep(result, connection.vendor, given.results)


if __name__ == "__main__":
    main()
