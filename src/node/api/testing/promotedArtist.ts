import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { CID } from 'multiformats/cid'
import sharp from 'sharp'
import { findFfmpeg } from '../../../process/tools.ts'
import type { CallContext } from '../../../shared/api/define.ts'
import { type CidText, toLabel } from '../../../shared/ids.ts'
import { CatalogueHarness, strangersPeer } from '../../catalogue/testing/catalogueHarness.ts'
import {
  createPublisher,
  releaseFixture,
  signRelease,
  signTrack,
  trackFixture,
} from '../../catalogue/testing/manifestFixtures.ts'
import { promotionHandlers } from '../promotionHandlers.ts'

export const context: CallContext<unknown> = { signal: new AbortController().signal, report: () => undefined }

/** An artist with a release of two tracks, one of them with a preview, and a page of their own. @param text what everything is called */
export async function createPromotedArtist(text: string) {
  const harness = new CatalogueHarness()
  const { catalogue, blocks } = harness
  const artist = await createPublisher(strangersPeer)
  const ffmpeg = await findFfmpeg()
  const { stdout: sound } = await promisify(execFile)(
    ffmpeg,
    '-v error -f lavfi -i sine=frequency=440:duration=3 -c:a aac -f mp4 -movflags +frag_keyframe+empty_moov+default_base_moof pipe:1'.split(
      ' ',
    ),
    { encoding: 'buffer' },
  )
  const background = { width: 300, height: 300, channels: 3 as const, background: '#d8603a' }
  const image = await sharp({ create: background }).jpeg().toBuffer()
  const artwork = {
    cid: await blocks.put(image, 'raw'),
    size: image.byteLength,
    mediaType: 'image/jpeg' as const,
  }
  const preview = {
    cid: await blocks.put(sound, 'raw'),
    size: sound.byteLength,
    codec: 'mp4a.40.2' as const,
    durationMs: 3000,
  }
  const credits = { title: text, artistName: text, genre: text.slice(0, 80), description: text }
  const tracks = [
    trackFixture(artist, text, { credits, artwork, preview, durationMs: 180_000 }),
    trackFixture(artist, text, { credits, durationMs: 200_000 }),
  ]
  await catalogue.publish(artist, {
    name: text,
    about: text,
    place: text.slice(0, 120),
    links: [{ title: text.slice(0, 80), url: 'https://tilda.example/' }],
    picture: artwork,
    tracks: await Promise.all(tracks.map((track) => signTrack(artist, track))),
  })
  const entries = tracks.map(({ id, edition, commitment }) => {
    const cid: CidText | undefined = catalogue.work('track', id)?.manifest
    if (cid === undefined) throw new Error('It was published.')
    return { id, edition, commitment, manifest: CID.parse(cid) }
  })
  const release = releaseFixture(artist, text, entries, { credits, artwork })
  await catalogue.publish(artist, { releases: [await signRelease(artist, release)] })
  const { account } = artist.identity.body
  const token = { symbol: 'tUSD', decimals: 0 }
  return {
    harness,
    account,
    label: toLabel('release', release.id, 1),
    handlers: promotionHandlers({ account, catalogue, token, blocks, ffmpeg }),
  }
}
