import { parseArgs } from 'node:util'

/** What `npm run fresh` is asked to try. */
export interface FreshArguments {
  /** The code name of a Debian release, as debootstrap knows it. */
  readonly release: string
  /** Whether an ordinary user runs the commands, not root. */
  readonly asUser: boolean
  readonly commands: readonly string[]
}

/** What README tells a newcomer to run. */
const readmeCommands = ['npm run demo', 'npm test']

/**
 * @returns null when they make no sense
 * @throws TypeError for an option that does not exist
 */
export function readFreshArguments(args: string[]): FreshArguments | null {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { user: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
  })
  const [release, ...others] = positionals
  if (release === undefined || others.length > 0 || !/^[a-z]+$/.test(release)) return null
  const commands = values.only?.map((name) => (name === 'test' ? 'npm test' : `npm run ${name}`))
  return { release, asUser: values.user, commands: commands ?? readmeCommands }
}
