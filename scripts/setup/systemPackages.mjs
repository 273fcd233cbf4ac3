import { show } from './progress.mjs'
import { SetupProblem } from './problem.mjs'
import { inPath, reasonIn, run } from './run.mjs'

/**
 * Installs Debian packages, where this process may.
 *
 * @param {readonly string[]} names
 * @param {string} why the sentence said when it can't be done
 * @throws {SetupProblem} when the machine has no apt-get, the process is not root, or apt-get fails
 */
export async function installPackages(names, why) {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`
  if (!inPath('apt-get')) {
    throw new SetupProblem(`${why} Install what this system calls ${names.join(', ')}.`, command)
  }
  if (process.getuid?.() !== 0) throw new SetupProblem(why, `sudo sh -c '${command}'`)
  await show(`Installing ${names.join(', ')}`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update'], { env })
    const { ok, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], {
      env,
    })
    if (!ok) throw new SetupProblem(`${why} apt-get failed: ${reasonIn(output)}.`, command)
  })
}
