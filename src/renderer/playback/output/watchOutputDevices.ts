/** Where sound can come out. */
export interface OutputDevice {
  /** As Chromium names it to this page; the same after a restart. */
  readonly id: string
  readonly name: string
}

/**
 * Lists the audio output devices, now and whenever one comes or goes; the one that stands for the system's default is left
 * out.
 *
 * @returns stop
 */
export function watchOutputDevices(listener: (devices: readonly OutputDevice[]) => void): () => void {
  const controller = new AbortController()
  const list = async () => {
    const all = await navigator.mediaDevices.enumerateDevices()
    const outputs = all.filter(
      ({ kind, deviceId }) => kind === 'audiooutput' && !['', 'default'].includes(deviceId),
    )
    if (!controller.signal.aborted)
      listener(outputs.map(({ deviceId, label }) => ({ id: deviceId, name: label })))
  }
  void list()
  navigator.mediaDevices.addEventListener('devicechange', () => void list(), { signal: controller.signal })
  return () => controller.abort()
}
