import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useOnboarding } from './features/onboarding/onboardingStore.ts'
import { usePlayerControls } from './playback/usePlayer.ts'
import { createAppRouter } from './router.tsx'

/** What is there once the vault is open: the frame with its pages. */
export function MainApp() {
  const [router] = useState(() => {
    const { startedAs, finish } = useOnboarding.getState()
    if (startedAs !== null) location.hash = firstRoutes[startedAs]
    // A trial begins once there is music; see TrialStart.
    if (startedAs !== 'tried') finish()
    return createAppRouter()
  })
  const player = usePlayerControls()
  // Starts the audio output early; when it fails, pressing play reports the error.
  useEffect(() => void player.start().catch(() => undefined), [player])
  return <RouterProvider router={router} />
}

/** The first page after a vault was made, by how it was made. */
const firstRoutes = { tried: '/', created: '/start', restored: '/library' } as const
