import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { stubOfReservation } from "../rooms.ts";
import { releaseSchema } from "../schemas.ts";

/** `POST /api/reservations/{id}/release`: a guest gives an unpaid hold back. */
export async function release(request: Request, id: string, { env }: Context): Promise<Response> {
  const body = await readBody(request, releaseSchema);
  if (!body.ok) return body.response;
  const stub = stubOfReservation(env, id);
  if (stub === undefined) return problem("unknown-reservation");
  const { status } = await stub.release(id, body.value.clientSecret);
  switch (status) {
    case "unknown":
      return problem("unknown-reservation");
    case "expired":
      return json({ status });
    case "pending":
      // The provider could not say whether it was paid: the slot stays held until it can.
      return problem("payment-provider-unavailable");
    default:
      return problem("already-paid");
  }
}
