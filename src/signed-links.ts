import { errors, jwtVerify, SignJWT } from "jose";
import type { LinkPurpose } from "./domain/session/link-purpose.ts";

export interface LinkClaims {
  /** `LINK_SECRET`: whoever knows it can make links. */
  secret: string;
  purpose: LinkPurpose;
  /** The reservation's id; for `onboard` the supplier's slug. */
  subject: string;
}

export type LinkReading = { ok: true } | { ok: false; reason: "expired" | "invalid" };

/** The only algorithm, for signing and for reading: a token cannot choose another, nor none. */
const ALGORITHM = "HS256";

const keyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/**
 * The token of a link, as a JWT. `expiresAt` is in UTC epoch milliseconds. The same link is always
 * the same text, so that an email can be written again. Never log it: it is a key.
 */
export function signLink(link: LinkClaims & { expiresAt: number }): Promise<string> {
  // JWTs count whole seconds. Up, not down: the object decides by the exact instant anyway, and
  // no guest should be told that a link is over while it is not.
  return new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM })
    .setAudience(link.purpose)
    .setSubject(link.subject)
    .setExpirationTime(Math.ceil(link.expiresAt / 1000))
    .sign(keyOf(link.secret));
}

/**
 * Whether the token is ours, for this purpose and this subject, and still good at `now` (UTC epoch
 * milliseconds). The signature is checked first: only a genuine token is ever called expired.
 */
export async function readLink(
  token: string,
  { secret, purpose, subject, now }: LinkClaims & { now: number },
): Promise<LinkReading> {
  try {
    await jwtVerify(token, keyOf(secret), {
      algorithms: [ALGORITHM],
      audience: purpose,
      subject,
      requiredClaims: ["exp"],
      currentDate: new Date(now),
    });
    return { ok: true };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { ok: false, reason: "expired" };
    if (error instanceof errors.JOSEError) return { ok: false, reason: "invalid" };
    throw error;
  }
}
