import { BinaryProcess } from '../../src/process/binaryProcess.ts'

/**
 * Where there is no display, starts one that only this process and its children see. It ends with this process, however
 * that ends.
 *
 * @returns stop; it resolves when the display is gone
 * @throws BuskerError PROCESS_NOT_READY or PROCESS_CRASHED, with what Xvfb said
 */
export async function openDisplay(): Promise<() => Promise<void>> {
  if (!lacksDisplay()) return async () => undefined
  const { promise: number, resolve } = Promise.withResolvers<string>()
  const server = new BinaryProcess({
    name: 'Xvfb, the virtual display,',
    command: 'Xvfb',
    args: ['-displayfd', '1', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'],
    onLine: (line) => /^\d+$/.test(line) && resolve(line),
    ready: async () => {
      process.env['DISPLAY'] = `:${await number}`
    },
    readyTimeout: 10_000,
    stopTimeout: 3_000,
    orphanSignal: 'SIGTERM',
  })
  await server.start()
  return async () => {
    delete process.env['DISPLAY']
    await server.stop()
  }
}

/** Whether nothing can be shown on this machine as it is. */
function lacksDisplay(): boolean {
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
}
