import type { Command } from 'commander'
import { parseCount } from '../arguments.ts'
import { contextOf } from '../context.ts'
import { anySignal } from '../signals.ts'

/** listen. */
export function listenCommands(program: Command): void {
  program
    .command('listen')
    .description('play what you own in a browser or another player, until Ctrl-C')
    .option('--port <n>', 'on this port of 127.0.0.1; left out: a free one', (text) =>
      parseCount(text, 1, 65_535),
    )
    .action(async ({ port }: { port?: number }, command: Command) => {
      const { node, terminal } = contextOf(command)
      const ending = new AbortController()
      void anySignal().then(() => ending.abort())
      const onProgress = ({ url }: { url: string }) =>
        terminal.result(
          { event: 'listening', url },
          `Open ${url}\nThe address is a key to what you own: pass it to nobody. End with Ctrl-C.`,
        )
      try {
        await node.ask('listen', { port: port ?? 0 }, { signal: ending.signal, onProgress })
      } catch (error) {
        if (!ending.signal.aborted) throw error
      }
    })
}
