import type { Command } from 'commander'
import { parseCount } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { anySignal } from '../signals.ts'

const parsePort = (text: string) => parseCount(text, 1, 65_535)
const portHelp = 'on this port of 127.0.0.1; left out: a free one'

/** listen, raiden-api. */
export function listenCommands(program: Command): void {
  program
    .command('listen')
    .description('play what you own in a browser or another player, until Ctrl-C')
    .option('--port <n>', portHelp, parsePort)
    .action(async ({ port }: { port?: number }, command: Command) =>
      serve('listen', port, command, (url) => [
        `Open ${url}`,
        'The address is a key to what you own: pass it to nobody. End with Ctrl-C.',
      ]),
    )

  program
    .command('raiden-api')
    .description("serve Raiden's REST API v1 to other clients on this machine, until Ctrl-C")
    .option('--port <n>', portHelp, parsePort)
    .action(async ({ port }: { port?: number }, command: Command) =>
      serve('raidenApi', port, command, (url) => [
        `Raiden's API is at ${url}`,
        'The address is a key to your channels: who has it can pay with them. End with Ctrl-C.',
      ]),
    )
}

/** Has the node listen, shows where, and waits for the end. */
async function serve(
  what: 'listen' | 'raidenApi',
  port: number | undefined,
  command: Command,
  describe: (url: string) => readonly string[],
): Promise<void> {
  const { node, terminal } = contextOf(command)
  const ending = new AbortController()
  void anySignal().then(() => ending.abort())
  const onProgress = ({ url }: { url: string }) =>
    terminal.result({ event: 'listening', url }, describe(url).join('\n'))
  try {
    await node.ask(what, { port: port ?? 0 }, { signal: ending.signal, onProgress })
  } catch (error) {
    if (!ending.signal.aborted) throw error
  }
}
