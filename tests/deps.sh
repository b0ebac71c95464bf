#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs those of the named Debian packages that are missing, and says which.
# Elsewhere than on Debian it only names them, and the build goes on with what there is.
set -eu
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "deps: no apt here; the build needs what Debian 12 calls: $*"
    exit 0
fi
missing=
for package; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true) in
    installed) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0
echo "deps: installing$missing"
root=
if [ "$(id -u)" != 0 ]; then
    root=sudo
    command -v sudo >/dev/null || { echo "deps: run \`apt-get install$missing\` as root" >&2; exit 1; }
fi
install() {
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
}
# a new machine has an empty list of packages or an old one
ls /var/lib/apt/lists/*Packages* >/dev/null 2>&1 || $root apt-get update
install || { $root apt-get update && install; }
