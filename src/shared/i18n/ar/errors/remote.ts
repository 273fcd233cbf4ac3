import type { remoteErrors } from '../../../errors/remoteErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const remote = {
  REMOTE_APPS_FULL: 'هذا الخادم مقترن بأكبر عدد ممكن من التطبيقات. افصل أحدها هناك (busker node unpair).',
  REMOTE_BUSY: 'سُئل الخادم مرات كثيرة. اسأل مرة أخرى بعد قليل.',
  REMOTE_CODE_MALFORMED: 'هذا ليس رمز خادم، أو لم يُنسخ كله. لم يقترن شيء.',
  REMOTE_CODE_REFUSED:
    'لا يعرف الخادم هذا الرمز: استُعمل من قبل، أو مضى عليه أكثر من عشر دقائق، أو صُنع رمز آخر. اصنع رمزًا جديدًا هناك (busker node pair).',
  REMOTE_NONE: 'لا خادم مقترنًا بهذا الجهاز. اقرن خادمًا أولًا.',
  REMOTE_NOT_PAIRED: 'لا يعرف الخادم هذا التطبيق، أو لم يعد يعرفه. اقرنه من جديد (busker node pair).',
  REMOTE_OTHER_ACCOUNT: 'ليست لدى الجهاز الآخر الكلمات الأربع والعشرون نفسها. لم يقترن شيء.',
  REMOTE_UNREACHABLE: 'الخادم لا يجيب: ربما هو مطفأ أو لا يصل إلى المحور. ما باعه تجده حين يعود.',
} as const satisfies ErrorSentences<typeof remoteErrors>
