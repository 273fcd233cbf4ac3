import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('the log goes to standard error, and no key is in it', () => {
  const program = `
    import { createHubLog } from ${JSON.stringify(new URL('./hubLog.ts', import.meta.url).href)}
    const keys = { privateKey: '0xdead', peerSeed: 'beef' }
    createHubLog().info({ options: { keys }, raiden: keys, hub: { options: keys }, seed: 'beef' }, 'started')
  `
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  })
  expect(stdout).toBe('')
  expect(stderr).toContain('"msg":"started"')
  expect(stderr).not.toMatch(/dead|beef/)
})
