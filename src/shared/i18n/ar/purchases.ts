export const purchases = {
  loadingWhatYouBought: 'جارٍ تحميل ما اشتريته',
  whatYouBoughtCouldNot: 'تعذّرت قراءة ما اشتريته',
  artistsCannotBeReached: 'لا يمكن الوصول إلى الفنانين. الطلبات الجارية محفوظة وتكمل حالما تعود.',
  ordersAndReceipts: 'الطلبات والإيصالات',
  nothingBoughtYet: 'لم تشترِ شيئًا بعد',
  eachPurchaseLeavesAReceipt: 'كل شراء يترك إيصالًا موقّعًا من الفنان. تجدها هنا.',
  saveTheReceiptFor: 'احفظ إيصال {{title}}',
  whatYouBought: 'ما اشتريته',
  theReceiptIsSavedAs: 'حُفظ الإيصال باسم {{file}}.',
  readTheNote: 'اقرأ الرسالة…',
  aNoteFromTheArtist: 'رسالة من الفنان',
} as const
