import type { CID } from 'multiformats/cid'
import { assertVerifiable, isBlockOf } from './cids.ts'
import { DiskBlocks } from './diskBlocks.ts'

/** Blocks that another program keeps. */
export interface BlockArchive {
  /** The block, which nobody need have verified; undefined where it is not there. */
  read(cid: CID): Promise<Uint8Array | undefined>
  has(cid: CID): Promise<boolean>
}

/** Blocks on disk, and behind them those of an archive: they are given out like those on disk, and not copied there. */
export class ArchivedBlocks extends DiskBlocks {
  readonly #archive: BlockArchive

  /** As {@link DiskBlocks}. */
  constructor(folder: string, archive: BlockArchive, onFailure: (error: unknown) => void) {
    super(folder, onFailure)
    this.#archive = archive
  }

  override async has(cid: CID): Promise<boolean> {
    return (await super.has(cid)) || this.#archive.has(cid)
  }

  override async read(cid: CID): Promise<Uint8Array | undefined> {
    assertVerifiable(cid)
    const here = await super.read(cid)
    if (here !== undefined) return here
    const bytes = await this.#archive.read(cid)
    return bytes !== undefined && isBlockOf(cid, bytes) ? bytes : undefined
  }
}
