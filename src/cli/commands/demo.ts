import type { Command } from 'commander'

/** demo. */
export function demoCommand(program: Command): void {
  program.command('demo [file]').description('one whole purchase')
}
