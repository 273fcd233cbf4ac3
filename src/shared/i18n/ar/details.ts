export const details = {
  whatPlaysIsToldAbout: 'هنا ما يُقال عمّا يُشغَّل: من أين هو، وكيف صوته، ومتى اشتريته.',
  thereIsNothingToTell: 'لا شيء يُقال عن هذا',
  loadingTheDetails: 'جارٍ تحميل التفاصيل',
  yourPurchase: 'شراؤك',
  yoursSince: 'لك منذ {{boughtAt}}',
  forPrice: '، مقابل {{price}}',
  itIsOnThisMachine: 'هو على هذا الجهاز ويعمل بلا شبكة.',
  itIsNotOnThis: 'ليس على هذا الجهاز بعد.',
} as const
