import { randomBytes } from 'node:crypto'
import { join } from 'node:path'

export interface SynapseChoices {
  /** Where it keeps everything, absolute. */
  readonly folder: string
  /** Where people reach it; its users are known by this URL's host and port. */
  readonly matrixUrl: string
  /** Where it listens. */
  readonly listen: { readonly host: string; readonly port: number }
}

/** Requests of one address or account; each is a bucket that fills up again. */
const generous = { per_second: 200, burst_count: 2000 }
const logins = { per_second: 20, burst_count: 200 }

/**
 * Settings with which a Synapse carries Raiden's messages, and nothing else: no federation, rooms, media or mail.
 *
 * Left to the operator: PostgreSQL in place of SQLite, and workers.
 */
export function synapseConfig({ folder, matrixUrl, listen }: SynapseChoices): Record<string, unknown> {
  const url = new URL(matrixUrl)
  return {
    server_name: url.host,
    public_baseurl: `${url.origin}/`,
    report_stats: false,
    listeners: [
      {
        type: 'http',
        port: listen.port,
        bind_addresses: [listen.host],
        tls: false,
        // Behind a proxy with TLS, who asks stands in X-Forwarded-For.
        x_forwarded: url.protocol === 'https:',
        resources: [{ names: ['client'] }],
      },
    ],
    database: { name: 'sqlite3', args: { database: join(folder, 'homeserver.db') } },
    log_config: join(folder, 'log.yaml'),
    pid_file: join(folder, 'homeserver.pid'),
    signing_key_path: join(folder, 'signing.key'),
    macaroon_secret_key: randomBytes(32).toString('hex'),
    form_secret: randomBytes(32).toString('hex'),
    modules: [{ module: 'busker_login.BuskerLogin', config: {} }],
    password_config: { enabled: true, localdb_enabled: false },
    enable_registration: false,
    federation_domain_whitelist: [],
    trusted_key_servers: [],
    enable_media_repo: false,
    user_directory: { enabled: false },
    push: { enabled: false },
    // Raiden asks others' presence, and begins each start with a first sync: an answer that was kept would bring old messages.
    presence: { enabled: true },
    caches: { sync_response_cache_duration: '0s' },
    rc_login: { address: logins, account: logins, failed_attempts: logins },
    rc_registration: logins,
    rc_message: generous,
  }
}

/** Synapse's log, on standard error. */
export const synapseLogConfig = {
  version: 1,
  formatters: { line: { format: '%(asctime)s %(levelname)s %(name)s %(message)s' } },
  handlers: { console: { class: 'logging.StreamHandler', formatter: 'line' } },
  root: { level: 'WARNING', handlers: ['console'] },
  // It warns of everybody who comes for the first time.
  loggers: { 'synapse.handlers.auth': { level: 'ERROR' } },
  disable_existing_loggers: false,
}

/** A new key of the form Synapse keeps them in: it signs what goes to other servers, of which there are none. */
export function newSigningKey(): string {
  const version = randomBytes(3).toString('hex')
  return `ed25519 a_${version} ${randomBytes(32).toString('base64').replace('=', '')}\n`
}
