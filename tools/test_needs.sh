#!/bin/sh
# What the tests need from the system. As root on Debian or Ubuntu it is installed; otherwise the run says what is
# missing and how to get it, and fails: no test is left out because a program is not there.
set -eu

missing() {
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || echo chromium
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || echo postgresql
    command -v pdftoppm >/dev/null 2>&1 || echo poppler-utils
    command -v soffice >/dev/null 2>&1 || echo libreoffice-writer-nogui
    command -v fc-match >/dev/null 2>&1 || echo fontconfig
}

packages=$(missing | tr '\n' ' ')
[ -z "$packages" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing what the tests need: $packages"
    export DEBIAN_FRONTEND=noninteractive
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
