#!/bin/bash
# Makes the database on the first start, by POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS,
# POSTGRES_HOST_AUTH_METHOD and the files of /docker-entrypoint-initdb.d.
set -euo pipefail

initialise() {
  local user=${POSTGRES_USER:-postgres} database=${POSTGRES_DB:-${POSTGRES_USER:-postgres}} method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [ -z "${POSTGRES_PASSWORD-}" ] && [ "$method" != trust ]; then
    echo 'Error: Database is uninitialized and superuser password is not specified.' >&2
    echo '       You must specify POSTGRES_PASSWORD to a non-empty value for the superuser.' >&2
    exit 1
  fi
  # shellcheck disable=SC2086 # several arguments are meant
  initdb --username="$user" --pwfile=<(printf '%s\n' "${POSTGRES_PASSWORD:-none}") --encoding=UTF8 --no-sync \
    ${POSTGRES_INITDB_ARGS-} >/dev/null
  echo "host all all all $method" >>"$PGDATA/pg_hba.conf"
  # The just-in-time compiler is not in this image.
  printf '%s\n' "listen_addresses = '*'" 'jit = off' >>"$PGDATA/postgresql.conf"

  # While the files run, nobody reaches the server over the network.
  pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start >/dev/null
  local sql=(psql -q -v ON_ERROR_STOP=1 --no-password --username "$user") file
  export PGPASSWORD=${POSTGRES_PASSWORD-}
  [ "$database" = postgres ] || "${sql[@]}" --dbname postgres -v "name=$database" <<<'CREATE DATABASE :"name";'
  for file in /docker-entrypoint-initdb.d/*; do
    # shellcheck disable=SC1090 # the user's files
    case $file in
      *.sh) . "$file" ;;
      *.sql) "${sql[@]}" --dbname "$database" -f "$file" ;;
      *.sql.gz) gzip -dc "$file" | "${sql[@]}" --dbname "$database" ;;
    esac
  done
  unset PGPASSWORD
  pg_ctl -D "$PGDATA" -m fast -w stop >/dev/null
}

[[ ${1-} != -* ]] || set -- postgres "$@"
if [ "${1-}" = postgres ]; then
  if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chown -R postgres:postgres "$PGDATA" /run/postgresql
    chmod 700 "$PGDATA"
    exec setpriv --reuid postgres --regid postgres --clear-groups "$0" "$@"
  fi
  [ -s "$PGDATA/PG_VERSION" ] || initialise
fi
exec "$@"
