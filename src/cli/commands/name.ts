import type { Command } from 'commander'
import { readWantedName, type ShortName } from '../../shared/shortNames.ts'
import { BuskerError } from '../../shared/errors.ts'
import { contextOf, type Context } from '../context.ts'

/** name, name claim, release. */
export function nameCommands(program: Command): void {
  const name = program
    .command('name')
    .description('the short name by which people at this hub find you')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      show(await context.node.ask('ownName', {}), context)
    })
  name
    .command('claim <name>')
    .description('take a name, in place of the one that you have')
    .action(async (text: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      show(await context.node.ask('claimName', { name: parseShortName(text) }), context)
    })
  name
    .command('release')
    .description('give it up; nobody else can have it for half a year')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      show(await context.node.ask('releaseName', {}), context)
    })
}

function parseShortName(text: string): ShortName {
  const name = readWantedName(text)
  if (name !== undefined) return name
  throw new BuskerError(
    'CLI_USAGE',
    'A name has 3 to 24 letters a to z, digits and single hyphens, and begins with a letter.',
  )
}

function show(own: { readonly name: ShortName | null }, { terminal }: Context): void {
  terminal.result(own, own.name === null ? 'You have no name at this hub.' : `@${own.name}`)
}
