import type { Store } from '../store/openStore.ts'
import type { ManifestOutline } from './work.ts'
import type { WorkRecords } from './workRecords.ts'

const bytesAtOnce = 512 * 1024

/** Writes verified manifests, many in one transaction. */
export class ManifestWriter {
  readonly #store: Store
  readonly #works: WorkRecords
  #manifests: ManifestOutline[] = []
  #bytes = 0

  constructor(store: Store, works: WorkRecords) {
    this.#store = store
    this.#works = works
  }

  add(manifest: ManifestOutline): void {
    this.#manifests.push(manifest)
    this.#bytes += manifest.bytes.byteLength
    if (this.#bytes >= bytesAtOnce) this.write()
  }

  /** Writes what was not written yet. */
  write(): void {
    const manifests = this.#manifests
    this.#manifests = []
    this.#bytes = 0
    this.#store.transaction(() => {
      for (const manifest of manifests) this.#works.keep(manifest)
    })()
  }
}
