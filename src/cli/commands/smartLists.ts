import type { Command } from 'commander'
import { z } from 'zod'
import { playlistCommandsApi } from '../../shared/api/playlistCommands.ts'
import type { SmartListView, SmartRule } from '../../shared/api/smartLists.ts'
import { BuskerError } from '../../shared/errors.ts'
import { builtInRules } from '../../shared/smartLists.ts'
import { contextOf, type Context } from '../context.ts'
import { type RuleFlags, smartRuleFrom } from '../smartRuleFrom.ts'
import { table } from '../terminal.ts'

/** lists, list show, create, change, remove. */
export function smartListCommands(program: Command): void {
  program
    .command('lists')
    .description('lists that a rule makes of what you own')
    .action(async (_flags: unknown, command: Command) => {
      const { node, terminal } = contextOf(command)
      const lists = await node.ask('smartLists', {})
      const rows = lists.map(({ name, rule, id }) => [name, ruleText(rule), id])
      const builtIn = Object.entries(builtInRules).map(([id, rule]) => ['', ruleText(rule), id])
      terminal.result(lists, table(['Name', 'Rule', 'Id'], [...builtIn, ...rows]))
    })

  const list = program.command('list').description('one list that a rule makes')
  list
    .command('show <name>')
    .description('what is in it now')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const id = Object.hasOwn(builtInRules, name) ? name : (await findList(name, context)).id
      const works = await context.node.ask('smartListTracks', { id })
      const rows = works.map(({ title, artistName, label }) => [title, artistName, label])
      context.terminal.result(
        z.encode(playlistCommandsApi.smartListTracks.output, works),
        rows.length === 0 ? 'Nothing fits.' : table(['Title', 'Artist', 'Label'], rows),
      )
    })
  withRule(list.command('create <name>').description('make one')).action(
    async (name: string, flags: RuleFlags, command: Command) => {
      const { node, terminal } = contextOf(command)
      const made = await node.ask('createSmartList', { name, rule: smartRuleFrom(flags) })
      terminal.result(made, listText(made))
    },
  )
  withRule(list.command('change <name>').description('give it another rule'))
    .option('--name <name>', 'and another name')
    .action(async (text: string, flags: RuleFlags & { name?: string }, command: Command) => {
      const context = contextOf(command)
      const { id, name } = await findList(text, context)
      const changed = await context.node.ask('changeSmartList', {
        id,
        name: flags.name ?? name,
        rule: smartRuleFrom(flags),
      })
      context.terminal.result(changed, listText(changed))
    })
  list
    .command('remove <name>')
    .description('remove it; its tracks stay yours')
    .action(async (name: string, _flags: unknown, command: Command) => {
      const context = contextOf(command)
      const { id } = await findList(name, context)
      context.terminal.result(await context.node.ask('removeSmartList', { id }), `“${name}” is removed.`)
    })
}

function withRule(command: Command): Command {
  return command
    .option('--genre <genre>', 'of this genre; "" for tracks without one')
    .option('--artist <account>', 'by this artist')
    .option('--added-within <days>', 'that came in so many days before now')
    .option('--min-plays <n>', 'heard so often at least')
    .option('--max-plays <n>', 'heard so often at most')
    .option('--downloaded', 'that are on this machine')
    .option('--order <order>', 'newest, plays (most first) or played (last first)', 'newest')
    .option('--limit <n>', 'the first so many')
}

const ruleText = (rule: SmartRule): string =>
  Object.entries(rule)
    .map(([field, value]) => `${field}=${JSON.stringify(value)}`)
    .join(' ')

const listText = ({ name, rule }: SmartListView): string => `“${name}”: ${ruleText(rule)}`

/** By its name or its id. @throws BuskerError `LIBRARY_NO_PLAYLIST` where there is none, or several */
async function findList(text: string, { node }: Context): Promise<SmartListView> {
  const lists = await node.ask('smartLists', {})
  const found = lists.filter(({ id, name }) => id === text || name === text)
  const [one] = found
  if (one !== undefined && found.length === 1) return one
  throw new BuskerError(
    'LIBRARY_NO_PLAYLIST',
    `${found.length === 0 ? 'There is no list' : 'Several lists are called'} "${text}". See: busker lists`,
  )
}
