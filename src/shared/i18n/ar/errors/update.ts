import type { updateErrors } from '../../../errors/updateErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const update = {
  UPDATE_FORGED: 'Busker الأحدث غير موقّع من ناشره. لم يُؤخذ.',
  UPDATE_NOT_PLACED: 'تعذرت كتابة Busker الأحدث بجانب هذا.',
  UPDATE_UNREACHABLE: 'تعذر تحميل Busker الأحدث. تُعاد المحاولة.',
} as const satisfies ErrorSentences<typeof updateErrors>
