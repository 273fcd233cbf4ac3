export const invitation = {
  anInvitation: 'Una invitación',
  invitesYouToTheirNetwork: '«{{operator}}» te invita a su red.',
  takeTheCredit: 'Tomar el crédito',
  thisInvitationCantBeOpened: 'No se puede abrir esta invitación',
  noMoneyIsInvolvedNothing: 'No hay dinero de por medio: no te uniste a nada.',
  askingTheHubWhatIt: 'Preguntando al hub qué ofrece…',
  askingTheHub: 'Preguntando al hub',
  youHaveNotJoined: 'No te has unido',
  joining: 'Uniéndose…',
  isChosenUnlockToGo: '«{{name}}» está elegida: desbloquea para continuar.',
  youAreOn: 'Estás en «{{name}}».',
  whatThisNetworkIs: 'Qué es esta red',
  toBeginWith: '{{credit}} {{symbol}} para empezar',
  itsOperatorGivesItTo:
    'Su operador lo da a quien primero se una con esta invitación. Gástalo en música; no necesitas nada tuyo.',
  noCreditComesWithIt: 'No trae crédito',
  paidIn: 'Se paga en {{symbol}}',
  onThisMachineAloneNothing: 'Solo en este equipo: nada de ello vale nada.',
  onWhatYouSetAside: 'Sobre {{chainName}}. Lo que apartas para gastar sigue siendo tuyo.',
  theHubTakesNothing: 'El hub no cobra nada',
  theHubTakesAtMost: 'El hub cobra como máximo {{maximumFee}} {{symbol}} por pago',
  runsItItPassesYour:
    '«{{operator}}» lo opera: transmite tus pagos. Ningún pago cuesta nunca más que eso de más.',
  itSeesWhomYouPay: 'Ve a quién pagas',
  howMuchWhenAndThe:
    'Cuánto, cuándo, y la dirección desde la que se conecta tu equipo. No puede oír tu música, leer tus mensajes ni quedarse un pago.',
  youCanLeave: 'Puedes irte',
  whatIsLeftComesBack:
    'Lo que queda vuelve a tu cuenta: al momento con ayuda del hub, si no tras {{describeSpan}}.',
  whoeverRunsAHubGives:
    'Quien opera un hub te da un enlace, una imagen de él, o un archivo pequeño. Ves lo que es antes de unirte.',
  openIt: 'Abrirla',
  theLink: 'El enlace',
  fromAFile: 'De un archivo…',
  creditOfYourInvitation: 'Crédito de tu invitación',
  theCreditOfYourInvitation: 'El crédito de tu invitación no llega.',
  theCreditOfYourInvitationIs: 'El crédito de tu invitación está en camino.',
  ofYourInvitationAreOn: '{{credit}} de tu invitación están en camino.',
  theHubOpensYourConnection:
    'El hub abre tu conexión y lo paga: cerca de un minuto, y no tienes que hacer nada.',
  isChosenWithCredit:
    '«{{name}}» está elegida: desbloquea para continuar. {{credit}} {{symbol}} estarán ahí en un minuto.',
  youAreOnWithCredit: 'Estás en «{{name}}». {{credit}} {{symbol}} estarán ahí en un minuto.',
} as const
