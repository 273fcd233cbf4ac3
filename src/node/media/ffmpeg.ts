import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { LogTail } from '../../process/logTail.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { releaseBytes } from '../../shared/releaseBytes.ts'

export interface FfmpegCommand {
  /** Path of the binary. */
  readonly ffmpeg: string
  readonly args: readonly string[]
  /** How many pipes it writes to: `pipe:3` is the first. */
  readonly outputs: number
  /** Whether it reads `pipe:0`. */
  readonly input?: boolean
  /** The code and sentence of the error when ffmpeg gives up. */
  readonly failure: { readonly code: ErrorCode; readonly message: string }
  readonly signal?: AbortSignal | undefined
}

export interface FfmpegPipes {
  /** Null unless the command asked for input. */
  readonly input: Writable | null
  readonly outputs: readonly Readable[]
}

const keptLines = 40

/** ffmpeg gave up. Its threads end in any order, so what each of them said is looked for in all lines. */
export class FfmpegFailed extends BuskerError {
  /** The last lines it logged. */
  readonly log: readonly string[]

  constructor({ code, message }: FfmpegCommand['failure'], log: readonly string[], options: ErrorOptions) {
    const said = log.slice(-4).join(' | ')
    super(code, said === '' ? message : `${message} ffmpeg said: ${said}`, options)
    this.log = log
  }
}

/**
 * Runs ffmpeg once. `use` reads its pipes; when it fails, or the signal is aborted, ffmpeg is ended and waited for.
 * Nothing of ffmpeg is left when the promise settles: all its output goes through pipes, so there are no files either.
 *
 * @returns what `use` returned, and the last lines of ffmpeg's log
 * @throws BuskerError `MEDIA_CANCELLED`, `MEDIA_FFMPEG_MISSING`, the command's failure with ffmpeg's last lines; or what `use` threw
 */
export async function runFfmpeg<T>(
  command: FfmpegCommand,
  use: (pipes: FfmpegPipes) => Promise<T>,
): Promise<{ result: T; log: readonly string[] }> {
  const { signal } = command
  checkCancelled(signal)
  const child = start(command)
  const kill = () => child.kill('SIGKILL')
  const exited = exitOf(child)
  const log = lastLines(readable(child, 2))
  signal?.addEventListener('abort', kill, { once: true })
  const used = use({ input: child.stdin, outputs: pipes(child, command.outputs) })
  // Ending ffmpeg at once lets `use` and the exit settle in either order.
  used.catch(kill)
  const [exit, outcome] = await Promise.allSettled([exited, used])
  const lines = await log
  signal?.removeEventListener('abort', kill)
  for (const stream of child.stdio) stream?.destroy()

  checkCancelled(signal)
  if (exit.status === 'rejected') throw missing(command.ffmpeg, exit.reason)
  if (exit.value !== null && exit.value !== 0) throw failed(command, lines, outcome)
  if (outcome.status === 'rejected') throw outcome.reason
  if (exit.value === null) throw failed(command, lines, outcome)
  return { result: outcome.value, log: lines }
}

/** Reads a pipe without closing it when the reader gives up: ffmpeg must not die of that before it is ended, or it gets the blame. */
export function chunks(pipe: Readable | undefined): AsyncIterable<Buffer> {
  if (pipe === undefined) throw new Error('The command asked ffmpeg for too few outputs.')
  return { [Symbol.asyncIterator]: () => pipe.iterator({ destroyOnReturn: false }) }
}

/** Like {@link chunks}, for long streams: a chunk is gone when the next one is asked for, so that none waits for the garbage collector. */
export async function* passingChunks(pipe: Readable | undefined): AsyncGenerator<Buffer> {
  for await (const chunk of chunks(pipe)) {
    yield chunk
    releaseBytes(chunk)
  }
}

function start({ ffmpeg, args, outputs, input }: FfmpegCommand): ChildProcess {
  const stdio = [
    input === true ? 'pipe' : 'ignore',
    'ignore',
    'pipe',
    ...Array.from({ length: outputs }, () => 'pipe'),
  ]
  const common = ['-hide_banner', '-nostats', '-y', ...(input === true ? [] : ['-nostdin'])]
  return spawn(ffmpeg, [...common, ...args], {
    stdio: stdio.map(pipeOrIgnore),
    env: scrubbed(),
    windowsHide: true,
  })
}

function pipeOrIgnore(kind: string): 'pipe' | 'ignore' {
  return kind === 'pipe' ? 'pipe' : 'ignore'
}

/** The last lines it logged, once it has ended; the summary of a filter is the longest of interest. */
async function lastLines(stderr: Readable): Promise<readonly string[]> {
  const tail = new LogTail(keptLines, () => undefined)
  tail.read(stderr)
  await finished(stderr)
  return tail
    .toString()
    .split('\n')
    .filter((line) => line.trim() !== '')
}

/** ffmpeg reads options and report files from its environment: it gets only what finding and loading it takes. */
function scrubbed(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH']
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}

/** The exit code; null when a signal ended it. Rejects when it never started. */
function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
}

function pipes(child: ChildProcess, count: number): Readable[] {
  return Array.from({ length: count }, (_, index) => readable(child, 3 + index))
}

function readable(child: ChildProcess, fd: number): Readable {
  const stream = child.stdio[fd]
  if (stream === null || stream === undefined || !('read' in stream))
    throw new Error(`ffmpeg has no pipe ${fd}.`)
  return stream
}

function checkCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return
  throw new BuskerError('MEDIA_CANCELLED', 'Stopped before it was done; nothing is left of it.', {
    cause: signal.reason,
  })
}

function missing(ffmpeg: string, cause: unknown): BuskerError {
  return new BuskerError(
    'MEDIA_FFMPEG_MISSING',
    `ffmpeg cannot be run from ${ffmpeg}. Run: npm run setup -- ffmpeg`,
    { cause },
  )
}

function failed(
  { failure }: FfmpegCommand,
  log: readonly string[],
  outcome: PromiseSettledResult<unknown>,
): FfmpegFailed {
  return new FfmpegFailed(failure, log, outcome.status === 'rejected' ? { cause: outcome.reason } : {})
}
