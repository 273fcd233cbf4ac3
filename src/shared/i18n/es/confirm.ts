export const confirm = {
  trustToHaveNamedThe: '¿Confiar en que {{operator}} ha nombrado los contratos verdaderos de {{name}}?',
  allMoneyThatYouPay:
    'Todo el dinero que ingresas en esta red está en ellos. Cadena {{id}}, token {{token}}, TokenNetwork {{tokenNetwork}}.',
  trustThem: 'Confiar en ellos',
  joinRunBy: '¿Unirse a {{name}}, operada por {{operator}}?',
  musicIsPaidInOn:
    'La música se paga en {{symbol}} sobre {{chainName}}. El hub cobra como máximo {{maximumFee}} {{symbol}} por pago, y ve a quién pagas.',
  byTitleArtistname: '{{title}} de {{artistName}}',
  payFor: '¿Pagar {{amount}} por {{name}}?',
  payForWorks_one: '¿Pagar {{amount}} por {{count, number}} obra?',
  payForWorks_many: '¿Pagar {{amount}} por {{count, number}} de obras?',
  payForWorks_other: '¿Pagar {{amount}} por {{count, number}} obras?',
  anArtistWhoIsNot: 'un artista que aquí no se conoce',
  itGoesTo: 'Va a {{artist}}.',
  theHubOfMayTake: 'El hub de {{operator}} puede cobrar hasta {{maximumFee}} más.',
  youAreAskedBecauseIt:
    'Se te pregunta porque supera lo que dejas pagar a Busker en un día sin preguntar: mira los Ajustes.',
  reserve: '¿Reservar {{name}} y pagar como mucho {{amount}}?',
  paidOnceItIsOnSale:
    'Ahora no se paga nada. Se compra solo en cuanto esté a la venta, por eso como mucho; hasta entonces puedes retirarlo.',
  reserveIt: 'Reservarlo',
  pay: 'Pagar',
  putIntoYourChannelWith: '¿Ingresar {{amount}} en tu canal con el hub de {{operator}}?',
  itStaysYoursToPay:
    'Sigue siendo tuyo, para pagar. Sacarlo de nuevo lleva un rato y una comisión de la cadena.',
  putItIn: 'Ingresarlo',
  sendTo: '¿Enviar {{amount}} a {{to}}?',
  itArrivesWithinSecondsAnd: 'Llega en segundos y no se puede recuperar.',
  sendOutOfYourAccount: '¿Enviar {{amount}} desde tu cuenta a {{to}}?',
  compareTheAddressWithWhat:
    'Compara la dirección con la que te dieron, hasta el último dígito: no se puede recuperar.',
  theChainsFeeIsUp: 'La comisión de la cadena es de hasta {{maximumFee}} {{coin}}.',
  takeOutOfYourChannel: '¿Sacar {{amount}} de tu canal con el hub de {{operator}}?',
  itGoesToYourOwn:
    'Va a tu propia cuenta en la cadena, por una comisión. Podrás pagar con ello cuando lo vuelvas a ingresar.',
  takeItOut: 'Sacarlo',
  theHubOf: 'el hub de {{operator}}',
  closeYourChannelWith: '¿Cerrar tu canal con {{operator}}?',
  untilYouOpenAnotherYou:
    'Hasta que abras otro no puedes comprar ni vender. Lo tuyo vuelve tras una espera, por una comisión de la cadena.',
  payBack: '¿Devolver {{amount}} por {{name}}?',
  accessEndsToo: 'También termina el acceso. Lo que ya se abrió se puede seguir reproduciendo.',
  accessStays: 'La música se queda allí.',
  payItBack: 'Devolver',
  giveUpThatTheHub: '¿Renunciar a {{debt}} que el hub de {{operator}} te debe por {{name}}?',
  itCantBeAskedFor: 'No se puede volver a pedir. Quien compró conserva lo que pagó.',
  giveItUp: 'Renunciar',
  giveUpAndSettleThe: '¿Renunciar a {{lost}} y liquidar el canal con {{partner}}?',
  theOtherSideHasSigned:
    'La otra parte ha firmado que se te debe. Una vez liquidado el canal, nadie puede recuperarlo.',
  haveATowerAtWatch: '¿Que una torre en {{address}} vigile tus canales?',
  itLearnsWithWhomYou:
    'Sabe con quién tienes canales y con qué frecuencia se paga algo. No tiene poder sobre el dinero.',
  haveItWatch: 'Que vigile',
  readTheChainFrom: '¿Leer la cadena de {{urls}}?',
  buskerBelievesWhatIsSaid:
    'Busker cree lo que allí se dice de tus canales. Nombra solo direcciones en las que confíes.',
  readItThere: 'Leer allí',
  letBuskerPayUpTo:
    '¿Dejar que Busker pague hasta {{limit}} {{symbol}} al día por música sin preguntar aquí?',
  asMuchMayGoInto:
    'Otro tanto puede ir a tu canal con el hub. Lo que lo supere, y todo otro dinero, se pregunta como antes.',
  letIt: 'Permitir',
  payAsGift: '¿Pagar {{amount}} por {{name}}, como regalo?',
  asAGiftTo: '{{line}}, como regalo a {{account}}',
  putThisTrialAside: '¿Apartar esta prueba y empezar de nuevo?',
  whatYouBoughtWithPlayMoney:
    'Lo que compraste y publicaste con dinero de juego se queda atrás con sus claves. No hay dinero real de por medio.',
  beginAnew: 'Empezar de nuevo',
  letAPhoneListen: '¿Dejar que un teléfono de esta red reproduzca lo que tienes?',
  whoeverHasTheCode:
    'Busker escucha entonces en {{address}}, por TLS, hasta que lo apagues, bloquees Busker o lo cierres, doce horas como mucho. Quien tenga el código que se muestra oye lo que tienes, y no puede comprar ni pagar.',
  switchItOn: 'Encender',
  theInternetMayReachIt:
    '{{address}} no es una dirección privada: puede alcanzarla todo internet. Sin el código recibe una página vacía.',
  sellFromTheServer: '¿Que tu servidor venda en lugar de este equipo?',
  theServerHoldsTheMoney:
    'El servidor firma entonces en tu nombre y guarda el dinero de tus ventas. Hasta que recuperes la venta, este equipo no hace pagos ni publica nada, y las listas o los favoritos que cambies aquí se apartan entonces.',
  theConnectionIsMadeAnew:
    'La conexión con el hub se cierra y se hace de nuevo allí: eso cuesta dos transacciones y la espera de la red. Lo que hay en ella vuelve a tu cuenta.',
  sellThere: 'Vender allí',
  goOnHereInPlace: '¿Seguir aquí y parar en el otro equipo?',
  theOtherIsAskedTo:
    'Se pide al otro equipo que pare, y este sigue con la copia más reciente que guarda el hub. Tu conexión con el hub se cierra y se abre de nuevo: hasta que el dinero que hay en ella vuelva a tu cuenta, no puedes comprar ni vender.',
  whatItDidAfterIts:
    'Si el otro equipo no responde, lo que hizo después de su última copia queda solo allí. Apágalo para siempre o deja que responda antes.',
  haveAKeeperAt: '¿Que el guardián en {{address}} tenga partes de lo que vendes?',
  aKeeperLearns:
    'Sabe qué obra abre alguien y puede negarse a ayudar. De la música no oye nada. Añade solo a quien conozcas.',
  addTheKeeper: 'Añadir el guardián',
  requireKeepers:
    '¿Dar desde ahora a cada venta {{shares}} guardianes, de los que se necesitan {{threshold}} para entrar?',
  removeTheKeeper: '¿Quitar el guardián de {{operator}}?',
  tooFewAreLeft:
    'Quedan entonces menos de los {{shares}} guardianes que necesita cada venta: hasta que haya más, nadie puede entrar.',
  removeIt: 'Quitarlo',
  openBonus: '¿Abrir {{name}} con otro programa?',
  openBonusDetail:
    'Lo hizo el artista. Busker ha comprobado de qué tipo es, no lo que contiene. La copia que se abre desaparece cuando Busker se bloquea o se cierra.',
} as const
