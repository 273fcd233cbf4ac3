import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { mainScript, startElectron } from '../../harness/app/launchApp.ts'
import { type BenchRow, quantile } from '../row.ts'
import { memoryOf } from './memory.ts'

const runs = 10
const maxRatio = 1.6

/** From the start of the process to a window one can use, against an Electron application that is only a page. */
export async function benchStartup(): Promise<BenchRow> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-bench-start-'))
  try {
    const empty = await emptyApplication(folder)
    const [ours, theirs]: [number[], number[]] = [[], []]
    for (let run = 0; run < runs; run += 1) {
      ours.push(await timeToButton(join(folder, 'user'), mainScript, 'Start'))
      theirs.push(await timeToButton(join(folder, 'empty-user'), empty, 'Ready'))
    }
    const [value, other] = [quantile(ours, 0.5), quantile(theirs, 0.5)]
    return {
      name: `start to a window one can use, median of ${runs}`,
      ours: value,
      unit: 'ms',
      against: { name: 'an empty Electron application', value: other },
      ratio: value / other,
      target: `≤ ${maxRatio}×`,
      met: value / other <= maxRatio,
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** What all processes take of an Electron application that is only a page, MiB. */
export async function memoryOfEmpty(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-bench-memory-'))
  const app = await launch(join(folder, 'user'), await emptyApplication(folder))
  try {
    await (await app.firstWindow()).getByRole('button', { name: 'Ready', exact: true }).waitFor()
    return memoryOf(app)
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function launch(userData: string, main: string): Promise<ElectronApplication> {
  return startElectron({
    args: [`--user-data-dir=${userData}`, `--busker-localnet=${join(userData, 'none')}`, main],
  })
}

/** To the paint after a button is there. @returns ms */
async function timeToButton(userData: string, main: string, button: string): Promise<number> {
  const began = performance.now()
  const app = await launch(userData, main)
  const page = await app.firstWindow()
  await page.getByRole('button', { name: button, exact: true }).waitFor()
  await page.evaluate(
    () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
  )
  const took = performance.now() - began
  await app.close()
  return took
}

async function emptyApplication(folder: string): Promise<string> {
  const main = join(folder, 'main.mjs')
  await writeFile(join(folder, 'index.html'), '<button>Ready</button>')
  await writeFile(
    main,
    `import { app, BrowserWindow } from 'electron'
app.whenReady().then(() => new BrowserWindow().loadFile(${JSON.stringify(join(folder, 'index.html'))}))
app.on('window-all-closed', () => app.quit())
`,
  )
  return main
}
