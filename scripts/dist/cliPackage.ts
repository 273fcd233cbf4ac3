import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeCliFolder } from './cliFolder.ts'

/** What of package.json names a package. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly author: string
}

/**
 * Makes the folder of the command line for this system, and an archive of it beside it.
 *
 * @param root the repository's root
 * @param target where both go
 * @returns the folder, such as `busker-0.1.0-linux-x64`
 * @throws Error where this system has no `tar`
 */
export async function packCli(root: string, target: string, manifest: Manifest): Promise<string> {
  const { name, version, description, license } = manifest
  const title = `${name}-${version}-${process.platform}-${process.arch}`
  const folder = join(target, title)
  await makeCliFolder(root, folder, { name, version, description, license })
  await promisify(execFile)('tar', ['-czf', `${folder}.tar.gz`, '-C', target, title])
  return folder
}
