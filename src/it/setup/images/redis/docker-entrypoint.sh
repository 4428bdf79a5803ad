#!/bin/sh
# Options or a configuration file alone are redis-server's. Root steps down to the account of the server.
set -e
case ${1-} in
  -* | *.conf) set -- redis-server "$@" ;;
esac
if [ "$1" = redis-server ]; then
  # Debian's server refuses other hosts where no password is set; the official image's does not.
  set -- "$@" --protected-mode no
  if [ "$(id -u)" = 0 ]; then
    chown -R redis:redis .
    exec setpriv --reuid redis --regid redis --clear-groups "$@"
  fi
fi
exec "$@"
