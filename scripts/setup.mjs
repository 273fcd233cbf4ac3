// Sets up what a command lacks on this machine, then runs it. Needs nothing but Node 18: on a fresh clone there is nothing else.
//   node scripts/setup.mjs COMMAND [ARGUMENT…]    COMMAND as in setup/commands.mjs
//   node scripts/setup.mjs setup [PART…]          sets up the named parts, or all, and runs nothing
import { commands, parts } from './setup/commands.mjs'
import { handOver } from './setup/handOver.mjs'
import { SetupProblem } from './setup/problem.mjs'

const [name = 'setup', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command && name !== 'setup') {
  process.stderr.write(
    `There is no command ${name}. There are: setup, ${Object.keys(commands).join(', ')}.\n`,
  )
  process.exit(2)
}

const named = args.length > 0 ? ['dependencies', ...args] : Object.keys(parts)
const needs = command ? command.needs(args) : named
try {
  for (const [part, setUp] of Object.entries(parts)) {
    if (needs.some((need) => need === part)) await setUp()
  }
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error
  process.stderr.write(`✗ ${error.message}\n  Run: ${error.command}\n`)
  process.exit(1)
}
if (command) process.exit(await handOver([...command.run, ...args]))
