import type { Caller } from '../../ipfs/peer.ts'
import {
  type catalogueProtocol,
  headMaxBytes,
  type SignedHead,
  signedHead,
} from '../../protocol/catalogue.ts'
import { decode, encode } from '../../protocol/codec.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import type { HeadRecords } from './headRecords.ts'
import type { Intake } from './intake.ts'

/** Answers `/busker/catalogue/1` from what this node has accepted. */
export function catalogueProtocolHandlers(
  heads: HeadRecords,
  intake: Intake,
): Handlers<typeof catalogueProtocol, Caller> {
  return {
    announce: async ({ head }, { peer }) => {
      const refused = await intake.receive(encode(signedHead, head), peer, { passOn: true })
      return { accepted: refused === undefined || refused === 'replayed' }
    },
    newest: async ({ artist }) => {
      const current = heads.current(artist)
      return { head: current === undefined ? null : decodeHead(current.bytes) }
    },
    since: async ({ cursor, limit }) => {
      const found = heads.since(cursor, limit)
      return { heads: found.heads.map(decodeHead), cursor: found.position }
    },
  }
}

/** A head as it was written here. */
export function decodeHead(bytes: Uint8Array): SignedHead {
  return decode(signedHead, bytes, headMaxBytes)
}
