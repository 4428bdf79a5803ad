#!/bin/bash
# Writes the configuration on the first start, by RABBITMQ_DEFAULT_USER, _PASS and _VHOST and RABBITMQ_ERLANG_COOKIE.
set -euo pipefail

configure() {
  local file=/etc/rabbitmq/rabbitmq.conf
  [ -e "$file" ] || {
    printf '%s\n' 'loopback_users = none' 'log.console = true' 'log.file = false'
    [ -z "${RABBITMQ_DEFAULT_USER-}" ] || echo "default_user = $RABBITMQ_DEFAULT_USER"
    [ -z "${RABBITMQ_DEFAULT_PASS-}" ] || echo "default_pass = $RABBITMQ_DEFAULT_PASS"
    [ -z "${RABBITMQ_DEFAULT_VHOST-}" ] || echo "default_vhost = $RABBITMQ_DEFAULT_VHOST"
  } >"$file"
  if [ -n "${RABBITMQ_ERLANG_COOKIE-}" ]; then
    printf %s "$RABBITMQ_ERLANG_COOKIE" >/var/lib/rabbitmq/.erlang.cookie
    chmod 600 /var/lib/rabbitmq/.erlang.cookie
  fi
}

if [ "${1-}" = rabbitmq-server ]; then
  if [ "$(id -u)" = 0 ]; then
    chown -R rabbitmq:rabbitmq /var/lib/rabbitmq /var/log/rabbitmq /etc/rabbitmq
    exec setpriv --reuid rabbitmq --regid rabbitmq --clear-groups "$0" "$@"
  fi
  configure
fi
exec "$@"
