/** A service as systemd is told of it. */
export interface SystemdUnit {
  readonly description: string
  /** The program, by its absolute path, and its arguments. */
  readonly command: readonly string[]
  /** What is written to: all that the service may write. Absolute, `StateDirectory` of a system's service excepted. */
  readonly folder: string
  /** What has to be there before it starts, by its absolute path. */
  readonly needs: string
  /** Files that are handed over as credentials, by the names under which the program asks for them. */
  readonly credentials?: Readonly<Record<string, string>>
  /** The account that a system's service runs as; left out: a service of the user whose systemd has the unit. */
  readonly user?: string
}

/**
 * What a service gives up of itself: the kernel refuses calls that it never makes. Needs nothing of the machine, so that it
 * holds for a user's service as well. V8 makes code while it runs, so memory may be both written and run.
 */
const ownLimits = [
  'NoNewPrivileges=yes',
  'LockPersonality=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'RestrictNamespaces=yes',
  'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK',
  'SystemCallArchitectures=native',
  'SystemCallFilter=@system-service',
  'SystemCallErrorNumber=EPERM',
]

/** What the system's systemd hides from it. A user's systemd could do so only where the kernel lets everybody make namespaces. */
const systemLimits = [
  'CapabilityBoundingSet=',
  'PrivateDevices=yes',
  'PrivateTmp=yes',
  'ProtectClock=yes',
  'ProtectControlGroups=yes',
  'ProtectHome=yes',
  'ProtectHostname=yes',
  'ProtectKernelLogs=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelTunables=yes',
  'ProtectProc=invisible',
  'ProtectSystem=strict',
  'RemoveIPC=yes',
]

/** The text of a unit file: it starts the service again when it fails, gives it a minute to end, and takes from it what it does not need. */
export function systemdUnit({
  description,
  command,
  folder,
  needs,
  credentials = {},
  user,
}: SystemdUnit): string {
  const isSystems = user !== undefined
  return [
    '[Unit]',
    `Description=${specifiersEscaped(description)}`,
    // A user's systemd knows no such target.
    ...(isSystems ? ['Wants=network-online.target', 'After=network-online.target postgresql.service'] : []),
    `ConditionPathExists=${specifiersEscaped(needs)}`,
    '',
    '[Service]',
    'Type=exec',
    ...(isSystems ? [`User=${user}`, `Group=${user}`] : []),
    ...Object.entries(credentials).map(([name, file]) => `LoadCredential=${name}:${specifiersEscaped(file)}`),
    `ExecStart=${command.map(systemdWord).join(' ')}`,
    'Restart=on-failure',
    'RestartSec=5',
    // What is typed wrong stays wrong.
    'RestartPreventExitStatus=2',
    'TimeoutStopSec=60',
    'UMask=0077',
    'LimitNOFILE=65536',
    ...ownLimits,
    ...(isSystems ? [...systemLimits, `ReadWritePaths=${systemdWord(folder)}`] : []),
    '',
    '[Install]',
    `WantedBy=${isSystems ? 'multi-user' : 'default'}.target`,
    '',
  ].join('\n')
}

/** A word of a command line, as systemd.service(5) reads it: neither specifiers nor variables are put in, nor is it split. */
function systemdWord(word: string): string {
  const escaped = specifiersEscaped(word).replaceAll('$', '$$$$')
  if (/^[\w%$@:,./+=-]+$/.test(escaped)) return escaped
  return `"${escaped.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
}

const specifiersEscaped = (text: string): string => text.replaceAll('%', '%%')
