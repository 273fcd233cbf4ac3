import type { ErrorData } from '../../../shared/errors.ts'
import type { IpcMethod } from '../../../shared/ipc.ts'
import { offline } from '../fixtures/app.ts'
import { longNames } from '../fixtures/longNames.ts'
import type { Picture } from '../pictures.ts'
import { emptyWorld } from '../world.ts'

const away: ErrorData = {
  code: 'NODE_DATABASE_BUSY',
  message: 'The database on this machine did not answer within ten seconds. Wait a moment, then try again.',
}

/** A page in its five states. @param asked the methods whose answers the page is made of */
export function statesOf(screen: string, path: string, asked: readonly IpcMethod[]): Picture[] {
  return [
    { id: `${screen}.full`, path },
    { id: `${screen}.empty`, path, world: emptyWorld },
    { id: `${screen}.loading`, path, hanging: asked },
    { id: `${screen}.error`, path, errors: Object.fromEntries(asked.map((method) => [method, away])) },
    { id: `${screen}.offline`, path, world: { status: offline } },
    { id: `${screen}.long`, path, world: longNames },
  ]
}
