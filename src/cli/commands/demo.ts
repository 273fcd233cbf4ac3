import type { Command } from 'commander'
import { parsePath } from '../arguments.ts'
import { contextOf } from '../context.ts'

/** demo. */
export function demoCommand(program: Command): void {
  program
    .command('demo [file]')
    .description('one whole purchase on this machine: network, artist, listener, payment, sound')
    .action(async (file: string | undefined, _flags: unknown, command: Command) => {
      const { terminal } = contextOf(command)
      const { runDemo } = await import('../demo/runDemo.ts')
      await runDemo(file === undefined ? undefined : parsePath(file), terminal)
    })
}
