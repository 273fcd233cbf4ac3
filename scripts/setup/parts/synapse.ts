import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { synapsePath } from '../../../src/process/toolPaths.mjs'
import { root } from '../dependencies.mjs'
import { findPip } from '../pip.mjs'
import { SetupProblem } from '../problem.mjs'
import { reasonIn } from '../reasons.mjs'
import { run } from '../run.mjs'
import { putInPlace, withWorkFolder } from './cache.ts'
import type { Step } from './step.ts'

/** What operators install, too. */
const requirements = join(root, 'src/hub/setup/synapse/requirements.txt')

/** Installs Synapse beside everything else: tests let it carry Raiden's messages. */
export const synapse: Step = {
  title: 'Installing Synapse, which carries messages in tests',
  isDone: () => existsSync(synapsePath()),
  work: () =>
    withWorkFolder(async (folder) => {
      const args = [
        'install',
        '--disable-pip-version-check',
        '--target',
        join(folder, 'synapse'),
        '-r',
        requirements,
      ]
      const again = `pip ${args.join(' ')}`
      const client = await findPip()
      if (!client)
        throw new SetupProblem('Synapse comes as Python wheels, and this machine has no pip.', again)
      const { ok, output } = await run(client.program, [...client.args, ...args])
      if (!ok) throw new SetupProblem(`pip could not install Synapse: ${reasonIn(output)}.`, again)
      await putInPlace(join(folder, 'synapse'), synapsePath())
    }),
}
