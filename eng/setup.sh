# Sourced by run and test: sets up what is missing on a fresh Debian machine.

need_dotnet() {
  command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.' && return
  echo "The .NET 10 SDK is missing; install it from https://dotnet.microsoft.com/download and run this again." >&2
  exit 1
}

# need_debian COMMAND PACKAGE…: installs packages where a command is missing and this is a Debian with root.
need_debian() {
  local command=$1
  shift
  command -v "$command" >/dev/null && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "'$command' is missing; install the package(s) $* to run what needs it." >&2
    return 1
  fi
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } >/dev/null
}

# PostgreSQL for the cluster form on this machine; Debian keeps its programs off the PATH.
need_postgres() {
  ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || need_debian pg_ctl postgresql
}
