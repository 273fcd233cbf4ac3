import { commands, parts } from './commands.mjs'
import { root, setUpDependencies } from './dependencies.mjs'
import { handOver } from './handOver.mjs'
import { thisMachine } from './machine.mjs'
import { report, SetupProblem } from './problem.mjs'
import { setUpSystem } from './systemPackages.mjs'

/**
 * Sets up what a command needs, then runs it.
 *
 * @param {readonly string[]} words the command, or `setup`, and its arguments
 * @returns {Promise<number>} an exit code: the command's; 1 when set-up failed, 2 when there is no such command or part
 */
export async function setUpAndRun([name = 'setup', ...args]) {
  const command = commands[name]
  if (!command && name !== 'setup')
    return wrong(`There is no command ${name}. There are: setup, ${Object.keys(commands).join(', ')}.`)
  const unknown = command ? undefined : args.find((arg) => !parts.some((part) => part === arg))
  if (unknown !== undefined) return wrong(`There is no part ${unknown}. There are: ${parts.join(', ')}.`)

  const named = args.length > 0 ? ['dependencies', ...args] : parts
  const needs = /** @type {readonly import('./commands.mjs').Part[]} */ (
    command ? command.needs(args) : named
  )
  try {
    await setUpSystem(needs, thisMachine(), ['npm', 'run', name].join(' '))
    await setUpDependencies()
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error
    report(error)
    return 1
  }
  // From here on there is Busker's own Node, which reads TypeScript, and there are packages.
  const code = await handOver(['node', `${root}/scripts/setup/parts/main.ts`, ...needs])
  return code !== 0 || !command ? code : handOver([...command.run, ...args], command.env)
}

/** @param {string} sentence */
function wrong(sentence) {
  process.stderr.write(`${sentence}\n`)
  return 2
}
