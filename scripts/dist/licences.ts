import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packagesIn } from '../setup/lockedPackages.mjs'

const isLicence = (name: string): boolean => /^(licen[cs]e|copying|notice)/i.test(name)

/**
 * What the packages that are packed say about who may do what with them: each text once, below those whose it is.
 *
 * @param root the repository's root
 * @param paths packages by their paths from there
 */
export async function licencesOf(root: string, paths: readonly string[]): Promise<string> {
  const locked = packagesIn(join(root, 'package-lock.json'))
  const owners = new Map<string, string[]>()
  for (const path of paths) {
    const { version = '', license = 'see its text' } = locked[path] ?? {}
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const files = (await readdir(join(root, path))).filter(isLicence).toSorted()
    const texts = await Promise.all(files.map((file) => readFile(join(root, path, file), 'utf8')))
    const text = texts.map((each) => each.trim()).join('\n\n')
    owners.set(text, [...(owners.get(text) ?? []), `${name} ${version} (${license})`])
  }
  return [...owners]
    .map(([text, names]) => `${names.join('\n')}\n\n${text}\n`)
    .join(`\n${'-'.repeat(78)}\n\n`)
}
