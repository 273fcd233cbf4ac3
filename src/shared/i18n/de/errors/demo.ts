import type { demoErrors } from '../../../errors/demoErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const demo = {
  DEMO_BLIND: 'Der Vergleich hält ein anderes Stück für dasselbe: Er beweist nichts.',
  DEMO_NOT_BOUGHT: 'Die Bestellung endete ohne Kauf.',
  DEMO_NOT_FOUND: 'Das Stück kam nicht im Katalog an.',
  DEMO_NOT_REFUSED: 'Das Stück spielte, bevor es bezahlt war. Bitte melde es.',
  DEMO_NOT_SEALED: 'Das Stück spielte bei jemandem, der nicht bezahlt hat. Bitte melde es.',
  DEMO_OTHER_SOUND: 'Was gekauft wurde, klingt anders als das Verkaufte.',
  DEMO_STOPPED: 'Die Vorführung wurde angehalten.',
  DEMO_TOO_SHORT: 'Das Stück ist zu kurz für die Vorführung.',
} as const satisfies ErrorSentences<typeof demoErrors>
