/** Who gets which share of a price: whole percentages that add up to 100. */
export interface SplitShares {
  supplier: number;
  hotel: number;
  platform: number;
}

/** A price divided, in minor units: the three always add up to it. */
export interface Split {
  supplier: number;
  hotel: number;
  platform: number;
}

/**
 * Divides `total` (minor units, not negative). The supplier's and the hotel's shares are rounded
 * down to whole units and what is left stays with the platform, so that nobody is promised a cent
 * that was not paid. Without a hotel its share stays with the platform, too.
 * Throws for what is no amount or no set of shares: neither comes from a guest.
 */
export function splitOf(total: number, shares: SplitShares, hasHotel: boolean): Split {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`no amount: ${total}`);
  const percentages = [shares.supplier, shares.hotel, shares.platform];
  const isWhole = percentages.every((percent) => Number.isSafeInteger(percent) && percent >= 0);
  if (!isWhole || shares.supplier + shares.hotel + shares.platform !== 100) {
    throw new RangeError(`no shares of 100: ${percentages.join(", ")}`);
  }
  const supplier = shareOf(total, shares.supplier);
  const hotel = hasHotel ? shareOf(total, shares.hotel) : 0;
  return { supplier, hotel, platform: total - supplier - hotel };
}

/** In two steps, because `total * percent` may be too large to be exact. */
function shareOf(total: number, percent: number): number {
  const hundreds = Math.floor(total / 100);
  return hundreds * percent + Math.floor(((total % 100) * percent) / 100);
}
