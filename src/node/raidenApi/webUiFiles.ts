import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { BuskerError } from '../../shared/errors.ts'

/** One file of Raiden's web UI. */
export interface WebUiFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
}

/** By its path below `/ui/`, with `/` between folders. */
export type WebUiFiles = ReadonlyMap<string, WebUiFile>

/** What a page loads; maps, licences and formats of old browsers are left out. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}
/** Version 1.2.1 has 115 files of 7 MB. */
const maxFiles = 300
const maxBytes = 32 * 1024 * 1024

/**
 * Reads the folder `ui` of PyPI's `raiden-webui` whole, so that nothing but what was in it then is ever served.
 *
 * @throws BuskerError `RAIDEN_UI_UNREADABLE` when it is no such folder, or too large to be
 */
export async function readWebUi(folder: string): Promise<WebUiFiles> {
  const files = new Map<string, WebUiFile>()
  let left = maxBytes
  for (const path of await pathsIn(folder)) {
    const mediaType = mediaTypes[extname(path)]
    const { size } = await stat(path)
    left -= mediaType === undefined ? 0 : size
    if (left < 0 || files.size === maxFiles) throw noWebUi(folder, 'It has more in it than a web UI.')
    if (mediaType === undefined) continue
    files.set(relative(folder, path).split(sep).join('/'), {
      bytes: new Uint8Array(await readFile(path)),
      mediaType,
    })
  }
  if (!files.has('index.html')) throw noWebUi(folder, 'It has no index.html.')
  return files
}

/** Regular files, not what links point to. */
async function pathsIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  } catch (cause) {
    throw noWebUi(folder, 'It can’t be read.', cause)
  }
}

function noWebUi(folder: string, why: string, cause?: unknown): BuskerError {
  return new BuskerError('RAIDEN_UI_UNREADABLE', `${folder} is not the folder of Raiden's web UI. ${why}`, {
    cause,
  })
}
