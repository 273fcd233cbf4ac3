import { readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { layers } from './layers.ts'
import { forTests } from './packages.ts'
import { type Finding, lintPlanted } from './testing/lintPlanted.ts'

const names = Object.keys(layers)
const isFile = (name: string) => /\.\w+$/.test(name)
const folders = names.filter((name) => !isFile(name))
const manifest = JSON.parse(
  await readFile(join(import.meta.dirname, '..', 'package.json'), 'utf8'),
) as Record<'dependencies' | 'devDependencies', Record<string, string>>
const packages = [
  ...Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }),
  ...builtinModules.filter((name) => !/^_|\//.test(name)).map((name) => `node:${name.replace(/^node:/, '')}`),
]
const targets = [...names, ...folders.map((name) => `${name}/testing`)]

/** Each target on a line of its own. */
function importsOfAll(file: string): string {
  const paths = targets.map((name) =>
    posix.relative(posix.dirname(file), isFile(name) ? name : `${name}/planted.ts`),
  )
  return [...paths.map((path) => (path.startsWith('.') ? path : `./${path}`)), ...packages]
    .map((specifier) => `import '${specifier}'\n`)
    .join('')
}

function matches(patterns: readonly string[], name: string): boolean {
  return patterns.some((each) => each === name || (each.endsWith('*') && name.startsWith(each.slice(0, -1))))
}

function allowed(name: string, isTest: boolean): string[] {
  const { imports, packages: own, tests } = layers[name] ?? { imports: [], packages: [] }
  const layersAllowed = [...imports, ...(isTest ? (tests?.imports ?? []) : [])]
  const packagesAllowed = [...own, ...(isTest ? [...forTests, ...(tests?.packages ?? [])] : [])]
  return [
    ...targets.filter((target) => {
      if (target === name || (isTest && target === `${name}/testing`)) return true
      const patterns = target.endsWith('/testing')
        ? layersAllowed.filter((each) => !each.endsWith('*'))
        : layersAllowed
      return matches(patterns, target)
    }),
    ...packages.filter((each) => matches(packagesAllowed, each)),
  ]
}

const places = folders.flatMap((name) => [
  { name, file: `${name}/planted.ts`, isTest: false },
  { name, file: `${name}/planted.test.ts`, isTest: true },
  { name, file: `${name}/testing/planted.ts`, isTest: true },
])

let findings: Finding[]

beforeAll(async () => {
  const planted = await lintPlanted(Object.fromEntries(places.map(({ file }) => [file, importsOfAll(file)])))
  findings = planted.filter(({ code }) => code === 'busker(layers)')
  // Half a minute is too short for all of it on a machine that is busy.
}, 120_000)

describe('every import planted in every layer', () => {
  test.each(places)('$file may import what the table says, and nothing else', ({ name, file, isTest }) => {
    const refused = new Set(findings.filter((each) => each.file === file).map(({ line }) => line))
    const accepted = [...targets, ...packages].filter((_, index) => !refused.has(index + 1))
    expect(accepted.toSorted()).toEqual(allowed(name, isTest).toSorted())
  })

  test('a refusal says why, and where the table is', () => {
    const [why] = findings.filter(({ file }) => file === 'src/ipfs/planted.ts').map(({ message }) => message)
    expect(why).toContain(layers['src/ipfs']?.why)
    expect(why).toContain('lint/layers.ts')
  })
})
