import { expect, test } from 'vitest'
import { layers, ownedNames } from './layers.ts'
import { allowsLayer } from './refusal.ts'

const names = Object.keys(layers)

/** The layers a layer's shipped files may import. */
function importsOf(name: string): string[] {
  return names.filter((other) => layers[name]?.imports.some((each) => allowsLayer(each, other)))
}

test('whatever the table allows is declared in it', () => {
  const unknown = Object.values(layers)
    .flatMap(({ imports, tests }) => [...imports, ...(tests?.imports ?? [])])
    .filter((each) => !names.some((name) => allowsLayer(each.replace(/\/testing$/, ''), name)))
  expect(unknown).toEqual([])
})

test('layers stand above one another: none can be reached from itself', () => {
  let left = names
  for (let size = Infinity; left.length < size;) {
    size = left.length
    left = left.filter((name) => importsOf(name).some((each) => left.includes(each)))
  }
  expect(left).toEqual([])
})

test('what is shipped imports nothing that is there for tests', () => {
  const shipped = Object.entries(layers).filter(([name]) => name.startsWith('src/'))
  const forTests = (each: string) => each.endsWith('/testing') || !/^(src\/|package\.json$)/.test(each)
  expect(shipped.filter(([, { imports }]) => imports.some(forTests)).map(([name]) => name)).toEqual([])
})

test('every layer says why in a sentence', () => {
  const sentences = [...Object.values(layers), ...ownedNames].map(({ why }) => why)
  expect(sentences.filter((why) => !/^\S.{20,}\.$/.test(why))).toEqual([])
})
