import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { BuskerError } from '../../shared/errors.ts'
import { releaseBytes } from '../../shared/releaseBytes.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { ContentKey } from '../access/access.ts'

/** Which encoded form of which track is sealed. A salt belongs to one sealing run and is never used again. */
export interface SegmentSealContext {
  readonly track: WorkId
  readonly rendition: string
  /** 32 random bytes. */
  readonly salt: Uint8Array
}

/** How much longer a sealed segment is than its content, bytes. */
export const segmentSealOverhead = 16

/**
 * Seals and opens the segments of one rendition: AES-256-GCM under HKDF-SHA256(content key, salt,
 * `busker/segment/1/<rendition>`). The nonce is the segment's index (0: init segment), 12 bytes, big endian: a salt
 * makes a new key, so no nonce ever meets a key twice. Additional data: track id, rendition, index.
 */
export class SegmentSeal {
  readonly #context: SegmentSealContext
  readonly #key: Uint8Array

  constructor(contentKey: ContentKey, context: SegmentSealContext) {
    this.#context = context
    this.#key = new Uint8Array(
      hkdfSync('sha256', contentKey, context.salt, `busker/segment/1/${context.rendition}`, 32),
    )
  }

  /** @returns ciphertext and tag */
  seal(index: number, segment: Uint8Array): Uint8Array {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(index)).setAAD(this.#associated(index))
    const sealed = new Uint8Array(segment.byteLength + segmentSealOverhead)
    const encrypted = cipher.update(segment)
    sealed.set(encrypted)
    releaseBytes(encrypted)
    cipher.final() // in this mode it adds no bytes
    sealed.set(cipher.getAuthTag(), segment.byteLength)
    return sealed
  }

  /** @throws BuskerError `SEGMENT_FORGED` when it is not the segment that was sealed at this index with this key */
  open(index: number, sealed: Uint8Array): Uint8Array {
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonceOf(index), {
      authTagLength: segmentSealOverhead,
    }).setAAD(this.#associated(index))
    try {
      decipher.setAuthTag(sealed.subarray(-segmentSealOverhead))
      const { buffer, byteOffset, byteLength } = decipher.update(sealed.subarray(0, -segmentSealOverhead))
      decipher.final() // checks the tag; in this mode it adds no bytes, so nothing is copied together
      return new Uint8Array(buffer, byteOffset, byteLength)
    } catch (cause) {
      throw new BuskerError(
        'SEGMENT_FORGED',
        `Segment ${index} of this track is not what the artist sealed. It is fetched again from elsewhere.`,
        { cause },
      )
    }
  }

  #associated(index: number): Buffer {
    return Buffer.from(`${this.#context.track}/${this.#context.rendition}/${index}`)
  }
}

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(index, 8)
  return nonce
}
