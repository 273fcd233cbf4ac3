import type { ErrorData } from '../../../shared/errors.ts'
import type { IpcMethod } from '../../../shared/ipc.ts'
import { offline } from '../fixtures/app.ts'
import { longNames } from '../fixtures/longNames.ts'
import type { Screenshot } from './screenshot.ts'
import { emptyFixture } from '../appFixture.ts'

const databaseBusy: ErrorData = {
  code: 'INTERNAL_ERROR',
  message: 'The database on this machine did not answer within ten seconds. Wait a moment, then try again.',
}

/** A page in its five states. @param methods the methods whose answers the page is made of */
export function screenStates(screen: string, path: string, methods: readonly IpcMethod[]): Screenshot[] {
  return [
    { id: `${screen}.full`, path },
    { id: `${screen}.empty`, path, fixture: emptyFixture },
    { id: `${screen}.loading`, path, hanging: methods },
    {
      id: `${screen}.error`,
      path,
      errors: Object.fromEntries(methods.map((method) => [method, databaseBusy])),
    },
    { id: `${screen}.offline`, path, fixture: { status: offline } },
    { id: `${screen}.long`, path, fixture: longNames },
  ]
}
