import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { BuskerError } from '../../shared/errors.ts'

export interface PackageDownloadOptions {
  /** Base64, of the signed manifest. */
  readonly sha512?: string | null
  readonly onProgress?: (progress: { readonly percent: number }) => void
}

/**
 * Downloads a package, over Node: Chromium reaches nothing here. To be electron-updater's own way of downloading.
 *
 * @param destination a file, written anew
 * @param maximumBytes what a package never is longer than
 * @throws BuskerError `UPDATE_FORGED` when it is not what was signed, `UPDATE_UNREACHABLE`
 */
export async function downloadPackage(
  url: URL,
  destination: string,
  { sha512, onProgress }: PackageDownloadOptions,
  maximumBytes = 1024 ** 3,
): Promise<void> {
  const hash = createHash('sha512')
  try {
    const response = await fetch(url)
    if (!response.ok || response.body === null) throw new Error(`The server answered ${response.status}.`)
    const total = Number(response.headers.get('content-length') ?? 0)
    await pipeline(
      response.body,
      async function* (parts: AsyncIterable<Uint8Array>) {
        let transferred = 0
        for await (const part of parts) {
          transferred += part.byteLength
          if (transferred > maximumBytes) throw new Error(`It is longer than ${maximumBytes} bytes.`)
          hash.update(part)
          onProgress?.({ percent: total === 0 ? 0 : (100 * transferred) / total })
          yield part
        }
      },
      createWriteStream(destination),
    )
  } catch (cause) {
    throw new BuskerError('UPDATE_UNREACHABLE', `The newer Busker could not be fetched from ${url.host}.`, {
      cause,
    })
  }
  if (hash.digest('base64') === sha512) return
  throw new BuskerError('UPDATE_FORGED', 'The newer Busker is not the one that its publisher has signed.')
}
