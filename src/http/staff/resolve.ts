import { type Resolution, resolveFailedBooking } from "../../ledger/staff-lists-failed.ts";
import type { Context } from "../context.ts";
import { iso } from "../iso.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { deskStub } from "../stubs.ts";
import { resolveSchema } from "./staff-schemas.ts";

/**
 * `POST /api/staff/failed-bookings/{id}/resolve`: says what was done about a payment that became no
 * booking. It moves no money. Who was first stays: the answer says whose note it is.
 */
export async function resolveFailed(
  request: Request,
  reservation: string,
  { env, log, now }: Context,
  who: string,
): Promise<Response> {
  const body = await readBody(request, resolveSchema);
  if (!body.ok) return body.response;
  const how = { at: now(), by: who, note: body.value.note };
  const resolved = await resolveFailedBooking(env.LEDGER, reservation, how);
  if (resolved === undefined) return problem("unknown-reservation");
  log({ message: "Failed booking resolved", level: "info", reservation, who });
  return json(resolutionView(resolved));
}

/** `POST /api/staff/stray-payments/{payment}/resolve`: closes an open item of the desk. */
export async function resolveStray(
  request: Request,
  payment: string,
  { env }: Context,
  who: string,
): Promise<Response> {
  const body = await readBody(request, resolveSchema);
  if (!body.ok) return body.response;
  const resolved = await deskStub(env).resolveStray(payment, { by: who, note: body.value.note });
  return resolved === undefined ? problem("not-found") : json(resolutionView(resolved));
}

export function resolutionView({ at, by, note }: Resolution) {
  return { resolvedAt: iso(at), resolvedBy: by, note };
}
