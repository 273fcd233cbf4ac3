import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppProviders } from '../../App.tsx'
import { createIpcClient } from '../../ipc/ipcClient.ts'
import { createQueryClient } from '../../ipc/queries.ts'
import { createFixtureBridge } from '../../testing/fixtureBridge.ts'
import { createFixturePlayer } from '../../testing/fixturePlayer.ts'
import { useDraft } from './draftStore.ts'
import { useAddFiles } from './useAddFiles.ts'

beforeEach(() => useDraft.getState().clear())
afterEach(cleanup)

test('files without any audio leave the draft as it was, and say why', async () => {
  const bridge = createFixtureBridge({ handlers: { inspect: async () => [] } })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <AppProviders
      client={createIpcClient(bridge)}
      queries={createQueryClient()}
      player={createFixturePlayer()}
    >
      {children}
    </AppProviders>
  )
  const { result } = renderHook(useAddFiles, { wrapper })
  act(() => result.current.choose('files'))
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'MEDIA_NONE' }))
  expect(result.current.inspectedCount).toBeNull()
  expect(useDraft.getState().draft.tracks).toEqual([])
})
