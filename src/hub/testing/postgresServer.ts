import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import getPort from 'get-port'
import { connectPostgres } from '../../database/postgres.ts'
import { endChild } from '../../process/testing/endChild.ts'
import { postgresFolder } from '../../process/toolPaths.mjs'

const run = promisify(execFile)
/** PostgreSQL refuses to run as root; `nobody` owns nothing else. */
const nobody = 65_534

const betweenTriesMs = 50
const mostTries = 600

/** A PostgreSQL server with a new cluster, on this machine alone. */
export class PostgresServer {
  readonly #programs: string
  readonly #folder: string
  readonly #port: number
  #child: ChildProcess | undefined
  #databases = 0

  private constructor(programs: string, folder: string, port: number) {
    this.#programs = programs
    this.#folder = folder
    this.#port = port
  }

  static async open(): Promise<PostgresServer> {
    const programs = postgresFolder()
    if (programs === undefined) throw new Error('PostgreSQL is not set up. Run: npm run setup -- postgresql')
    const folder = await mkdtemp(join(tmpdir(), 'busker-postgres-'))
    if (isRoot()) await chown(folder, nobody, nobody)
    const server = new PostgresServer(programs, folder, await getPort({ host: '127.0.0.1' }))
    const cluster = ['-D', join(folder, 'cluster'), '-U', 'busker', '-A', 'trust', '--no-sync']
    await run(join(programs, 'initdb'), cluster, { ...identity(), cwd: folder })
    await server.start()
    return server
  }

  async start(): Promise<void> {
    // What a killed process has handed to the kernel is there: waiting for the disk would test the disk.
    const settings = {
      port: this.#port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: 'off',
    }
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const cluster = join(this.#folder, 'cluster')
    this.#child = spawn(join(this.#programs, 'postgres'), ['-D', cluster, ...options], {
      ...identity(),
      cwd: this.#folder,
      stdio: 'ignore',
    })
    const answers = async (): Promise<unknown> => this.query(this.#url('postgres'), 'SELECT 1')
    for (let tries = 1; !(await answers().catch(() => false)); tries += 1) {
      if (tries === mostTries) throw new Error('PostgreSQL does not start.')
      await pause(betweenTriesMs)
    }
  }

  /** A new, empty database. @returns its URL */
  async database(): Promise<string> {
    this.#databases += 1
    const name = `busker${this.#databases}`
    await this.query(this.#url('postgres'), `CREATE DATABASE ${name}`)
    return this.#url(name)
  }

  /** @returns the rows */
  async query(url: string, sql: string): Promise<unknown[]> {
    const postgres = await connectPostgres(url)
    try {
      return await postgres.query(sql)
    } finally {
      await postgres.close()
    }
  }

  /** `at once` is how a crash ends it: what was committed is there, and nothing else. */
  async stop(how: 'in order' | 'at once' = 'in order'): Promise<void> {
    const child = this.#child
    this.#child = undefined
    await endChild(child, how === 'in order' ? 'SIGINT' : 'SIGQUIT')
  }

  /** Ends it, and removes what it has kept. */
  async remove(): Promise<void> {
    await this.stop('at once')
    await rm(this.#folder, { recursive: true, force: true })
  }

  #url(database: string): string {
    return `postgresql://busker@127.0.0.1:${this.#port}/${database}`
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

function identity(): { uid?: number; gid?: number } {
  return isRoot() ? { uid: nobody, gid: nobody } : {}
}
