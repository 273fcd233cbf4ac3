import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, locate, mainPage, vaultPage } from './appScheme.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'busker-scheme-'))
  writeFileSync(join(folder, 'index.html'), '<p>hello')
  writeFileSync(join(folder, 'secret.pem'), 'key')
})
afterAll(() => rmSync(folder, { recursive: true }))

const get = (path: string, method = 'GET') => answer(folder, mainPage, { method, url: `app://busker${path}` })

describe('app://busker', () => {
  it('serves the page under a policy that allows our own scripts alone', async () => {
    const response = await get('/')
    expect(await response.text()).toBe('<p>hello')
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self';/)
  })

  it.each(['/missing.js', '/missing/', '/secret.pem', '/index.html/x.js', '/%', '/%00.html'])(
    'has nothing at %s',
    async (path) => expect((await get(path)).status).toBe(404),
  )

  it('answers nothing but GET', async () => expect((await get('/', 'POST')).status).toBe(405))

  it('reaches sound and pictures of the node, and no network', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("connect-src 'self' track://busker;")
    expect(policy).not.toMatch(/https?:|wss?:|\*|unsafe/)
  })

  it('is no other host', () => expect(locate(folder, mainPage, 'app://other/index.html')).toBeUndefined())

  it('names no file outside its folder, whatever the address', () => {
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
        const path = locate(folder, mainPage, `app://busker/${parts.join('')}`)
        expect(path === undefined || path.startsWith(folder + sep)).toBe(true)
      }),
    )
  })
})

describe('app://vault', () => {
  it('reaches nothing at all', () => {
    expect(vaultPage.policy).toContain("default-src 'none'")
    expect(vaultPage.policy).not.toMatch(/connect-src|media-src|track:|blob:|data:|unsafe/)
  })

  it('serves its own page, at its own host alone', () => {
    expect(locate(folder, vaultPage, 'app://vault/')).toBe(join(folder, 'vault', 'index.html'))
    expect(locate(folder, vaultPage, 'app://busker/')).toBeUndefined()
  })
})
