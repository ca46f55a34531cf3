#!/bin/sh
# Installs one Debian package where that can be done without asking for a password.
# Usage: debian-package.sh NAME. Exits 1 with the command to run where it cannot be done.
set -eu

name=$1
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo -n"
    if ! sudo -n true 2>/dev/null; then
        echo "$name is not installed. To install it: sudo apt-get install $name" >&2
        exit 1
    fi
fi
if ! command -v apt-get >/dev/null; then
    echo "$name is not installed, and there is no apt-get here to install it with." >&2
    exit 1
fi
echo "Installing $name …"
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$name" >/dev/null
