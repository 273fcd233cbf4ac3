import type { Command } from 'commander'
import { parseCount, parsePath } from '../arguments.ts'
import { type Context, contextOf } from '../context.ts'
import { describePhoneAddress, type PhoneAddress } from '../listening.ts'
import { anySignal } from '../signals.ts'

interface ListenFlags {
  readonly port?: number
  /** One of this machine's addresses; true: its only private one. */
  readonly lan?: string | true
  readonly hours: number
}

const hourMs = 3600_000
const parsePort = (text: string) => parseCount(text, 1, 65_535)
const parseHours = (text: string) => parseCount(text, 1, 168)
const portHelp = 'on this port; left out: a free one'

/** listen, raiden-api. */
export function listenCommands(program: Command): void {
  program
    .command('listen')
    .description('play what you own in a browser or another player, until Ctrl-C')
    .option('--port <n>', portHelp, parsePort)
    .option('--lan [address]', 'also for a phone in the same network, by a QR code and over TLS')
    .option('--hours <n>', 'with --lan: for so long', parseHours, 12)
    .action(async (flags: ListenFlags, command: Command) => {
      const context = contextOf(command)
      await untilSignal(async (signal) => listen(context, flags, signal))
    })

  program
    .command('raiden-api')
    .description("serve Raiden's REST API v1 to other clients on this machine, until Ctrl-C")
    .option('--port <n>', portHelp, parsePort)
    .option('--ui <folder>', "also serve Raiden's web UI, whose files are in this folder")
    .action(async ({ port, ui }: { port?: number; ui?: string }, command: Command) => {
      const { node, terminal } = contextOf(command)
      const webUi = ui === undefined ? null : parsePath(ui)
      const onProgress = ({ url }: { url: string }) =>
        terminal.result({ event: 'listening', url }, describeRaidenApi(url, webUi !== null))
      await untilSignal(async (signal) => {
        await node.ask('raidenApi', { port: port ?? 0, webUi }, { signal, onProgress })
      })
    })
}

/** Has the node listen, shows where, and waits for the end: on loopback, and for phones once that is shown. */
async function listen(context: Context, flags: ListenFlags, signal: AbortSignal): Promise<void> {
  const { node, terminal } = context
  const isShown = Promise.withResolvers<void>()
  const onProgress = ({ url }: { url: string }) => {
    terminal.result(
      { event: 'listening', url },
      `Open ${url}\nThe address is a key to what you own: pass it to nobody. End with Ctrl-C.`,
    )
    isShown.resolve()
  }
  const here = node.ask('listen', { port: flags.port ?? 0 }, { signal, onProgress })
  await Promise.race([here, isShown.promise])
  await Promise.all([here, listenOnLan(context, flags, signal)])
}

async function listenOnLan(
  { node, terminal }: Context,
  { lan, port, hours }: ListenFlags,
  signal: AbortSignal,
): Promise<void> {
  if (lan === undefined) return
  const expiresAt = Date.now() + hours * hourMs
  const onProgress = (told: Omit<PhoneAddress, 'expiresAt'>) =>
    terminal.result(
      { event: 'listeningOnLan', ...told, expiresAt },
      `\n${describePhoneAddress({ ...told, expiresAt })}`,
    )
  const address = lan === true ? null : lan
  await node.ask('listenOnLan', { address, port: port ?? 0, expiresAt }, { signal, onProgress })
  if (Date.now() < expiresAt) return
  terminal.result(
    { event: 'lanEnded' },
    'The address for phones has run out. Run it again for a new one; the other one goes on.',
  )
}

function describeRaidenApi(url: string, hasWebUi: boolean): string {
  const { origin, username, password } = new URL(url)
  const page = `Its web UI is at ${origin}/ui/ for the user ${username} with the password ${password}`
  return [
    `Raiden's API is at ${url}`,
    ...(hasWebUi ? [page] : []),
    'The address is a key to your channels: who has it can pay with them. End with Ctrl-C.',
  ].join('\n')
}

/** Runs until it is done, a signal comes, or a part of it fails, which ends the others. */
async function untilSignal(run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const ending = new AbortController()
  void anySignal().then(() => ending.abort())
  try {
    await run(ending.signal)
  } catch (error) {
    if (!ending.signal.aborted) throw error
  } finally {
    ending.abort()
  }
}
