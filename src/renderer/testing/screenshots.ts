import { buyScreenshots } from './screenshots/buy.ts'
import { onboardingScreenshots } from './screenshots/onboarding.ts'
import { discoverScreenshots } from './screenshots/discover.ts'
import { listeningScreenshots } from './screenshots/listening.ts'
import { studioScreenshots } from './screenshots/studio.ts'
import { moneyScreenshots } from './screenshots/money.ts'
import { receiptScreenshots } from './screenshots/receipt.ts'
import { reservationScreenshots } from './screenshots/reservations.ts'
import { settingsScreenshots } from './screenshots/settings.ts'
import type { Screenshot } from './screenshots/screenshot.ts'

/** Every screen and every state. */
export const screenshots: readonly Screenshot[] = [
  ...onboardingScreenshots,
  ...discoverScreenshots,
  ...listeningScreenshots,
  ...studioScreenshots,
  ...buyScreenshots,
  ...moneyScreenshots,
  ...receiptScreenshots,
  ...reservationScreenshots,
  ...settingsScreenshots,
]
