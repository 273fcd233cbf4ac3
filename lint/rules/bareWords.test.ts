import { expect, test } from 'vitest'
import { lintPlanted } from '../testing/lintPlanted.ts'

/** The lines of a planted file that are refused as bare words. */
async function refused(file: string, lines: readonly string[]): Promise<string[]> {
  const findings = await lintPlanted({ [file]: lines.join('\n') })
  const numbers = new Set(
    findings.filter(({ code }) => code === 'busker(bare-words)').map(({ line }) => line),
  )
  return lines.filter((_, index) => numbers.has(index + 1))
}

test('words that stand bare in a page are refused', async () => {
  const bare = [
    'const a = <p>Nothing here</p>',
    'const b = <p>{isOpen ? "Shut it" : null}</p>',
    'const c = <button aria-label="Close" />',
    'const d = <input placeholder={`Find ${what}`} />',
    'const e = { label: "Play next" }',
    'const f = <Page title={x ?? "Sales"} />',
    'const g = <Field name={`${what} of all`} />',
  ]
  const good = [
    'const h = <p className="flex">{t2}</p>',
    'const i = <b>·</b>',
    'const j = { label: "title", id: "Some Id" }',
    'const k = <p>Busker</p>',
    'const l = () => <p>{t("common.play")}</p>',
  ]
  expect(await refused('src/renderer/ui/Planted.tsx', [...bare, ...good])).toEqual(bare)
})

test('a message that is asked for while a module loads is refused', async () => {
  const lines = ["const a = t('common.play')", "const b = () => t('common.play')"]
  expect(await refused('src/main/app/planted.ts', lines)).toEqual(lines.slice(0, 1))
})

test('words in tests, in fixtures and outside of the app are nobody’s to read', async () => {
  const lines = ['const a = { label: "Play next" }']
  for (const file of [
    'src/renderer/ui/planted.test.tsx',
    'src/renderer/testing/planted.ts',
    'src/cli/planted.ts',
  ])
    expect(await refused(file, lines)).toEqual([])
})
