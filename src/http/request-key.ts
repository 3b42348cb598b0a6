import { problem } from "./problem.ts";
import { idempotencyKeySchema } from "./schemas.ts";

export type RequestKey = { ok: true; key: string | null } | { ok: false; response: Response };

/** The client's own key of one attempt; `null` when it sends none. */
export function requestKeyOf(request: Request): RequestKey {
  const key = request.headers.get("idempotency-key");
  if (key === null || idempotencyKeySchema.safeParse(key).success) return { ok: true, key };
  const message = "16 to 100 letters, digits, - or _.";
  const violation = { field: "Idempotency-Key", code: "invalid", message };
  return { ok: false, response: problem("invalid-request", { violations: [violation] }) };
}
