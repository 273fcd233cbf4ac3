import type { snapshotErrors } from '../../../errors/snapshotErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const snapshot = {
  SNAPSHOT_DAMAGED: 'هذه النسخة تالفة. استخدم التي قبلها أو نسخة المحور.',
  SNAPSHOT_FOREIGN: 'هذه النسخة لكلمات أخرى. استخدم الكلمات التي صُنعت بها.',
  SNAPSHOT_FROM_FUTURE: 'صنع هذه النسخة Busker أحدث. حدّث Busker.',
  SNAPSHOT_HUB_UNREACHABLE:
    'لا يمكن الوصول إلى المحور الذي يحفظ أحدث نسخة. لم يتغير شيء. حاول لاحقًا أو استخدم نسخة من ملف.',
  SNAPSHOT_NO_FILE: 'ليست هذه نسخة كاملة من Busker. اختر ملفًا آخر.',
  SNAPSHOT_OVERTAKEN: 'أعطى جهاز آخر بهذه الكلمات المحورَ نسخة أحدث. تولَّ الأمر هنا للمتابعة منها.',
  SNAPSHOT_TOO_LARGE: 'النسخة أكبر مما يحفظه المحور. احفظها من حين لآخر في ملف.',
} as const satisfies ErrorSentences<typeof snapshotErrors>
