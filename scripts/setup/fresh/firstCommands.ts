import { show } from '../progress.mjs'
import { type Account, type Ended, type Guest, rootAccount } from './guest.ts'

/** The command that set-up prints for whoever may not install packages. */
export function printedCommand(output: string): string | undefined {
  return /^ {2}Run: (?:sudo )?((?:su|sh) .*apt-get install .*)$/m.exec(output)?.[1]
}

/**
 * Runs a command as a newcomer would: where it ends with the one command that root has to run, root runs that, and the
 * command is run again. There is no third time: set-up is to name everything at once.
 */
export async function runAsNewcomer(guest: Guest, command: string, account: Account): Promise<Ended> {
  const line = `cd busker && ${command}`
  const first = await guest.show(line, account)
  const needed = first.code === 0 ? undefined : printedCommand(first.output)
  if (needed === undefined || account === rootAccount) return first
  process.stdout.write(`\n# as root: ${needed}\n`)
  await show('Installing that', () => guest.mustRun(needed, rootAccount))
  process.stdout.write(`\n# as ${account.name}, again: ${command}\n`)
  return guest.show(line, account)
}
