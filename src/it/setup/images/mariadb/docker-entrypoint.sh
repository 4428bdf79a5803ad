#!/bin/bash
# Makes the database on the first start, by MARIADB_ or MYSQL_ROOT_PASSWORD, _ALLOW_EMPTY_ROOT_PASSWORD, _DATABASE, _USER,
# _PASSWORD and the files of /docker-entrypoint-initdb.d (*.sql, *.sql.gz).
set -euo pipefail

data=/var/lib/mysql

setting() { # NAME
  local new=MARIADB_$1 old=MYSQL_$1
  printf %s "${!new:-${!old-}}"
}

quoted() { # TEXT
  local text=${1//\\/\\\\}
  printf "'%s'" "${text//\'/\\\'}"
}

# The server's bootstrap mode reads one statement a line.
statements() {
  local root database user file
  root=$(quoted "$(setting ROOT_PASSWORD)") database=$(setting DATABASE) user=$(setting USER)
  echo 'FLUSH PRIVILEGES;'
  echo "ALTER USER root@localhost IDENTIFIED BY $root;"
  echo "CREATE USER root@'%' IDENTIFIED BY $root;"
  echo "GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION;"
  [ -z "$database" ] || echo "CREATE DATABASE IF NOT EXISTS \`$database\`;"
  if [ -n "$user" ]; then
    echo "CREATE USER $(quoted "$user")@'%' IDENTIFIED BY $(quoted "$(setting PASSWORD)");"
    [ -z "$database" ] || echo "GRANT ALL ON \`$database\`.* TO $(quoted "$user")@'%';"
  fi
  [ -z "$database" ] || echo "USE \`$database\`;"
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sql) cat "$file" ;;
      *.sql.gz) gzip -dc "$file" ;;
    esac
    echo
  done
}

initialise() {
  if [ -z "$(setting ROOT_PASSWORD)$(setting ALLOW_EMPTY_ROOT_PASSWORD)$(setting ALLOW_EMPTY_PASSWORD)" ]; then
    echo 'Database is uninitialized and password option is not specified.' >&2
    echo 'You need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD.' >&2
    exit 1
  fi
  mariadb-install-db --no-defaults --datadir="$data" --skip-test-db --skip-name-resolve \
    --auth-root-authentication-method=normal >/dev/null
  statements | mariadbd --no-defaults --datadir="$data" --skip-name-resolve --bootstrap
}

case ${1-} in
  -*) set -- mariadbd "$@" ;;
  mysqld) set -- mariadbd "${@:2}" ;;
esac
if [ "${1-}" = mariadbd ]; then
  if [ "$(id -u)" = 0 ]; then
    chown -R mysql:mysql "$data" /run/mysqld
    exec setpriv --reuid mysql --regid mysql --clear-groups "$0" "$@"
  fi
  [ -d "$data/mysql" ] || initialise
  set -- mariadbd --no-defaults --datadir="$data" --socket=/run/mysqld/mysqld.sock --skip-name-resolve "${@:2}"
fi
exec "$@"
