import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { problem } from "../problem.ts";
import { readBody } from "../read-body.ts";
import { releaseSchema } from "../schemas.ts";
import { stubForStranger } from "../stubs.ts";

/** `POST /api/reservations/{id}/release`: a guest gives an unpaid hold back. */
export async function release(
  request: Request,
  id: string,
  { env, now }: Context,
): Promise<Response> {
  const body = await readBody(request, releaseSchema);
  if (!body.ok) return body.response;
  const stub = stubForStranger(env, id, now());
  if (stub === undefined) return problem("unknown-reservation");
  const { clientSecret, checkoutSession } = body.value;
  const { status } = await stub.release(id, clientSecret ?? checkoutSession ?? "");
  switch (status) {
    case "unknown":
      return problem("unknown-reservation");
    case "expired":
      return json({ status });
    case "processing":
      return problem("payment-processing", {
        detail: "Your payment takes its time. We tell you as soon as we know more.",
      });
    case "unanswered":
      // The provider could not say whether it was paid: the slot stays held until it can.
      return problem("payment-provider-unavailable");
    default:
      return problem("already-paid");
  }
}
