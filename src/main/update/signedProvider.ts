import { Provider } from 'electron-updater'
import {
  parseUpdateInfo,
  type ProviderRuntimeOptions,
  resolveFiles,
} from 'electron-updater/out/providers/Provider.js'
import { BuskerError } from '../../shared/errors.ts'
import type { UpdateFeed } from './updateFeed.ts'
import { verifyManifest } from './verifyManifest.ts'

type UpdateInfo = ReturnType<typeof parseUpdateInfo>

/** The longest a manifest or its signatures may be, bytes. */
const maximumBytes = 64 * 1024
const timeoutMs = 30_000

/**
 * What electron-updater asks for newer versions: a generic server's files, of which the manifest has to be signed. The
 * packages need no signature of their own: the manifest has their hashes, and electron-updater compares them.
 */
export class SignedProvider extends Provider<UpdateInfo> {
  readonly #keys: UpdateFeed['keys']
  readonly #folder: URL

  constructor({ url, keys }: UpdateFeed, runtime: ProviderRuntimeOptions) {
    super(runtime)
    this.#keys = keys
    this.#folder = new URL(url.endsWith('/') ? url : `${url}/`)
  }

  /** @throws BuskerError `UPDATE_UNREACHABLE`, `UPDATE_FORGED` */
  override async getLatestVersion(): Promise<UpdateInfo> {
    const name = `${this.getDefaultChannelName()}.yml`
    const url = new URL(name, this.#folder)
    const manifest = await this.#read(url)
    verifyManifest(manifest, await this.#read(new URL(`${name}.sig`, this.#folder)), this.#keys)
    return parseUpdateInfo(manifest, name, url)
  }

  override resolveFiles(info: UpdateInfo): ReturnType<typeof resolveFiles> {
    return resolveFiles(info, this.#folder)
  }

  /** electron-updater would send an id of this installation with each question. */
  override setRequestHeaders(): void {
    super.setRequestHeaders(null)
  }

  async #read(url: URL): Promise<string> {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
      if (!response.ok || response.body === null) throw new Error(`The server answered ${response.status}.`)
      return await readText(response.body)
    } catch (cause) {
      throw new BuskerError('UPDATE_UNREACHABLE', `Nothing was learnt of newer versions at ${url.host}.`, {
        cause,
      })
    }
  }
}

/** @throws Error when there is more than a manifest can have */
async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of body) {
    bytes += part.byteLength
    if (bytes > maximumBytes) throw new Error(`It is longer than ${maximumBytes} bytes.`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}
