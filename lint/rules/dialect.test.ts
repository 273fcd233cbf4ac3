import { expect, test } from 'vitest'
import { lintPlanted } from '../testing/lintPlanted.ts'

/** The lines of a planted file that a rule refuses. */
async function refused(code: string, file: string, lines: readonly string[]): Promise<string[]> {
  const findings = await lintPlanted({ [file]: lines.join('\n') })
  const numbers = new Set(findings.filter((each) => each.code === code).map(({ line }) => line))
  return lines.filter((_, index) => numbers.has(index + 1))
}

test('members are private by # alone', async () => {
  const words = [
    '  private a = 1',
    '  private readonly b = 2',
    '  protected c = 3',
    '  private d(): void {}',
    '  public e = 4',
  ]
  const good = [
    'export class A {',
    '  f = 5',
    '  #g = 6',
    '  readonly h = 7',
    '  static i(): void {}',
    '  private constructor() {}',
    '}',
  ]
  const lines = [...good.slice(0, 1), ...words, ...good.slice(1)]
  expect(await refused('busker(hash-private)', 'src/shared/a.ts', lines)).toEqual(words)
})

test('constants are camelCase, codes and types keep their case', async () => {
  const upper = [
    'export const MAX_SIZE = 1',
    'const { PATH } = process.env',
    'const { a: HOME_FOLDER } = b',
    'const [FIRST] = c',
    'class D { static readonly LIMIT = 2 }',
  ]
  const good = [
    "const code = { NOT_FOUND: 'NOT_FOUND' }",
    'class E {}',
    'const Button = () => null',
    'const x2 = code.NOT_FOUND',
    'const T = 1',
  ]
  expect(await refused('busker(camel-case-constants)', 'src/shared/a.ts', [...upper, ...good])).toEqual(upper)
})

test('a test is called test', async () => {
  const lines = [
    "import { describe, it, test } from 'vitest'",
    "describe('a', () => {",
    "  it('b', () => {})",
    "  test('c', () => {})",
    '})',
    "it('d', () => {})",
  ]
  expect(await refused('vitest(consistent-test-it)', 'src/shared/a.test.ts', lines)).toEqual([
    "  it('b', () => {})",
    "it('d', () => {})",
  ])
})
