import { expect, test } from 'vitest'
import { openStore } from '../store/openStore.ts'
import { ManifestWriter } from './manifestWriter.ts'
import type { Manifest } from './work.ts'

test('no more than half a megabyte of manifests is held before it is written', () => {
  const kept: Manifest[] = []
  const store = openStore(':memory:')
  const writer = new ManifestWriter(store, { keep: (manifest: Manifest) => kept.push(manifest) } as never)
  const manifest = { bytes: new Uint8Array(100 * 1024) } as Manifest
  for (let added = 1; added <= 30; added += 1) {
    writer.add(manifest)
    expect(added - kept.length).toBeLessThanOrEqual(5)
  }
  writer.add(manifest)
  writer.write()
  expect(kept).toHaveLength(31)
  store.close()
})
