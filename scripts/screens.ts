// npm run screens [-- [--language=de] [--forced-colors] PREFIX …]: every screen in every state, theme and size, into out/screens with an index.html.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startElectron } from '../harness/app/launchApp.ts'
import { languages } from '../src/shared/i18n/languages.ts'
import { screenshots } from '../src/renderer/testing/screenshots.ts'
import { buildScreens } from './screens/build.ts'
import { indexPage } from './screens/indexPage.ts'
import { type ScreenshotFile, takeScreenshots } from './screens/takeScreenshots.ts'
import { openDisplay } from '../harness/app/virtualDisplay.ts'

const outFolder = join('out', 'screens')
const { values, positionals: prefixes } = parseArgs({
  options: {
    language: { type: 'string', default: 'en' },
    'forced-colors': { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const language = languages.find((each) => each === values.language)
if (language === undefined) throw new Error(`There is no language called ${values.language}.`)
const wanted = screenshots.filter(
  ({ id }) => prefixes.length === 0 || prefixes.some((start) => id.startsWith(start)),
)

const main = await buildScreens(join('out', 'screens-app'))
if (prefixes.length === 0) await rm(outFolder, { recursive: true, force: true })
await mkdir(outFolder, { recursive: true })

const userData = await mkdtemp(join(tmpdir(), 'busker-screens-'))
const closeDisplay = await openDisplay()
const shots: ScreenshotFile[] = []
try {
  const electron = await startElectron({ args: [`--user-data-dir=${userData}`, main] })
  try {
    const window = await electron.firstWindow()
    for (const picture of wanted)
      shots.push(
        ...(await takeScreenshots(window, picture, {
          folder: outFolder,
          language,
          hasForcedColors: values['forced-colors'],
        })),
      )
  } finally {
    await electron.close()
  }
} finally {
  await closeDisplay()
  await rm(userData, { recursive: true, force: true })
}
if (prefixes.length === 0) await writeFile(join(outFolder, 'index.html'), indexPage(shots))

const withProblems = shots.filter(({ problems }) => problems.length > 0)
for (const { file, problems } of withProblems) console.log(`✗ ${file}: ${problems.join('; ')}`)
console.log(
  `${shots.length} pictures in ${outFolder}${prefixes.length === 0 ? '/index.html' : ''}, ${withProblems.length} with a problem`,
)
process.exitCode = withProblems.length === 0 ? 0 : 1
