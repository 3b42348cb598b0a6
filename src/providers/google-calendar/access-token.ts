import { importPKCS8, SignJWT } from "jose";
import type { Outcome } from "../outcome.ts";
import { callJson } from "./call-json.ts";

export interface ServiceAccount {
  client_email: string;
  private_key: string;
}

export interface TokenSettings {
  account: ServiceAccount;
  /** `https://oauth2.googleapis.com/token`, or where the sandbox stands in for it. */
  tokenUrl: string;
  fetch: typeof fetch;
  now: () => number;
}

export interface AccessTokens {
  get: () => Promise<Outcome<string>>;
  /** After a refusal: the next `get` asks for a new one. */
  forget: () => void;
}

const SCOPE = "https://www.googleapis.com/auth/calendar";
const GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/** Google's longest life of an assertion. */
const ASSERTION_SECONDS = 3600;
/** A token is renewed this much before its end, so that none expires on its way. */
const RENEW_BEFORE_MS = 60_000;

/**
 * A source of access tokens for the service account (Google: OAuth 2.0 for server to server; an
 * RS256 assertion for a token of about an hour). One request at a time; the token is kept.
 */
export function accessTokens(settings: TokenSettings): AccessTokens {
  let held: { token: string; until: number } | undefined;
  let underway: Promise<Outcome<string>> | undefined;

  const request = async (): Promise<Outcome<string>> => {
    const signed = await assertion(settings).catch((error: unknown) => ({
      failure: String(error),
    }));
    if (typeof signed !== "string") {
      return { kind: "permanent", reason: `the key cannot sign: ${signed.failure}` };
    }
    const body = new URLSearchParams({ grant_type: GRANT, assertion: signed });
    const answer = await callJson<{ access_token: string; expires_in: number }>(settings.fetch, {
      url: settings.tokenUrl,
      method: "POST",
      body,
    });
    if (answer.kind !== "ok") return answer;
    const { access_token: token, expires_in: seconds } = answer.value;
    held = { token, until: settings.now() + seconds * 1000 - RENEW_BEFORE_MS };
    return { kind: "ok", value: token };
  };

  return {
    async get() {
      if (held !== undefined && held.until > settings.now()) {
        return { kind: "ok", value: held.token };
      }
      underway ??= request().finally(() => {
        underway = undefined;
      });
      return underway;
    },
    forget() {
      held = undefined;
    },
  };
}

async function assertion({ account, tokenUrl, now }: TokenSettings): Promise<string> {
  const issuedAt = Math.floor(now() / 1000);
  return new SignJWT({ scope: SCOPE })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setIssuer(account.client_email)
    .setAudience(tokenUrl)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ASSERTION_SECONDS)
    .sign(await importPKCS8(account.private_key, "RS256"));
}
