// npm run fresh -- RELEASE [--user] [--only COMMAND]…: makes a new, minimal Debian in a folder, with nodejs, npm and git, clones
// what is committed here, and runs there what README tells a newcomer to: as root, or as an ordinary user. Needs root.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { report, SetupProblem } from '../problem.mjs'
import { show } from '../progress.mjs'
import { runAsNewcomer } from './firstCommands.ts'
import { makeFreshSystem } from './freshSystem.ts'
import { readFreshArguments } from './freshArguments.ts'
import { Guest, rootAccount, userAccount } from './guest.ts'
import { networkVariables } from './hostSettings.ts'

const asked = readFreshArguments(process.argv.slice(2))
if (!asked) {
  console.error('Say which release, such as: npm run fresh -- trixie [--user] [--only demo]')
  process.exit(2)
}
if (process.getuid?.() !== 0) {
  const again = `sudo npm run fresh -- ${process.argv.slice(2).join(' ')}`
  report(new SetupProblem('Only root can make a system in a folder.', again))
  process.exit(1)
}

const { release, asUser, commands } = asked
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())

const account = asUser ? userAccount : rootAccount
const folder = await mkdtemp(join(tmpdir(), `busker-fresh-${release}-`))
try {
  // It is everybody's root folder there.
  await chmod(folder, 0o755)
  const guest = new Guest(folder, networkVariables(process.env), stop.signal)
  await show(`Making a new ${release} with Node, npm, git and a clone`, () =>
    makeFreshSystem(guest, release, account),
  )
  for (const command of commands) {
    console.log(`\n# on a new ${release}, as ${account.name}: ${command}`)
    const begun = Date.now()
    const { code } = await runAsNewcomer(guest, command, account)
    const took = `${((Date.now() - begun) / 1000).toFixed(0)} s`
    console.log(`${code === 0 ? '✓' : '✗'} ${command} on a new ${release}, as ${account.name} (${took})`)
    if (code !== 0) process.exitCode = 1
  }
} catch (error) {
  process.exitCode = 1
  if (error instanceof SetupProblem) report(error)
  else if (stop.signal.aborted) console.error('Stopped before the end.')
  else throw error
} finally {
  await rm(folder, { recursive: true, force: true })
}
