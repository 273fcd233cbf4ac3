import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { connectControl } from '../node/control/controlClient.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { nodeArguments, nodeEnvironment } from '../process/nodeArguments.mjs'
import { type CommandApi, commandApi } from '../shared/api/command.ts'
import type { ApiClient } from '../shared/api/define.ts'
import { errorData } from '../shared/errors/errorSchemas.ts'
import { BuskerError } from '../shared/errors.ts'
import { type Address, address } from '../shared/ids.ts'

export interface NodeProcessOptions {
  /** Who it is, for messages. */
  readonly name: string
  /** Its data folder. */
  readonly folder: string
  /** The file of the network's profile. */
  readonly network: string
  readonly passphrase: string
  /** Whether contracts that Busker does not know are accepted. Default: no. */
  readonly acceptsContracts?: boolean
  /** The program its node runs; left out: the command line. */
  readonly nodeProgram?: string
  /** How long its node may take to start, ms. Default a minute and a half. */
  readonly startTimeoutMs?: number
}

const milestoneLine = z.object({ event: z.enum(['ready', 'running']) })
type Milestone = z.output<typeof milestoneLine>['event']
const errorLine = z.object({ error: errorData })
const commandLine = fileURLToPath(new URL('./main.ts', import.meta.url))
const defaultStartTimeoutMs = 90_000
const stopTimeoutMs = 40_000
/** As many of the last lines on standard error as an error quotes. */
const quotedLines = 8

/** One person of a demo or a test, whose node is a `busker node` process of its own, driven as commands drive it. */
export class NodeProcess implements Pick<ApiClient<CommandApi>, 'ask'> {
  readonly name: string
  readonly folder: string
  readonly ask: ApiClient<CommandApi>['ask']
  readonly #options: NodeProcessOptions
  #child: ChildProcess | null = null
  #ended: Promise<unknown> = Promise.resolve()

  constructor(options: NodeProcessOptions) {
    this.#options = options
    this.name = options.name
    this.folder = options.folder
    const client = connectControl(commandApi, nodeFolder(options.folder).controlSocket)
    this.ask = (method, input, options) => client.ask(method, input, options)
  }

  /** The pid of its node; undefined while none runs. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Makes its identity: `busker init`. */
  async init(): Promise<Address> {
    const made = z.object({ account: address })
    const child = this.#spawn(commandLine, ['init'])
    const lastLines = lastErrorLines(child)
    const printed = await text(outputOf(child))
    await this.#ended
    if (printed === '') throw this.#exitError(lastLines)
    // Its 24 words are in there, too: nobody needs them here.
    return made.parse(JSON.parse(printed)).account
  }

  /**
   * Starts its node.
   *
   * @param until `ready`: it can be asked; `running`: every part of it runs. A restored one, whose channels are not used,
   *   only becomes ready
   * @throws BuskerError the node's own code, or `NODE_LATE` with what keeps it waiting
   */
  async start(until: Milestone = 'running'): Promise<void> {
    if (this.#child !== null) return
    const { nodeProgram: program = commandLine, startTimeoutMs = defaultStartTimeoutMs } = this.#options
    const accepting = this.#options.acceptsContracts === true ? ['--accept-contracts'] : []
    const child = this.#spawn(program, ['node', '--network', this.#options.network, ...accepting])
    const lastLines = lastErrorLines(child)
    const late = AbortSignal.timeout(startTimeoutMs)
    const isThere = await this.#hasReached(until, child, late)
    if (isThere) return
    if (late.aborted) await this.kill()
    await this.#ended
    throw late.aborted ? this.#timeoutError(startTimeoutMs, lastLines) : this.#exitError(lastLines)
  }

  /** Ends its node at once, as a crash does, and its children with it. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL')
    await this.#ended
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  /** Ends its node in order; one that does not end in time is killed. */
  async stop(): Promise<void> {
    const child = this.#child
    child?.kill('SIGTERM')
    const late = setTimeout(() => child?.kill('SIGKILL'), stopTimeoutMs)
    await this.#ended
    clearTimeout(late)
  }

  /** The passphrase goes over descriptor 3; the message channel ends the node when this process is gone. */
  #spawn(program: string, args: readonly string[]): ChildProcess {
    const { folder, passphrase } = this.#options
    const command = [program, '--json', '--data', folder, ...args, '--passphrase-fd', '3']
    const child = spawn(process.execPath, [...nodeArguments, ...command], {
      env: { ...nodeEnvironment, ...process.env },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'],
      // Ctrl-C is for this process, which then ends its node processes in order.
      detached: true,
    })
    this.#child = child
    this.#ended = once(child, 'close').then(() => (this.#child = null))
    const secrets = child.stdio[3] as Writable
    // A child that is gone before it has read this tells why by itself.
    secrets.on('error', () => undefined)
    secrets.end(`${passphrase}\n`)
    return child
  }

  async #hasReached(until: Milestone, child: ChildProcess, signal: AbortSignal): Promise<boolean> {
    const lines = createInterface({ input: outputOf(child) })
    return new Promise((resolve) => {
      lines.on('line', (line) => {
        if (milestoneLine.parse(JSON.parse(line)).event === until) resolve(true)
      })
      lines.once('close', () => resolve(false))
      signal.addEventListener('abort', () => resolve(false))
    })
  }

  #timeoutError(startTimeoutMs: number, lastLines: readonly string[]): BuskerError {
    return new BuskerError(
      'NODE_LATE',
      `${this.name}’s node did not run within ${startTimeoutMs / 1000} s:\n${lastLines.join('\n')}`,
    )
  }

  #exitError(lastLines: readonly string[]): BuskerError {
    const last = errorLine.safeParse(parseJson(lastLines.at(-1)))
    if (last.success) {
      const { code, message } = last.data.error
      return new BuskerError(code, `${this.name}: ${message}`)
    }
    return new BuskerError('NODE_ENDED', `${this.name}’s node ended:\n${lastLines.join('\n')}`)
  }
}

function outputOf({ stdout }: ChildProcess): NodeJS.ReadableStream {
  if (stdout === null) throw new Error('A child was started without an output.')
  return stdout
}

/** The last lines on standard error, as they come. */
function lastErrorLines({ stderr }: ChildProcess): readonly string[] {
  const lines: string[] = []
  if (stderr === null) return lines
  createInterface({ input: stderr }).on('line', (line) => {
    lines.push(line)
    if (lines.length > quotedLines) lines.shift()
  })
  return lines
}

function parseJson(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '')
  } catch {
    return undefined
  }
}
