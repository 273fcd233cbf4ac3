import type { rateErrors } from '../../../errors/rateErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const rate = {
  RATE_CONTRADICTED:
    'Die Adressen der Chain widersprechen einander darüber, was der Token wert ist. Beträge stehen nicht in deiner Währung da.',
  RATE_CURRENCY_UNKNOWN:
    'Auf der Chain dieses Netzes sagt niemand, was sein Token in dieser Währung wert ist. Nichts wurde geändert.',
  RATE_STALE:
    'Der Kurs wurde auf der Chain zu lange nicht erneuert. Beträge stehen nicht in deiner Währung da, bis das geschehen ist.',
  RATE_WRONG:
    'Was auf der Chain als Kurs steht, kann keiner sein. Beträge stehen nicht in deiner Währung da. Frag den, der das Netz betreibt.',
} as const satisfies ErrorSentences<typeof rateErrors>
