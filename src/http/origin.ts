import type { Context } from "./context.ts";
import { problem } from "./problem.ts";

/** Whether a browser on this origin may call the API. No Origin header: not a browser's doing. */
export function isAllowedOrigin(request: Request, { settings }: Context): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  const own = [new URL(request.url).origin, new URL(settings.PUBLIC_URL).origin];
  return [...own, ...settings.ALLOWED_ORIGINS].includes(origin);
}

/** Playbook 10: the log names the line to add, and the browser sees a readable refusal. */
export function refuseOrigin(request: Request, { settings, log }: Context): Response {
  const origin = (request.headers.get("origin") ?? "").slice(0, 200);
  const all = [...settings.ALLOWED_ORIGINS, origin].join(",");
  log({
    message: "Origin refused",
    level: "warn",
    origin,
    path: new URL(request.url).pathname,
    ...(URL.canParse(origin) && { fix: `in wrangler.toml: ALLOWED_ORIGINS = "${all}"` }),
  });
  return problem("origin-refused", { detail: `${origin} is not an allowed origin.` });
}

/** Lets a browser on an allowed origin read the answer. */
export function withCors(response: Response, request: Request): Response {
  const origin = request.headers.get("origin");
  if (origin === null) return response;
  const headers = new Headers(response.headers);
  headers.set("access-control-allow-origin", origin);
  headers.set("vary", "origin");
  return new Response(response.body, { status: response.status, headers });
}

export function preflight(request: Request, context: Context): Response {
  if (!isAllowedOrigin(request, context)) return refuseOrigin(request, context);
  const headers = {
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "content-type, idempotency-key",
    "access-control-max-age": "600",
  };
  return withCors(new Response(null, { status: 204, headers }), request);
}
