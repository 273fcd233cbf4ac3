import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { label } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { NodeProcess } from '../nodeProcess.ts'
import { buyWork, downloadWav, requireRefusal, waitUntilListed } from './purchaseChecks.ts'

const work = { label: label.parse(`track/${'a'.repeat(32)}/1`), price: toAmount(150n) }
const maximumFee = toAmount(2n)
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-checks-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A node that answers everything so. */
const nodeAnswering = (answer: () => unknown) =>
  ({ ask: async () => answer() }) as unknown as Pick<NodeProcess, 'ask'>
const refuse = () => {
  throw new BuskerError('PLAYBACK_NOT_OWNED', 'Buy it first.')
}

test('a catalogue is looked at until it has the work, and not for ever', async () => {
  const answers = [[], [{ label: work.label }]]
  await waitUntilListed(
    nodeAnswering(() => answers.shift()),
    work,
    1,
  )
  expect(answers).toEqual([])
  const empty = waitUntilListed(
    nodeAnswering(() => []),
    work,
    1,
  )
  await expect(empty).rejects.toMatchObject({ code: 'DEMO_NOT_FOUND' })
})

test('only a refusal that leaves no file counts as one', async () => {
  await requireRefusal(nodeAnswering(refuse), work, folder)
  await expect(
    requireRefusal(
      nodeAnswering(() => ({})),
      work,
      folder,
    ),
  ).rejects.toMatchObject({ code: 'DEMO_NOT_REFUSED' })
  await writeFile(join(folder, 'bought.wav'), 'sound')
  await expect(requireRefusal(nodeAnswering(refuse), work, folder)).rejects.toMatchObject({
    code: 'PLAYBACK_NOT_OWNED',
  })
})

test('what is downloaded is the file that the node names', async () => {
  const files = [{ file: join(folder, 'Ada', 'Rain.wav') }]
  const node = nodeAnswering(() => ({ files }))
  expect((await downloadWav(node, work, folder)).file).toBe(join(folder, 'Ada', 'Rain.wav'))
})

test.each([
  ['was declined', { state: 'declined', hasAccess: false, paid: null, message: 'Sold out.' }],
  ['is paid and has no access', { state: 'paid', hasAccess: false, paid: 150n, message: null }],
  ['cost another price', { state: 'joined', hasAccess: true, paid: 151n, message: null }],
])('an order that %s is not bought, and what became of the money is said', async (_, order) => {
  const node = nodeAnswering(() => ({ ...order, money: 'This is where the money is.' }))
  await expect(buyWork(node, work, maximumFee)).rejects.toMatchObject({
    code: 'DEMO_NOT_BOUGHT',
    message: expect.stringMatching(new RegExp(`${order.state}.*This is where the money is.`)) as string,
  })
})

test('an order that is paid in full and has access is bought', async () => {
  const order = { state: 'joined', hasAccess: true, paid: 150n, fee: 1n }
  expect(
    await buyWork(
      nodeAnswering(() => order),
      work,
      maximumFee,
    ),
  ).toEqual(order)
})
