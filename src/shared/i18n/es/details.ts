export const details = {
  whatPlaysIsToldAbout: 'Aquí se cuenta lo que suena: de dónde es, cómo suena, cuándo lo compraste.',
  thereIsNothingToTell: 'No hay nada que contar de esto',
  loadingTheDetails: 'Cargando los detalles',
  yourPurchase: 'Tu compra',
  yoursSince: 'Tuyo desde {{boughtAt}}',
  forPrice: ', por {{price}}',
  itIsOnThisMachine: 'Está en este equipo y suena sin red.',
  itIsNotOnThis: 'Aún no está en este equipo.',
} as const
