import { beforeEach, expect, test } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import type { CallContext } from '../../shared/api/define.ts'
import type { Question } from '../guard/confirmations.ts'
import { linkHandlers } from './linkHandlers.ts'

const context: CallContext<never> = { signal: new AbortController().signal, report: () => {} }
let asked: Question[]
let opened: string[]
let answer: boolean

beforeEach(() => {
  asked = []
  opened = []
  answer = true
})

const open = (url: string) =>
  linkHandlers({
    confirmations: {
      async require(question) {
        asked.push(question)
        if (!answer) throw new BuskerError('CONFIRMATION_DECLINED', 'Nothing was done.')
      },
    },
    navigate: (path) => opened.push(`page ${path}`),
    openInBrowser: async (url_) => void opened.push(`browser ${url_}`),
  })['app.openLink']({ url }, context)

test('a link of Busker’s own goes to its page, and nobody is asked', async () => {
  await open('busker://artist/0xabc')
  expect([asked, opened]).toEqual([[], ['page /artist/0xabc']])
})

test('one that leads elsewhere is opened in the browser once a person has seen where to', async () => {
  await open('https://xn--bcher-kva.example/songs')
  expect(asked.map(({ message }) => message)).toEqual(['Open “xn--bcher-kva.example” in your browser?'])
  expect(asked[0]?.detail).toContain('https://xn--bcher-kva.example/songs')
  expect(opened).toEqual(['browser https://xn--bcher-kva.example/songs'])
})

test('nothing is opened without a yes, and no page of Busker’s that a link may not lead to', async () => {
  answer = false
  await expect(open('https://example.org/')).rejects.toMatchObject({ code: 'CONFIRMATION_DECLINED' })
  await open('busker://wallet/withdraw')
  expect(opened).toEqual([])
})
