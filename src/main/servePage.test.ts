import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { respond, resolveFile, mainPage, vaultPage } from './servePage.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'busker-scheme-'))
  writeFileSync(join(folder, 'index.html'), '<p>hello')
  writeFileSync(join(folder, 'secret.pem'), 'key')
})
afterAll(() => rmSync(folder, { recursive: true }))

const get = (path: string, method = 'GET') =>
  respond(folder, mainPage, { method, url: `app://busker${path}` })

describe('app://busker', () => {
  test('serves the page under a policy that allows our own scripts alone', async () => {
    const { headers, data } = await get('/')
    expect(String(data)).toBe('<p>hello')
    expect(headers['content-type']).toContain('text/html')
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self';/)
  })

  test.each(['/missing.js', '/missing/', '/secret.pem', '/index.html/x.js', '/%', '/%00.html'])(
    'has nothing at %s',
    async (path) => expect((await get(path)).statusCode).toBe(404),
  )

  test('answers nothing but GET', async () => expect((await get('/', 'POST')).statusCode).toBe(405))

  test('reaches sound and pictures of the node, and no network', async () => {
    const policy = (await get('/')).headers['content-security-policy'] ?? ''
    expect(policy).toContain("connect-src 'self' track://busker;")
    expect(policy).not.toMatch(/https?:|wss?:|\*|unsafe/)
  })

  test('is no other host', () =>
    expect(resolveFile(folder, mainPage, 'app://other/index.html')).toBeUndefined())

  test('names no file outside its folder, whatever the address', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2E%2e',
      '%2f',
      '%5c',
      '\\',
      '/',
      '//',
      'a',
      'index.html',
      '%252e',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const path = resolveFile(folder, mainPage, `app://busker/${parts.join('')}`)
        expect(path === undefined || path.startsWith(folder + sep)).toBe(true)
      }),
    )
  })
})

describe('app://vault', () => {
  test('reaches nothing at all', () => {
    expect(vaultPage.policy).toContain("default-src 'none'")
    expect(vaultPage.policy).not.toMatch(/connect-src|media-src|track:|blob:|data:|unsafe/)
  })

  test('serves its own page, at its own host alone', () => {
    expect(resolveFile(folder, vaultPage, 'app://vault/')).toBe(join(folder, 'vault', 'index.html'))
    expect(resolveFile(folder, vaultPage, 'app://busker/')).toBeUndefined()
  })
})
