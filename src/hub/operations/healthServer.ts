import { Hono } from 'hono'
import { HttpServer } from '../../http/httpServer.ts'
import { HubMetrics, isReady } from './hubMetrics.ts'
import type { HubReport } from './hubStatusView.ts'

export interface HealthServerOptions {
  readonly port: number
  readonly report: () => Promise<HubReport>
}

/**
 * Health for machines, on 127.0.0.1 alone: `/healthz` answers while the process lives, `/readyz` says whether people can pay
 * through the hub (503 where they can't, and why), `/metrics` is for Prometheus. Nothing can be changed here.
 *
 * `start` throws BuskerError `HUB_PORT_IN_USE`.
 */
export function createHealthServer({ port, report }: HealthServerOptions): HttpServer {
  const metrics = new HubMetrics()
  const app = new Hono()
  app.get('/healthz', (context) => context.json({ alive: true }))
  app.get('/readyz', async (context) => {
    const told = await report()
    const ready = isReady(told)
    const body = { ready, phase: told.phase, problems: told.status?.problems ?? [] }
    return context.json(body, ready ? 200 : 503)
  })
  app.get('/metrics', async (context) => {
    const text = await metrics.describe(await report())
    return context.body(text, 200, { 'content-type': metrics.contentType })
  })
  return new HttpServer({ name: 'The health server', port, app, portInUse: 'HUB_PORT_IN_USE' })
}
