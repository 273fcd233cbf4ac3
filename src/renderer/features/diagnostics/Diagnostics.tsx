import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/api/define.ts'
import { toErrorData } from '../../../shared/errors.ts'
import type { IpcMethods } from '../../../shared/ipc.ts'
import type { IpcClient } from '../../ipc/ipcClient.ts'

type Parts = Output<IpcMethods['diagnostics.parts']>

/** Which versions of the native parts are at work. */
export function Diagnostics({ client }: { readonly client: IpcClient }) {
  const [parts, setParts] = useState<Parts | null>(null)
  const [status, setStatus] = useState('Checking the parts…')

  useEffect(() => {
    const controller = new AbortController()
    const onProgress = (part: string) => setStatus(`Checking ${part}…`)
    client.ask('diagnostics.parts', {}, { signal: controller.signal, onProgress }).then(
      (found) => {
        setParts(found)
        setStatus('All parts work.')
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setStatus(toErrorData(error).message)
      },
    )
    return () => controller.abort()
  }, [client])

  return (
    <section aria-label="Diagnostics">
      <output>{status}</output>
      <dl>
        {Object.entries(parts ?? {}).map(([name, version]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{version}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
