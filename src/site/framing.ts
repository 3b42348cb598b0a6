/**
 * Who may show a page in a frame, as headers say it: nobody; or a hotel's own site, for its widget,
 * and this site, for trying it out. `X-Frame-Options` knows no list, so the widget goes without it:
 * every browser that we support obeys `frame-ancestors` first (CSP Level 2).
 */
export interface Framing {
  /** For the `content-security-policy` header. */
  ancestors: string;
  /** For the `x-frame-options` header, if it is to be sent. */
  frameOptions?: "DENY";
}

/** @param hotelOrigin the origin of the site that embeds the widget; absent for all other pages */
export function framing(hotelOrigin?: string): Framing {
  if (hotelOrigin === undefined)
    return { ancestors: "frame-ancestors 'none'", frameOptions: "DENY" };
  // The origin alone, whatever was configured: a path would make browsers match differently.
  return { ancestors: `frame-ancestors 'self' ${new URL(hotelOrigin).origin}` };
}
