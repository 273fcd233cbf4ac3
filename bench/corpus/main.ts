// Real sound files out of Debian packages, each published, bought, decoded and compared: npm run corpus [-- --limit N]
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import writeFileAtomic from 'write-file-atomic'
import { findFfmpeg } from '../../src/process/tools.ts'
import { PurchaseHarness } from '../purchaseHarness.ts'
import { debianFiles, variety } from './debianFiles.ts'
import { fetchOggdec } from './oggdec.ts'
import { packages } from './packages.ts'
import { corpusTable } from './table.ts'
import { type CorpusResult, trade } from './trade.ts'

const { values } = parseArgs({ options: { limit: { type: 'string', default: '300' } } })
const atOnce = 3
const folder = await mkdtemp(join(tmpdir(), 'busker-corpus-'))
const harness = new PurchaseHarness()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void harness.stop().finally(() => process.exit(1)))
}
try {
  const found = await debianFiles(packages, join(folder, 'packages'))
  const files = variety(found, Number(values.limit))
  console.log(`${files.length} of ${found.length} files out of ${packages.length} packages.`)
  const tradeHarness = await harness.tradeHarness()
  const decoders = { ffmpeg: await findFfmpeg(), oggdec: await fetchOggdec(join(folder, 'oggdec')) }
  const results: CorpusResult[] = []
  const pending = files.entries()
  const tradeOneByOne = async () => {
    for (const [index, file] of pending) {
      const output = join(folder, `${index}`)
      const result = await trade(file, tradeHarness, { ...decoders, output })
      results.push(result)
      await rm(output, { recursive: true, force: true })
      const name = `${file.package}/${file.path.split('/').at(-1)}`
      console.log(`${results.length} ${result.outcome} ${name} ${result.detail}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, tradeOneByOne))
  const table = corpusTable(results)
  console.log(`\n${table}`)
  await mkdir(resolve('out'), { recursive: true })
  await writeFileAtomic(resolve('out', 'corpus.md'), `${table}\n`)
  if (results.some(({ outcome }) => outcome === 'differs')) process.exitCode = 1
} finally {
  await harness.stop()
  await rm(folder, { recursive: true, force: true })
}
