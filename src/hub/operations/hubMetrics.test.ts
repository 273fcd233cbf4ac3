import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HubMetrics, isReady } from './hubMetrics.ts'
import type { HubReport } from './hubStatusView.ts'
import { testStatus } from './testing/testStatus.ts'

const monitoring = join(import.meta.dirname, '../../../docs/monitoring')
const reportOf = (status: HubReport['status'], phase: HubReport['phase'] = 'running'): HubReport => ({
  phase,
  pid: 1,
  startedAt: 0,
  status,
})

test('a hub is ready while people can pay through it', () => {
  expect(isReady(reportOf(testStatus({})))).toBe(true)
  expect(isReady(reportOf(testStatus({ raiden: { homeserver: false } })))).toBe(false)
  expect(isReady(reportOf(testStatus({ raiden: { chain: false } })))).toBe(false)
  expect(isReady(reportOf(testStatus({}), 'stopping'))).toBe(false)
  expect(isReady(reportOf(null, 'starting'))).toBe(false)
})

test('what is known is measured, problems by their code, and what is not known is left out', async () => {
  const metrics = new HubMetrics()
  const problems = [{ code: 'HUB_GAS_LOW' as const, message: 'Send gas.' }]
  const well = await metrics.describe(reportOf({ ...testStatus({}), problems }))
  expect(well).toContain('\nbusker_hub_ready 1\n')
  expect(well).toContain('\nbusker_hub_locked 100\n')
  expect(well).toContain('\nbusker_hub_problem{code="HUB_GAS_LOW"} 1\n')
  const down = { ...testStatus({}), raiden: { state: 'waiting', error: null }, money: null }
  const later = await metrics.describe(reportOf(down))
  expect(later).toContain('\nbusker_hub_raiden_up 0\n')
  expect(later).not.toMatch(/^busker_hub_(?:locked|gas_wei|problem)/m)
})

test('alert rules and dashboard ask for metrics that there are', async () => {
  const text = await new HubMetrics().describe(reportOf(testStatus({})))
  const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name))
  for (const file of ['busker-hub-alerts.yml', 'busker-hub-dashboard.json']) {
    const asked = (await readFile(join(monitoring, file), 'utf8')).match(/busker_[a-z0-9_]+/g) ?? []
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.filter((name) => !known.has(name))).toEqual([])
  }
})
