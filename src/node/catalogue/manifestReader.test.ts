import { expect, test } from 'vitest'
import { encode } from '../../protocol/codec.ts'
import { signedTrackManifest, type TrackManifest } from '../../protocol/manifest.ts'
import { ManifestReader, manifestReader } from './manifestReader.ts'
import { strangersPeer } from './testing/catalogueHarness.ts'
import { createPublisher, segmentsFixture, signTrack, trackFixture } from './testing/manifestFixtures.ts'

const artist = await createPublisher(strangersPeer)

function trackOf(segments: number): TrackManifest {
  const track = trackFixture(artist, 'Long')
  const many = segmentsFixture(segments)
  return { ...track, renditions: track.renditions.map((rendition) => ({ ...rendition, segments: many })) }
}

const encoded = async (track: TrackManifest) => encode(signedTrackManifest, await signTrack(artist, track))

test.each([2, 4000])(
  'a manifest of %d segments is read but for them, wherever it is read',
  async (segments) => {
    const { renditions, ...outline } = trackOf(segments)
    const bytes = await encoded({ renditions, ...outline })
    expect(await manifestReader.outline(bytes)).toEqual(outline)
    expect(await manifestReader.keptOutline(bytes)).toEqual(outline)
    const links = await manifestReader.links(bytes)
    expect(links.segments).toEqual(
      renditions.flatMap((rendition) =>
        rendition.segments.map(({ cid, size }) => ({ cid: String(cid), size })),
      ),
    )
  },
)

test.each([2, 4000])('what is wrong with a manifest of %d segments is said by its code', async (segments) => {
  const bytes = await encoded(trackOf(segments))
  const forged = Uint8Array.from(bytes, (byte, index) => (index === bytes.byteLength - 40 ? byte ^ 1 : byte))
  await expect(manifestReader.outline(forged)).rejects.toMatchObject({
    code: expect.stringMatching(/^PROTOCOL_/),
  })
  await expect(manifestReader.links(bytes.subarray(1))).rejects.toMatchObject({ code: 'PROTOCOL_MALFORMED' })
  expect((await manifestReader.outline(bytes)).credits.title).toBe('Long')
})

test('this process goes on while a long manifest is read', async () => {
  const bytes = await encoded(trackOf(8000))
  let turns = 0
  const turning = setInterval(() => (turns += 1), 0)
  await manifestReader.links(bytes)
  const beforehand = turns
  await manifestReader.outline(bytes)
  clearInterval(turning)
  expect(turns - beforehand).toBeGreaterThan(5)
})

test('a thread that ends in the middle of a manifest is answered for, and another takes its place', async () => {
  const [long, longest] = [await encoded(trackOf(300)), await encoded(trackOf(8000))]
  const reader = new ManifestReader({ maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 1 })
  await expect(reader.outline(longest)).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  expect((await reader.outline(long)).credits.title).toBe('Long')
})
