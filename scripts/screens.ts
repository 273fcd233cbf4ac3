// npm run screens [-- PREFIX …]: every screen in every state, theme and size, into out/screens with an index.html.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startElectron } from '../e2e/app/launch.ts'
import { pictures } from '../src/renderer/testing/pictures.ts'
import { buildScreens } from './screens/build.ts'
import { indexPage } from './screens/indexPage.ts'
import { type Shot, takePictures } from './screens/takePictures.ts'
import { openDisplay } from './virtualDisplay.ts'

const OUT = join('out', 'screens')
const prefixes = process.argv.slice(2)
const wanted = pictures.filter(
  ({ id }) => prefixes.length === 0 || prefixes.some((start) => id.startsWith(start)),
)

const main = await buildScreens(join('out', 'screens-app'))
if (prefixes.length === 0) await rm(OUT, { recursive: true, force: true })
await mkdir(OUT, { recursive: true })

const userData = await mkdtemp(join(tmpdir(), 'busker-screens-'))
const closeDisplay = await openDisplay()
const shots: Shot[] = []
try {
  const electron = await startElectron({ args: [`--user-data-dir=${userData}`, main] })
  try {
    const window = await electron.firstWindow()
    for (const picture of wanted) shots.push(...(await takePictures(window, picture, OUT)))
  } finally {
    await electron.close()
  }
} finally {
  await closeDisplay()
  await rm(userData, { recursive: true, force: true })
}
if (prefixes.length === 0) await writeFile(join(OUT, 'index.html'), indexPage(shots))

const troubled = shots.filter(({ problems }) => problems.length > 0)
for (const { file, problems } of troubled) console.log(`✗ ${file}: ${problems.join('; ')}`)
console.log(
  `${shots.length} pictures in ${OUT}${prefixes.length === 0 ? '/index.html' : ''}, ${troubled.length} with a problem`,
)
process.exitCode = troubled.length === 0 ? 0 : 1
