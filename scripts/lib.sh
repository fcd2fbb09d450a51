# What the scripts share. Sourced, never run.

# A heading, with the time since the script began.
step() { printf '\n== %s (%d:%02d)\n' "$*" $((SECONDS / 60)) $((SECONDS % 60)); }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# install PACKAGE...: from Debian as root, or says what to run.
install() {
  if can_install; then
    step "Installing from Debian: $*"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  else
    echo "missing: run  sudo apt-get install $*" >&2
    exit 1
  fi
}

need_command() { command -v "$1" >/dev/null 2>&1 || { echo "missing: $1 ($2)" >&2; exit 1; }; }

need_compiler() { command -v cc >/dev/null 2>&1 || install gcc libc6-dev; }

need_node() {
  need_command node "install Node.js 20 or newer"
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || { echo "Node.js 20 or newer is needed" >&2; exit 1; }
}

# npm 11 is needed by Vite 8; an older one fetches it for this call.
npm_ci() {
  local npm=(npm)
  [ "$(npm --version | cut -d. -f1)" -ge 11 ] || npm=(npx -y npm@11)
  (cd frontend && "${npm[@]}" ci --no-audit --no-fund --loglevel=error)
}

need_chromium() {
  CHROMIUM="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}"
  if [ -z "$CHROMIUM" ]; then install chromium fonts-noto-cjk; CHROMIUM=$(command -v chromium); fi
  export CHROMIUM
}

postgres_bin() {
  local dir
  for dir in "$(pg_config --bindir 2>/dev/null || true)" /usr/lib/postgresql/*/bin; do
    if [ -n "$dir" ] && [ -x "$dir/initdb" ] && [ -x "$dir/pg_ctl" ]; then echo "$dir"; return; fi
  done
}

need_postgres() {
  [ -n "$(postgres_bin)" ] || install postgresql
  [ -n "$(postgres_bin)" ] || { echo "missing: PostgreSQL's initdb and pg_ctl" >&2; exit 1; }
}

# A throwaway cluster on a free port, as a user that is not root; gone when the script ends. In memory where that has room:
# tests make and drop hundreds of databases. `durable` for measures: it then keeps what it says it keeps, which the server
# insists on outside tests.
start_postgres() {
  local bin port user place="${TMPDIR:-/tmp}" safety="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  [ "${1:-}" = durable ] && safety="-c max_wal_size=4GB -c shared_buffers=256MB"
  bin=$(postgres_bin)
  if [ "${1:-}" != durable ] && [ "$(df --output=avail /dev/shm 2>/dev/null | tail -1)" -ge 2000000 ] 2>/dev/null; then place=/dev/shm; fi
  POSTGRES_DIR=$(mktemp -d -p "$place")
  port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  user=()
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$POSTGRES_DIR"
    user=(runuser -u postgres --)
  fi
  POSTGRES_STOP=("${user[@]}" "$bin/pg_ctl" -D "$POSTGRES_DIR/data" -m immediate stop)
  trap '"${POSTGRES_STOP[@]}" >/dev/null 2>&1 || true; rm -rf "$POSTGRES_DIR"' EXIT
  (cd / && "${user[@]}" "$bin/initdb" -D "$POSTGRES_DIR/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null)
  (cd / && "${user[@]}" "$bin/pg_ctl" -D "$POSTGRES_DIR/data" -w -l "$POSTGRES_DIR/log" -o "-p $port -k $POSTGRES_DIR -c listen_addresses=127.0.0.1 $safety -c max_connections=300 -c max_locks_per_transaction=256" start >/dev/null)
  POSTGRES_URL="postgres://postgres@127.0.0.1:$port/postgres"
}
