import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** What has to say or do something about every state, and how often. */
const answers = [
  'src/node/market/purchaseMachine.ts',
  'src/node/market/purchaseOutcome.ts',
  'src/node/market/saleMachine.ts',
  'src/renderer/features/buy/purchaseText.ts',
  'src/renderer/features/buy/purchaseText.ts',
  'src/renderer/features/sales/orderSummary.ts',
  'src/renderer/features/sales/orderSummary.ts',
  'src/renderer/features/wallet/channels.ts',
  'src/renderer/testing/fixtures/orders.ts',
]

const root = resolve(import.meta.dirname, '../..')
let copy: string

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'busker-added-state-'))
  await cp(join(root, 'src'), join(copy, 'src'), { recursive: true })
  await cp(join(root, 'tsconfig.json'), join(copy, 'tsconfig.base.json'))
  await cp(join(root, 'package.json'), join(copy, 'package.json'))
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  await writeFile(
    join(copy, 'tsconfig.json'),
    JSON.stringify({ extends: './tsconfig.base.json', include: [], files: [...new Set(answers)] }),
  )
})
afterAll(() => rm(copy, { recursive: true }))

/** One edit of the copy. */
interface Edit {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Compiles the copy with the edits in it, and takes them back. Returns the file of each error. */
async function errorsAfter(...edits: readonly Edit[]): Promise<string[]> {
  const originals = new Map<string, string>()
  for (const { file, from, to } of edits) {
    const path = join(copy, file)
    const text = await readFile(path, 'utf8')
    if (!originals.has(path)) originals.set(path, text)
    expect(text.split(from)).toHaveLength(2)
    await writeFile(path, text.replace(from, to))
  }
  const output = await compile()
  for (const [path, text] of originals) await writeFile(path, text)
  return [...output.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(([, file]) => file ?? '').toSorted()
}

function compile(): Promise<string> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  return new Promise((done) => {
    execFile(process.execPath, [compiler, '-p', copy], { cwd: copy }, (_error, stdout) => done(stdout))
  })
}

test('a state added to an order or a channel is an error at each place that has to answer, and nowhere else', async () => {
  const file = 'src/shared/orderStates.ts'
  const errors = await errorsAfter(
    {
      file,
      from: 'export const purchaseStates = {',
      to: "export const purchaseStates = {\n  onHold: { isSettled: false, money: 'untouched', outcome: 'open', deadline: 'request', exit: 'ranOut' },",
    },
    {
      file,
      from: 'export const saleStates = {',
      to: "export const saleStates = {\n  refunded: { isSettled: true, money: 'untouched' },",
    },
    {
      file: 'src/shared/channelStates.ts',
      from: 'export const channelStates = [',
      to: "export const channelStates = ['paused', ",
    },
  )
  expect(errors).toEqual(answers)
})

test('a state that is not settled and has no end is an error in the table', async () => {
  const file = 'src/shared/orderStates.ts'
  const from = 'export const saleStates = {'
  const errors = await errorsAfter({
    file,
    from,
    to: `${from}\n  onHold: { isSettled: false, money: 'untouched' },`,
  })
  expect(errors).toContain(file)
})

test('a machine has no state that its table lacks, and no action for a settled one', async () => {
  const [purchases, sales] = ['src/node/market/purchaseMachine.ts', 'src/node/market/saleMachine.ts']
  const errors = await errorsAfter(
    { file: sales, from: 'expired: null,', to: 'expired: null, refunded: null,' },
    { file: purchases, from: 'owned: null', to: "owned: 'open'" },
  )
  expect(errors).toEqual([purchases, sales])
})
