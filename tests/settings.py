"""The site's settings as the tests run them: strict where the site is lenient, quick where it is careful."""

from __future__ import annotations

import os
import tempfile

# Nothing of the developer's own site is read or written.
os.environ.setdefault("THIDUA_VAR_DIR", tempfile.mkdtemp(prefix="thidua-tests-"))
os.environ.setdefault("THIDUA_SECRET_KEY", "for-tests-only-and-nothing-else-in-the-world")

from tests.harness.undefined import Undefined
from thidua.config.settings import *  # noqa: F403
from thidua.config.settings import DATABASES, MIDDLEWARE, PASSWORD_HASHERS, STATIC_ROOT, TEMPLATES, VAR_DIR

MIDDLEWARE = ["tests.harness.reading.ReadingWritesNothing", *MIDDLEWARE]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")
# The quick one writes; the site's own still reads, so that a site made outside the tests may be signed in to.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# Tables from the models: drawing the state before each migration takes ten times as long. `make check` sees to it that
# the migrations say the same, and the journeys' sites stand on them.
DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads get connections of their own, as on a site.
    DATABASES["default"]["TEST"]["NAME"] = str(VAR_DIR / "test.sqlite3")
    # A machine that dies takes the tests' data along, and nobody minds.
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
else:
    # A test's tables hold a few rows: to look for the best order of joins takes ten times as long as to read them.
    words = ["-c join_collapse_limit=1", "-c from_collapse_limit=1"]
    options = DATABASES["default"]["OPTIONS"]
    if "PYTEST_VERSION" in os.environ:
        # The same pages are asked for by everybody: what is planned once serves them all. The site of a journey asks as
        # a site does.
        words += ["-c plan_cache_mode=force_generic_plan"]
        options |= {"server_side_binding": True, "prepare_threshold": 1}
    options["options"] = " ".join([options["options"], *words])
