import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { unpackPackage } from './debianFiles.ts'

const run = promisify(execFile)
const packages = ['vorbis-tools', 'libvorbisfile3', 'libvorbis0a', 'libogg0']

/** Decodes a file of Ogg Vorbis into a WAV file. */
export type Oggdec = (file: string, output: string) => Promise<void>

/**
 * The decoder of Vorbis's own authors, out of Debian packages unpacked below `folder`. What ffmpeg decodes of a file whose sound
 * lies in one page is half a short block too short.
 *
 * @throws where apt has one of the packages not
 */
export async function fetchOggdec(folder: string): Promise<Oggdec> {
  const unpacked: string[] = []
  for (const name of packages) unpacked.push(await unpackPackage(name, join(folder, name)))
  const libraries = await Promise.all(unpacked.map(librariesIn))
  const env = { ...process.env, LD_LIBRARY_PATH: libraries.flat().join(':') }
  const program = join(unpacked[0] ?? '', 'usr/bin/oggdec')
  return async (file, output) => void (await run(program, ['-Q', '-o', output, file], { env }))
}

async function librariesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter(({ name }) => name.includes('.so.')).map(({ parentPath }) => parentPath)
}
