import { unitNames } from './units.ts'

const all = unitNames.join(' ')
/** Which units an upgrade has stopped, for the newer version to start. */
const stopped = '/run/busker-hub.stopped'

/** What dpkg runs, by the names it knows; deb-postinst(5) and those beside it. A system that was not started by systemd has no services to stop. */
export const maintainerScripts: Readonly<Record<string, string>> = {
  postinst: script(`
if [ "$1" = configure ]; then
  systemd-sysusers /usr/lib/sysusers.d/busker-hub.conf
  systemd-tmpfiles --create /usr/lib/tmpfiles.d/busker-hub.conf
  if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    if [ -s ${stopped} ]; then xargs systemctl start < ${stopped} || true; fi
    rm -f ${stopped}
  fi
fi`),
  // A process of the older version must not start children of the newer one.
  prerm: script(`
if [ -d /run/systemd/system ]; then
  case $1 in
    upgrade)
      for unit in ${all}; do
        if systemctl is-active --quiet "$unit"; then echo "$unit"; fi
      done > ${stopped}
      systemctl stop ${all}
      ;;
    remove) systemctl disable --now ${all} ;;
  esac
fi`),
  postrm: script(`
case $1 in
  remove)
    if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
    ;;
  purge)
    rm -rf /etc/busker
    for seed in /var/lib/busker/*/*.seed; do
      if [ -e "$seed" ]; then
        echo "/var/lib/busker has keys that money may depend on, and stays. Remove it by hand once nothing is in channels." >&2
        exit 0
      fi
    done
    rm -rf /var/lib/busker
    ;;
esac`),
}

function script(lines: string): string {
  return `#!/bin/sh\nset -e${lines}\n`
}
