# Places and small steps shared by deploy/install and deploy/danvan. Sourced, never run.
# shellcheck shell=bash disable=SC2034
# What fails inside $(…) ends it there: else a backup that failed would be followed by the migration.
shopt -s inherit_errexit
app=/opt/danvan
current=$app/current
state=/var/lib/danvan
backups=/var/backups/danvan
settings=/etc/danvan
environment=$settings/danvan.env
tls=$settings/tls
units=/etc/systemd/system
socket=/run/danvan/web.sock
services=(danvan-web.service danvan-worker.service)

say() { printf '· %s\n' "$*"; }
stop() { printf '\n%s\n' "$@" >&2; exit 1; }

need_root() { [ "$(id -u)" = 0 ] || stop "Hãy chạy bằng quyền root (run as root): sudo $0"; }

# as_danvan RELEASE COMMAND…: what the portal's own account does, with its settings, in the folder of that release.
as_danvan() (
    cd "$1" || exit
    shift
    umask 027
    set -a
    # shellcheck disable=SC1090
    . "$environment"
    set +a
    exec setpriv --reuid danvan --regid danvan --init-groups -- "$@"
)

setting() { sed -n "s/^$1=//p" "$environment"; }

# libraries RELEASE: its packages, each exactly the file that its index was known to have (deploy/hashes.txt).
# DANVAN_UNCHECKED_PACKAGES=1 takes those that a mirror of one's own has built anew.
libraries() {
    local release=$1 pinned
    pinned=(--require-hashes -r "$release/deploy/hashes.txt")
    # Only who keeps files in an object store needs its library.
    [ -z "$(setting DANVAN_FILES)" ] || pinned+=(-r "$release/deploy/hashes-s3.txt")
    if [ -n "${DANVAN_UNCHECKED_PACKAGES:-}" ]; then
        pinned=(-r "$release/deploy/requirements.txt")
        [ -z "$(setting DANVAN_FILES)" ] || pinned+=(-r "$release/requirements-s3.txt")
    fi
    "$release/.venv/bin/python" -m pip install -qq --disable-pip-version-check "${pinned[@]}" >&2
}

# build SOURCE: the source as a release of its own under $app/releases, ready to run; prints its folder.
# The same source gives the same release, so a second run finds it there.
build() {
    local source=$1 stage digest version release
    mkdir -p "$app/releases"
    stage=$(mktemp -d "$app/releases/.stage-XXXXXX")
    { unpack "$source" "$stage" && [ -f "$stage/manage.py" ]; } || { rm -rf "$stage"; stop "“$source” không phải mã nguồn của cổng thông tin (not the portal's source)."; }
    digest=$(tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$stage" -cf - . | sha256sum | cut -c1-12)
    version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$stage/pyproject.toml")
    release=$app/releases/$version-$digest
    if [ -f "$release/.built" ]; then
        rm -rf "$stage"
    else
        rm -rf "$release"
        chmod 755 "$stage"
        mv "$stage" "$release"
        say "Cài thư viện Python (Python libraries): $release" >&2
        python3 -m venv "$release/.venv"
        libraries "$release" || stop "Không cài được thư viện Python; chưa có gì thay đổi (the libraries could not be installed, nothing was changed)."
        "$release/.venv/bin/python" -m compileall -qq -x '/\.venv/' "$release" || true
        touch "$release/.built"
    fi
    printf '%s\n' "$release"
}

# unpack SOURCE FOLDER: from a folder (a checkout) or a .tar.gz of one, without what belongs to a machine.
unpack() {
    local inner unwanted=(--exclude=.git --exclude=.venv --exclude=__pycache__ --exclude='.*_cache')
    if [ -d "$1" ]; then
        tar -C "$1" "${unwanted[@]}" -cf - . | tar -C "$2" --no-same-owner -xf - || return
    else
        tar -C "$2" --no-same-owner "${unwanted[@]}" -xzf "$1" || return
        # An archive usually holds one folder with everything in it.
        inner=$(find "$2" -mindepth 2 -maxdepth 2 -name manage.py -printf '%h' -quit)
        [ -f "$2/manage.py" ] || [ -z "$inner" ] || { mv "$inner" "$2.inner"; rm -rf "$2"; mv "$2.inner" "$2"; }
    fi
    rm -rf "${2:?}/var"
    chmod -R u+rwX,go+rX,go-w "$2"
}

# point_to RELEASE: the link that everything starts from, changed in one step.
point_to() {
    ln -sfn "$1" "$app/.next" &&
        mv -T "$app/.next" "$current"
}

# schema RELEASE: how the database stands to that release: same, behind (to be migrated) or ahead (newer than it).
schema() { as_danvan "$1" .venv/bin/python deploy/schema.py; }

# prepare RELEASE: what can be done and judged while the present release still serves.
prepare() {
    as_danvan "$1" .venv/bin/python manage.py check --fail-level ERROR >/dev/null &&
        as_danvan "$1" .venv/bin/python script/prepare.py static
}

# try_out RELEASE: whether its web server comes up and calls itself ready, on a socket that nobody else knows.
try_out() {
    local trial up=yes
    trial=$(mktemp -d "$state/.trial-XXXXXX")
    chown danvan "$trial"
    as_danvan "$1" env DANVAN_WEB_PROCESSES=1 .venv/bin/gunicorn --config deploy/gunicorn.conf.py \
        --bind "unix:$trial/web.sock" --pid "$trial/pid" danvan.wsgi >"$trial/log" 2>&1 &
    ready_on "$trial/web.sock" "$!" || up=no
    [ ! -s "$trial/pid" ] || kill "$(cat "$trial/pid")" 2>/dev/null || true
    wait "$!" || true
    [ "$up" = yes ] || tail -n 20 "$trial/log" >&2
    rm -rf "$trial"
    [ "$up" = yes ]
}

# ready_on SOCKET [PROCESS]: waits up to a minute, or as long as the process lives, until /suc-khoe/san-sang/ answers
# 200 and the sign-in page opens.
ready_on() {
    for _ in $(seq 120); do
        if ask "$1" /suc-khoe/san-sang/ --fail --output /dev/null && ask "$1" /dang-nhap/ --fail --output /dev/null; then
            return 0
        fi
        sleep 0.5
        [ -z "${2:-}" ] || kill -0 "$2" 2>/dev/null || return 1
    done
    return 1
}

# ask SOCKET PAGE …: a page of the portal, asked for as nginx would.
ask() {
    local path=$1 page=$2
    shift 2
    curl --silent --max-time 300 --unix-socket "$path" --header "Host: $(host)" --header 'X-Forwarded-Proto: https' "$@" "http://danvan$page"
}

# The first name under which the portal answers.
host() { setting DANVAN_HOSTS | cut -d, -f1; }
