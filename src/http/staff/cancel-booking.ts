import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { cancelSchema } from "../schemas.ts";
import { stubOfReservation } from "../stubs.ts";

/**
 * `POST /api/staff/bookings/{id}/cancel`: for a stated amount, or by the frozen policy; a session,
 * which its guest cannot have cancelled here, in full.
 */
export async function cancelBooking(
  request: Request,
  id: string,
  { env, log }: Context,
  who: string,
): Promise<Response> {
  const body = await readBody(request, cancelSchema);
  if (!body.ok) return body.response;
  const result = await stubOfReservation(env, id)?.cancel(id, body.value);
  if (result === undefined) return problem("unknown-reservation");
  if (result.ok) {
    log({ message: "Cancelled by staff", level: "info", reservation: id, who });
    return json({ status: "cancelled" });
  }
  const { refusal } = result;
  switch (refusal.reason) {
    case "unknown":
      return problem("unknown-reservation");
    case "not-cancellable":
      return problem("not-cancellable", { detail: `It is ${refusal.status}.` });
    case "amount-too-large": {
      const message = `At most ${refusal.refundable} can still be refunded.`;
      const violation = { field: "amount", code: "too-large", message };
      return problem("invalid-request", { violations: [violation] });
    }
  }
}
