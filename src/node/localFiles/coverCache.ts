import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CidText, cidText } from '../../shared/ids.ts'

/** Pictures made fit to show, as files; those that were not asked for longest go when there are too many. */
export class CoverCache {
  readonly #folder: string
  readonly #maxBytes: number
  /** Bytes of each, asked for last at the end. */
  #sizes: Map<CidText, number> | undefined

  /** @param maxBytes of all together */
  constructor(folder: string, maxBytes = 256 * 1024 * 1024) {
    this.#folder = folder
    this.#maxBytes = maxBytes
  }

  async read(cid: CidText): Promise<Uint8Array | undefined> {
    const sizes = await this.#load()
    const size = sizes.get(cid)
    if (size === undefined) return undefined
    const bytes = await readFile(this.#path(cid)).catch(() => undefined)
    sizes.delete(cid)
    // One that was cut short by a power failure is made again.
    if (bytes?.byteLength !== size || size === 0) return undefined
    sizes.set(cid, size)
    const now = new Date()
    await utimes(this.#path(cid), now, now).catch(() => undefined)
    return bytes
  }

  /** A disk that is full keeps none. */
  async write(cid: CidText, bytes: Uint8Array): Promise<void> {
    const sizes = await this.#load()
    const part = `${this.#path(cid)}.part`
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      await writeFile(part, bytes, { mode: 0o600 })
      await rename(part, this.#path(cid))
    } catch {
      await rm(part, { force: true }).catch(() => undefined)
      return
    }
    sizes.set(cid, bytes.byteLength)
    let total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    for (const [oldest, size] of sizes) {
      if (total <= this.#maxBytes) break
      await this.#remove(oldest)
      total -= size
    }
  }

  /** Forgets all others. */
  async keepOnly(wanted: ReadonlySet<CidText>): Promise<void> {
    const sizes = await this.#load()
    for (const cid of sizes.keys()) if (!wanted.has(cid)) await this.#remove(cid)
  }

  async #remove(cid: CidText): Promise<void> {
    this.#sizes?.delete(cid)
    await rm(this.#path(cid), { force: true })
  }

  #path(cid: CidText): string {
    return join(this.#folder, cid)
  }

  async #load(): Promise<Map<CidText, number>> {
    if (this.#sizes !== undefined) return this.#sizes
    const names = await readdir(this.#folder).catch((): string[] => [])
    const files = await Promise.all(
      names.map(async (name) => {
        const status = await stat(join(this.#folder, name)).catch(() => undefined)
        return { name, size: status?.size ?? 0, usedAt: status?.mtimeMs ?? 0 }
      }),
    )
    files.sort((one, other) => one.usedAt - other.usedAt)
    const known = files.flatMap(({ name, size }) => {
      const cid = cidText.safeParse(name)
      return cid.success ? [[cid.data, size] as const] : []
    })
    this.#sizes ??= new Map(known)
    return this.#sizes
  }
}
