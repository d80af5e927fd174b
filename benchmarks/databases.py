"""Makes a database beside another on the same PostgreSQL and prints its address.

python -m benchmarks.databases postgresql://user@/postgres?host=/folder tenth
"""

from __future__ import annotations

import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg


def beside(address: str, name: str) -> str:
    """The address of a new, empty database of that name."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}")).replace(
        "postgresql:/" + name, f"postgresql:///{name}"
    )


if __name__ == "__main__":
    print(beside(*sys.argv[1:]))
