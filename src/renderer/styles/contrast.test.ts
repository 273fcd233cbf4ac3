import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = await readFile(join(import.meta.dirname, 'tokens.css'), 'utf8')

const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
)

type Theme = 'light' | 'dark'

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2, contrast ratio: 1 to 21. */
function contrast(one: string, other: string, theme: Theme): number {
  const [lighter = 0, darker = 0] = [one, other]
    .map((name) => luminance(tokens.get(name)?.[theme] ?? '#808080'))
    .toSorted((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3']
const readable: readonly (readonly [string, readonly string[]])[] = [
  ['text-1', surfaces],
  ['text-2', surfaces],
  ['text-3', surfaces],
  ['accent', [...surfaces, 'accent-soft']],
  ['positive', [...surfaces, 'positive-soft']],
  ['warning', [...surfaces, 'warning-soft']],
  ['danger', [...surfaces, 'danger-soft']],
  ['text-1', ['accent-soft', 'positive-soft', 'warning-soft', 'danger-soft']],
  ['on-accent', ['accent']],
  ['on-danger', ['danger']],
]

describe.each<Theme>(['light', 'dark'])('in the %s theme', (theme) => {
  test.each(readable)('%s can be read (4.5 : 1) on %j', (ink, papers) => {
    for (const paper of papers) expect(contrast(ink, paper, theme)).toBeGreaterThanOrEqual(4.5)
  })

  test('the edges of controls can be seen (3 : 1)', () => {
    for (const paper of ['surface-1', 'surface-2'])
      expect(contrast('line-strong', paper, theme)).toBeGreaterThanOrEqual(3)
  })
})

test('every colour has a light and a dark value', () => {
  expect(tokens.size).toBeGreaterThan(18)
})

test('no class names a colour that is not one of ours: it would draw nothing', async () => {
  const renderer = join(import.meta.dirname, '..')
  const foreign =
    /\b(?:bg|text|border|fill|stroke|outline|from|to|via)-(?:black|white|(?:gray|red|green|blue)-\d+)\b/g
  const found: string[] = []
  for await (const file of glob('**/*.tsx', { cwd: renderer })) {
    const text = await readFile(join(renderer, file), 'utf8')
    found.push(...[...text.matchAll(foreign)].map(([name]) => `${file}: ${name}`))
  }
  expect(found).toEqual([])
})
