/** The tabs of the sales page, as they stand in its address. */
export const salesTabs = ['orders', 'periods', 'totals'] as const
