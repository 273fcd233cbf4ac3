export const reservations = {
  coming: 'Demnächst',
  comingBy: 'Demnächst von {{name}}',
  comingTrack: 'Kommendes Stück',
  comingRelease: 'Kommende Veröffentlichung',
  comesOutOn: 'Erscheint am {{day}}',
  reserved: 'Vorbestellt',
  forAtMost: 'für höchstens {{price}}; wird von selbst gekauft, sobald es erscheint',
  atMost: 'höchstens {{price}}',
  youAnnounceThis: 'Du kündigst das an. Wer es vorbestellt hat, sagt dir niemand.',
  inTheStudio: 'Im Studio ändern',
  nothingIsPaidNow: 'Jetzt wird nichts bezahlt.',
  terms:
    'Jetzt wird nichts bezahlt. Sobald es erscheint, wird es von selbst gekauft, für höchstens {{price}} und höchstens {{fee}} für den Hub.',
  termsOrMore:
    'Jetzt wird nichts bezahlt. Sobald es erscheint, wird es von selbst für den kleinsten Preis gekauft, höchstens {{price}}, und höchstens {{fee}} für den Hub.',
  reserve: 'Vorbestellen',
  reserveFor: 'Vorbestellen für {{price}}',
  reserving: 'Wird vorbestellt…',
  boughtByItself:
    'Busker kauft es von selbst, sobald es im Verkauf ist, während es läuft oder beim nächsten Start. Bis dahin kannst du es zurücknehmen.',
  neverForMore:
    'Es kostet nie mehr, als du jetzt zusagst. Sonst, oder wenn es etwas anderes ist oder dein Guthaben nicht reicht, wirst du gefragt.',
  notHeardBefore: 'Sein Künstler hat es fertig; niemand kann es vorher hören oder öffnen.',
  nobodyIsTold: 'Niemand erfährt, dass du es vorbestellt hast.',
  buyFor: 'Kaufen für {{price}}',
  reserveAgain: 'Noch einmal ansehen',
  isOut: 'Es ist erschienen und wird gekauft.',
  isLate: 'Sollte am {{day}} erscheinen. Es wird gekauft, sobald es im Verkauf ist.',
  movedTo: 'Erscheint am {{day}}, nicht mehr am {{before}}',
  showReserved: 'Vorbestelltes zeigen',
} as const
