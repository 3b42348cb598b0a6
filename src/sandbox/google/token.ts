import { decodeJwt, errors, importSPKI, type JWTPayload, jwtVerify } from "jose";
import { underFaults } from "../faults.ts";
import { randomId } from "../random-id.ts";
import { readForm } from "../read-form.ts";
import type { World } from "../world.ts";
import { googleError } from "./errors.ts";
import { SANDBOX_PUBLIC_KEY, SANDBOX_SERVICE_ACCOUNT_EMAIL } from "./service-account.ts";

/** Google says 3599, so that a token used in its last second is still good. */
const EXPIRES_IN_SECONDS = 3599;
const ASSERTION_SECONDS_MAX = 3600;
const CLOCK_SKEW_SECONDS = 300;
const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const REAL_TOKEN_URL = "https://oauth2.googleapis.com/token";

const READ_SCOPES = [
  "https://www.googleapis.com/auth/calendar",
  "https://www.googleapis.com/auth/calendar.events",
  "https://www.googleapis.com/auth/calendar.readonly",
  "https://www.googleapis.com/auth/calendar.events.readonly",
];
const WRITE_SCOPES = READ_SCOPES.slice(0, 2);

interface IssuedToken {
  token: string;
  scopes: string[];
  expiresAt: number;
}

const tokens = (world: World) => world.documents.collection<IssuedToken>("google.token");

/**
 * The JWT bearer grant.
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 */
export async function answerToken(world: World, request: Request): Promise<Response> {
  return underFaults(world, "google", "token.create", {
    perform: () => grantToken(world, request),
    fail: (status = 503) =>
      status === 400
        ? oauthError(400, "invalid_grant", "Invalid grant: account not found")
        : oauthError(status, "internal_failure", "Backend Error"),
  });
}

async function grantToken(world: World, request: Request): Promise<Response> {
  const form = new URLSearchParams(await readForm(request));
  const grantType = form.get("grant_type");
  if (grantType !== GRANT_TYPE) {
    return oauthError(400, "unsupported_grant_type", `Invalid grant_type: ${grantType ?? ""}`);
  }
  const assertion = form.get("assertion");
  if (assertion === null || assertion === "") {
    return oauthError(400, "invalid_request", "Required parameter is missing: assertion");
  }
  const claims = await readAssertion(world, assertion);
  if (typeof claims === "string") return oauthError(400, "invalid_grant", claims);
  const wrong = wrongClaims(world, claims, request.url);
  if (wrong !== undefined) return oauthError(400, "invalid_grant", wrong);
  if (claims.sub !== undefined && claims.sub !== claims.iss) {
    return oauthError(
      401,
      "unauthorized_client",
      "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.",
    );
  }
  const scopes = String(claims.scope ?? "")
    .split(" ")
    .filter((scope) => scope !== "");
  if (scopes.length === 0) {
    return oauthError(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
  }
  const token = randomId(world, "ya29.sandbox_", 40);
  const expiresAt = world.now() + EXPIRES_IN_SECONDS * 1000;
  tokens(world).put(token, { token, scopes, expiresAt });
  return Response.json({
    access_token: token,
    expires_in: EXPIRES_IN_SECONDS,
    token_type: "Bearer",
  });
}

/** The verified claims, or a sentence that says what is wrong. */
async function readAssertion(world: World, assertion: string): Promise<JWTPayload | string> {
  const key = await importSPKI(SANDBOX_PUBLIC_KEY, "RS256");
  try {
    if (decodeJwt(assertion).iss !== SANDBOX_SERVICE_ACCOUNT_EMAIL) {
      return "Invalid grant: account not found";
    }
    const { payload } = await jwtVerify(assertion, key, {
      algorithms: ["RS256"],
      currentDate: new Date(world.now()),
      clockTolerance: CLOCK_SKEW_SECONDS,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) {
      return "Invalid JWT Signature.";
    }
    if (error instanceof errors.JWTExpired) return WRONG_TIMES;
    return "Invalid JWT: malformed assertion.";
  }
}

const WRONG_TIMES =
  "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.";

function wrongClaims(world: World, claims: JWTPayload, calledUrl: string): string | undefined {
  const called = new URL(calledUrl);
  const audiences = [
    REAL_TOKEN_URL,
    `${world.settings.publicBase}/sandbox/google/token`,
    called.origin + called.pathname,
  ];
  if (typeof claims.aud !== "string" || !audiences.includes(claims.aud)) {
    return `Invalid JWT: Failed audience check. The right audience is ${REAL_TOKEN_URL}`;
  }
  const now = world.now() / 1000;
  const { iat, exp } = claims;
  if (iat === undefined || exp === undefined) return WRONG_TIMES;
  if (exp - iat > ASSERTION_SECONDS_MAX || iat > now + CLOCK_SKEW_SECONDS) return WRONG_TIMES;
  return undefined;
}

/** Undefined when the bearer token may make the call; Google's refusal otherwise. */
export function refuseToken(
  world: World,
  authorization: string | null,
  use: "read" | "write",
): Response | undefined {
  const token = tokens(world).get((authorization ?? "").replace(/^Bearer /i, ""));
  if (token === undefined || token.expiresAt <= world.now()) {
    return googleError(401, "authError", "Invalid Credentials", {
      location: "Authorization",
      locationType: "header",
    });
  }
  const allowed = use === "read" ? READ_SCOPES : WRITE_SCOPES;
  if (token.scopes.some((scope) => allowed.includes(scope))) return undefined;
  return googleError(
    403,
    "insufficientPermissions",
    "Request had insufficient authentication scopes.",
  );
}

function oauthError(status: number, error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status });
}
