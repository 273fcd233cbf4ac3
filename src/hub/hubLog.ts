import { type Level, type Logger, pino } from 'pino'

/** Names that keys go by anywhere in the hub: whatever is logged, their values are not. */
const secretFields = ['privateKey', 'peerSeed', 'seed', 'secret', 'keys', 'sealed', 'blob']

/** The operator's log: JSON lines on standard error, without secrets. */
export function createHubLog(level: Level = 'info'): Logger {
  const paths = secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  return pino({ level, redact: { paths, censor: '[secret]' } }, pino.destination({ fd: 2, sync: true }))
}
