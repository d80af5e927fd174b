#!/bin/sh
# What the tests need from the system. As root on Debian or Ubuntu it is installed; otherwise the run says what is
# missing and how to get it, and fails: no test is left out because a program is not there.
set -eu

has() { command -v "$1" >/dev/null 2>&1; }

missing() {
    has chromium-headless-shell || has chromium || has chromium-browser || echo chromium
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || has initdb || echo postgresql
    has pdftoppm || echo poppler-utils
    has soffice || echo libreoffice-writer-nogui
    has fc-match || echo fontconfig
}

may_install() { [ "$(id -u)" = 0 ] && has apt-get; }

export DEBIAN_FRONTEND=noninteractive
# The browser without its window takes half the processor time of the whole; not every system has it by itself.
if may_install && ! has chromium-headless-shell; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null 2>&1 || true
fi
packages=$(missing | tr '\n' ' ')
[ -z "$packages" ] && exit 0

if may_install; then
    echo "Installing what the tests need: $packages"
    apt-get update -qq
    # PostgreSQL is started by the tests themselves; a server of the system's own is not wanted.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $packages >/dev/null
    packages=$(missing | tr '\n' ' ')
    [ -z "$packages" ] && exit 0
    echo "Still missing after the installation: $packages" >&2
    exit 1
fi

cat >&2 <<TEXT
The tests need programs that this machine does not have: $packages
Install them, then run make test again. On Debian or Ubuntu:

    sudo apt-get install --no-install-recommends $packages

TEXT
exit 1
