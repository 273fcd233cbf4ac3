import type { networkErrors } from '../../../errors/networkErrors.ts'
import type { ErrorSentences } from '../../errorSentences.ts'

export const network = {
  IPFS_ADDRESS_INVALID: 'ليس هذا عنوان نظير. صححه.',
  IPFS_BLOCK_NOT_FOUND: 'لا أحد ممن يمكن الوصول إليهم لديه هذا الجزء. ربما الفنان غير متصل؛ حاول لاحقًا.',
  IPFS_BLOCK_TOO_LARGE: 'هذه الكتلة كبيرة جدًا ولن يجلبها أحد.',
  IPFS_CID_UNSUPPORTED: 'تُسمى هذه الكتلة ببصمة لا يستخدمها Busker. لا تُجلب.',
  IPFS_FOLDER_IN_USE: 'يستخدم Busker آخر هذا المجلد. أغلقه أولًا.',
  IPFS_LISTEN_FAILED: 'لا يستطيع Busker الاستماع حيث يجب: ربما يستخدم برنامج آخر المنفذ.',
  IPFS_PEER_TIMEOUT: 'لم يجب الطرف الآخر في الوقت المناسب. حاول لاحقًا.',
  IPFS_PEER_UNREACHABLE: 'لا يمكن الوصول إلى الطرف الآخر. حاول عندما يكون متصلًا.',
  INVITATION_EXPIRED: 'انتهت صلاحية هذه الدعوة. لم تنضم إلى شيء. اطلب دعوة جديدة.',
  INVITATION_FORGED: 'يقود المحور إلى شبكة غير شبكة الدعوة. لم تنضم إلى شيء. لا تنضم.',
  INVITATION_MALFORMED: 'ليست هذه دعوة، أو ليست كاملة. انسخها كلها أو اطلبها مرة أخرى.',
  PROTOCOL_BUSY: 'طلبات مفتوحة كثيرة جدًا. انتظر بعضها.',
  PROTOCOL_FORGED: 'لم يوقّعه من يذكره. لا تثق به.',
  PROTOCOL_MALFORMED: 'ما وصل ليس بالشكل الصحيح. حاول مرة أخرى، وإلا فحدّث الطرفين.',
  PROTOCOL_NEWER: 'حدّث Busker: هذا من شخص لديه إصدار أحدث.',
  PROTOCOL_PEER_FAILED: 'حدث خطأ لدى الطرف الآخر. حاول لاحقًا.',
  PROTOCOL_TOO_LARGE: 'ما وصل كبير جدًا. لا يُقرأ.',
  PROTOCOL_UNKNOWN: 'أحد الطرفين لا يعرف هذا الطلب. حدّث Busker لدى الاثنين.',
  PROTOCOL_VERSION: 'يتحدث البرنامجان إصدارين مختلفين. حدّث الأقدم.',
  REMOTE_ERROR_UNKNOWN: 'أبلغ الطرف الآخر عن خطأ لا يعرفه Busker هذا. حدّث Busker.',
} as const satisfies ErrorSentences<typeof networkErrors>
