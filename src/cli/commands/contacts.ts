import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { z } from 'zod'
import { contactsApi, type ContactView } from '../../shared/api/contacts.ts'
import { parsePath } from '../arguments.ts'
import { contextOf, type Context } from '../context.ts'
import { findContact } from '../findContact.ts'
import { table } from '../terminal.ts'

/** contacts, contacts add, remove, link. */
export function contactCommands(program: Command): void {
  const contacts = program
    .command('contacts')
    .description('whom you pay or give music to, by name')
    .action(async (_flags: unknown, command: Command) => {
      const context = contextOf(command)
      show(await context.node.ask('contacts', {}), context)
    })
  contacts
    .command('add <name> <who>')
    .description(
      'keep somebody: an address, a card, the link with one, a file that it is in, or @name at the hub',
    )
    .option('--replace', 'the card may have other keys than the one you have')
    .action(async (name: string, who: string, { replace }: { replace?: boolean }, command: Command) => {
      const context = contextOf(command)
      const path = parsePath(who)
      const text = existsSync(path) ? await readFile(path, 'utf8') : who
      const input = { name, who: text, ...(replace === true && { replaces: true }) }
      show(await context.node.ask('saveContact', input), context)
    })
  contacts
    .command('remove <name>')
    .description('forget somebody')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const { account } = await findContact(name, context)
      show(await context.node.ask('removeContact', { account }), context)
    })
  contacts
    .command('link')
    .description('your own card as a link, for whoever wants to give you music')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const answer = await node.ask('ownContactLink', {})
      terminal.result(answer, answer.link)
    })
}

function show(contacts: readonly ContactView[], { terminal }: Context): void {
  const rows = contacts.map(({ name, account, hasCard, shortName }) => [
    name,
    account,
    shortName === undefined ? '' : `@${shortName}`,
    hasCard ? 'yes' : '',
  ])
  const text =
    rows.length === 0
      ? 'No contacts yet.'
      : table(['Name', 'Account', 'At the hub', 'Can be given music'], rows)
  terminal.result(z.encode(contactsApi.contacts.output, [...contacts]), text)
}
