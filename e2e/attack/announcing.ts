import type { BareLibp2pNode } from '../../src/ipfs/testing/bareLibp2pNode.ts'
import { offer, strangersPeer } from '../../src/node/catalogue/testing/catalogueHarness.ts'
import {
  createPublisher,
  segmentsFixture,
  trackFixture,
} from '../../src/node/catalogue/testing/manifestFixtures.ts'
import { catalogueProtocol, headMaxBytes, signedHead } from '../../src/protocol/catalogue.ts'
import { decode } from '../../src/protocol/codec.ts'
import type { TrackManifest } from '../../src/protocol/manifest.ts'
import type { AttackNetwork, Target } from './attackNetwork.ts'

/** Somebody with as many artists as they like, whose blocks they serve. */
export class AnnouncingStranger {
  readonly #node: BareLibp2pNode
  readonly #blocks: Map<string, Uint8Array>

  private constructor(node: BareLibp2pNode, blocks: Map<string, Uint8Array>) {
    this.#node = node
    this.#blocks = blocks
  }

  /** @param pauseMs before each block that they give */
  static async come(network: AttackNetwork, pauseMs = 0): Promise<AnnouncingStranger> {
    const blocks = new Map<string, Uint8Array>()
    const node = await network.stranger()
    await node.serveBlocks(blocks, pauseMs)
    return new AnnouncingStranger(node, blocks)
  }

  /** Announces the catalogue of a new artist. @returns whether each of `to` reads it */
  async announce(
    to: readonly Target[],
    tracks: readonly Partial<TrackManifest>[],
  ): Promise<'accepted' | 'refused'> {
    const artist = await createPublisher(this.#node.id)
    const made = await offer({ elsewhere: this.#blocks }, { artist, tracks })
    const body = { head: decode(signedHead, made.head, headMaxBytes) }
    const answers = await Promise.all(
      to.map(({ addresses }) => this.#node.call(addresses, catalogueProtocol, 'announce', body)),
    )
    return answers.every(({ accepted }) => accepted) ? 'accepted' : 'refused'
  }
}

/** As many renditions as a manifest may have. */
const mostRenditions = 4

/** What makes a manifest long: so many segments, which nobody has. */
export async function manySegments(count: number): Promise<Pick<TrackManifest, 'renditions'>> {
  const { renditions } = trackFixture(await createPublisher(strangersPeer), 'Long')
  const all = Array.from({ length: mostRenditions }, () => renditions).flat()
  return {
    renditions: all.map((rendition) => ({ ...rendition, segments: segmentsFixture(count / mostRenditions) })),
  }
}
