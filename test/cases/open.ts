/**
 * Cases that do not come out yet, each with why. A case that does is to be taken from here: the tests say so.
 */
export const OPEN: Record<string, string> = {
  '22-trailing-minus': 'negative amounts are read, and set aside as refunds as everywhere else',
};
