import { readlink } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'

/**
 * Writes a configuration, whole or not at all. Where `file` is a link, what it leads to is written, also when that is not
 * there yet: a package keeps settings in another place than a service's folder.
 */
export async function writeConfig(file: string, text: string): Promise<void> {
  const target = await readlink(file).catch(noLink)
  await writeFileAtomic(target === undefined ? file : resolve(dirname(file), target), text)
}

function noLink(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'EINVAL' && error.code !== 'ENOENT') throw error
}
