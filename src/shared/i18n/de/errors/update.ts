import type { updateErrors } from '../../../errors/updateErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const update = {
  UPDATE_FORGED:
    'Das neuere Busker ist nicht von dem unterschrieben, der es herausgibt. Es wurde nicht genommen.',
  UPDATE_NOT_PLACED: 'Das neuere Busker konnte nicht neben dieses geschrieben werden.',
  UPDATE_UNREACHABLE: 'Das neuere Busker konnte nicht geladen werden. Es wird wieder versucht.',
} as const satisfies ErrorSentences<typeof updateErrors>
