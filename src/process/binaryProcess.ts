import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BuskerError } from '../shared/errors.ts'
import type { Startable } from '../shared/startable.ts'
import { scrubbedEnvironment } from './launcher.ts'
import { LogTail } from './logTail.ts'

export interface BinaryProcessOptions {
  /** What people call this process, for sentences: "the local chain". */
  readonly name: string
  /** The program itself, not a script that starts it: its pid must be the one we signal. */
  readonly command: string
  readonly args: readonly string[]
  readonly cwd?: string
  /** Resolves once the program serves; `signal` aborts when it has ended or the time is up. */
  readonly ready: (signal: AbortSignal) => Promise<void>
  readonly readyTimeout: number
  /** Ms after SIGTERM before SIGKILL. */
  readonly stopTimeout: number
  /** What the program gets when we die: SIGTERM where it saves its state on that and is known to end, else SIGKILL. */
  readonly orphanSignal: 'SIGTERM' | 'SIGKILL'
  /** Called when the program ends unasked. */
  readonly onCrash?: (error: BuskerError) => void
  readonly onLine?: (line: string) => void
}

const keptLogLines = 40

/** Runs a program that is not ours (anvil) so that it never outlives us. It is not restarted: its owner decides. */
export class BinaryProcess implements Startable {
  readonly #options: BinaryProcessOptions
  #child: ChildProcess | null = null
  #starting: Promise<void> | null = null
  #stopping = false

  constructor(options: BinaryProcessOptions) {
    this.#options = options
  }

  /** The program's pid; the watchdog's where the system has no setpriv. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** @throws BuskerError PROCESS_NOT_READY or PROCESS_CRASHED, with the program's last lines */
  start(): Promise<void> {
    this.#starting ??= this.#run().catch((error: unknown) => {
      this.#starting = null
      throw error
    })
    return this.#starting
  }

  async stop(): Promise<void> {
    const child = this.#child
    this.#starting = null
    if (child === null) return
    this.#stopping = true
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGTERM')
    const timer = setTimeout(() => forceKill(child), this.#options.stopTimeout)
    await ended
    clearTimeout(timer)
  }

  async #run(): Promise<void> {
    const { name, readyTimeout, ready, onLine, onCrash, cwd } = this.#options
    const [command, ...args] = guardedCommand(this.#options, process.pid)
    const child = spawn(command, args, {
      env: scrubbedEnvironment(),
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
      ...(cwd === undefined ? {} : { cwd }),
    })
    this.#child = child
    this.#stopping = false
    const log = new LogTail(keptLogLines, onLine ?? (() => undefined))
    log.read(child.stdout)
    log.read(child.stderr)
    child.on('error', (error) => log.push(error.message))
    child.stdin.on('error', (error) => log.push(`stdin: ${error.message}`))
    const failure = (code: 'PROCESS_CRASHED' | 'PROCESS_NOT_READY', what: string): BuskerError =>
      new BuskerError(code, `${name} ${what}. Its last lines:\n${log.toString()}`)

    const over = new AbortController()
    let isReady = false
    const ended = new Promise<BuskerError>((resolve) => {
      child.once('close', (code, signal) => {
        this.#child = null
        const error = failure('PROCESS_CRASHED', `ended unexpectedly (${signal ?? `exit code ${code}`})`)
        resolve(error)
        over.abort(error)
        if (isReady && !this.#stopping) onCrash?.(error)
      })
    })
    const timer = setTimeout(
      () => over.abort(failure('PROCESS_NOT_READY', 'did not get ready in time')),
      readyTimeout,
    )
    try {
      await Promise.race([ready(over.signal), rejectOnAbort(over.signal)])
      isReady = true
    } catch (error) {
      forceKill(child)
      await ended
      throw over.signal.aborted ? over.signal.reason : error
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Closing stdin makes the watchdog kill its program; killing the watchdog first would leave the program running. */
function forceKill(child: ChildProcess): void {
  child.stdin?.destroy()
  if (child.spawnfile !== process.execPath) child.kill('SIGKILL')
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as BuskerError), { once: true })
  })
}

/**
 * The command line that makes the program end with `parent`: Linux's parent-death signal, or a watchdog that watches its
 * stdin. The signal comes only to whoever asked for it in time, so the shell, which becomes the program, looks first
 * whether the parent is still there.
 */
export function guardedCommand(
  { command, args, orphanSignal }: Pick<BinaryProcessOptions, 'command' | 'args' | 'orphanSignal'>,
  parent: number,
): [string, ...string[]] {
  const setpriv = process.platform === 'linux' ? findInPath('setpriv') : null
  if (setpriv === null) return watchdogCommand(command, args, orphanSignal)
  const signal = ['--pdeathsig', orphanSignal.slice(3)]
  return [setpriv, ...signal, '--', '/bin/sh', '-c', execIfParentLives, String(parent), command, ...args]
}

const execIfParentLives = '[ "$PPID" = "$0" ] && exec "$@"'

/** The watchdog's command line. */
export function watchdogCommand(
  command: string,
  args: readonly string[],
  orphanSignal: string,
): [string, ...string[]] {
  return [
    process.execPath,
    fileURLToPath(new URL('parentWatchdog.ts', import.meta.url)),
    orphanSignal,
    command,
    ...args,
  ]
}

function findInPath(program: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null
}
