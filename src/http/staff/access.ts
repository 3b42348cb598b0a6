import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import type { Context } from "../context.ts";

const keys = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

/**
 * Who of the staff is asking, by Cloudflare Access (Access: Validate JWTs): RS256, issued by the
 * team, for this application. `undefined` for anybody else, and for everybody while Access is not
 * configured: the staff API is closed then.
 */
export async function staffMember(request: Request, { settings }: Context) {
  const { ACCESS_TEAM_DOMAIN: team, ACCESS_AUDIENCE: audience } = settings;
  const token = request.headers.get("cf-access-jwt-assertion");
  if (team === "" || audience === "" || token === null) return undefined;
  try {
    const { payload } = await jwtVerify(token, keysOf(team), {
      issuer: team,
      audience,
      algorithms: ["RS256"],
    });
    return typeof payload.email === "string" ? payload.email : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function keysOf(team: string) {
  const known = keys.get(team);
  if (known !== undefined) return known;
  const fresh = createRemoteJWKSet(new URL(`${team}/cdn-cgi/access/certs`));
  keys.set(team, fresh);
  return fresh;
}
