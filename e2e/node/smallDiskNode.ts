// A node whose folder (the argument) is on a disk of some megabytes that it fills up and clears again.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { openNodeLog } from '../../src/cli/nodeLog.ts'
import { openHubKeys } from '../../src/hub/hubKeys.ts'
import { createTestProfile } from '../../src/hub/testing/testProfile.ts'
import { createNode } from '../../src/node/createNode.ts'
import { deriveKeys } from '../../src/node/keys/deriveKeys.ts'
import { newWords } from '../../src/node/keys/words.ts'
import { surviveFullDisk } from '../../src/process/surviveFullDisk.ts'
import { toErrorData } from '../../src/shared/errors.ts'
import { toAmount } from '../../src/shared/money.ts'

const folder = process.argv[2] ?? ''
const fillers: string[] = []
const tell = (fact: object) => void process.stdout.write(`${JSON.stringify(fact)}\n`)

/** Takes every byte that is left. */
function fillDisk(): void {
  for (let size = 2 ** 20; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) {
        const file = join(folder, `filler-${fillers.length}`)
        fillers.push(file)
        writeFileSync(file, randomBytes(size))
      }
    } catch (error) {
      if (toErrorData(error).code !== 'NODE_DISK_FULL') throw error
    }
  }
}

const network = await createTestProfile(await openHubKeys(folder))
const { log, close } = openNodeLog(join(folder, 'node.log'), true)
const node = await createNode({
  folder,
  keys: await deriveKeys(newWords(), Date.now()),
  network,
  ffmpeg: '/bin/false',
  log,
})
surviveFullDisk((error) => node.reportDiskError(error))
await node.start()
const kept = node.playlists.create('kept')
node.hubConnector.request(toAmount(5n))
fillDisk()
tell({ event: 'full' })
try {
  for (let number = 0; ; number += 1) node.playlists.create(`too much ${number} ${'x'.repeat(10_000)}`)
} catch (error) {
  tell({ event: 'refused', ...toErrorData(error) })
}
// Requests that fail for want of a hub, each of which wants to be written down; and log lines.
for (let round = 0; round < 5; round += 1) {
  node.wake()
  for (let line = 0; line < 200; line += 1) log.info({ part: 'test' }, 'a line for a log that has no room')
  await new Promise((resolve) => setTimeout(resolve, 300))
}
const isReported = (): boolean => node.warnings().some(({ code }) => code === 'NODE_DISK_FULL')
if (!isReported()) await new Promise<void>((resolve) => node.events.once('warnings', () => resolve()))
tell({ event: 'warned', warnings: node.warnings().map(({ message }) => message) })
for (const file of fillers) rmSync(file, { force: true })
node.hubConnector.wake()
tell({
  event: 'room',
  kept: node.playlists.list().some(({ id }) => id === kept.id),
  created: node.playlists.create('later').name,
  request: node.hubConnector.current?.state,
})
await node.stop()
close()
tell({ event: 'stopped' })
